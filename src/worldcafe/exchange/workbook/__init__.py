"""The synthesis of a workshop as an Excel workbook."""

from worldcafe.exchange.workbook.synthesis import ExportCancelled, write_synthesis

__all__ = ["ExportCancelled", "write_synthesis"]
