"""The synthesis of a workshop as an Excel workbook."""

from worldcafe.exchange.workbook.synthesis import ExportCancelled, is_synthesis, write_synthesis

__all__ = ["ExportCancelled", "is_synthesis", "write_synthesis"]
