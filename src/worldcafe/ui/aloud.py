"""What a screen reader says: what a thing is, and what has just happened."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QWidget

_ROLE = "role"
"""The property of a widget that says what it is heard as."""
_Politeness = QAccessible.AnnouncementPoliteness


def announce(source: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a text said at once, wherever the keyboard is; `urgent` interrupts what is said."""
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, text)
    event.setPoliteness(_Politeness.Assertive if urgent else _Politeness.Polite)
    QAccessible.updateAccessibility(event)


def heard_as(role: QAccessible.Role, widget: QWidget, name: str) -> None:
    """Name a widget that Qt does not know, being painted or only scrolled; say what it is.

    What a grouping shows belongs in its name: Orca says the description of one twice.
    """
    widget.setProperty(_ROLE, role.value)  # first: a name makes whoever listens ask
    widget.setAccessibleName(name)


def call(choice: QComboBox, name: str) -> None:
    """Name a choice. On Linux Qt tells what is chosen in place of its name, which comes after
    it then.
    """
    QWidget.setAccessibleName(choice, name)
    choice.setAccessibleDescription(name)


def begin_to_speak() -> None:
    """Have the roles that widgets were given told to whoever asks."""
    QAccessible.installFactory(_interface)


def _interface(_class: str, thing: QObject) -> QAccessibleWidget | None:
    if not isinstance(thing, QWidget) or (role := thing.property(_ROLE)) is None:
        return None
    return QAccessibleWidget(thing, QAccessible.Role(role))
