"""Harvest: from everything that was said to a list that a director reads."""

from worldcafe.ui.pages.harvest.page import HarvestPage

__all__ = ["HarvestPage"]
