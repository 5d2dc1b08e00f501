"""Rotation: who sits where in every round."""

from worldcafe.ui.pages.rotation.page import RotationPage

__all__ = ["RotationPage"]
