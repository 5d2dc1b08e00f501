"""What can be done by keyboard: every action with its words, its keys and where they hold.

Menus, shortcuts, tooltips and the sheet of keys read this one table. A letter without a
modifier moves something only while that very thing has the focus, never on a page at large:
there, somebody may be typing a name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from worldcafe.domain.vocabulary import Kind
from worldcafe.wording import N_, N_in, Words
from worldcafe.wording.deeds import STAGE_NAMES
from worldcafe.wording.labels import LABELS

PLACES = {
    "window": N_("Everywhere"),
    **STAGE_NAMES,
    "clock": N_("Live, while the clock has the focus"),
    "board": N_("Live, while the hand-in board has the focus"),
    "room": N_("Rotation, while the room has the focus"),
    "form": N_("The form of a contribution"),
    "similar": N_("Harvest, while two similar ones are shown"),
    "matches": N_("Harvest, while an offer and a need have the focus"),
    "votes": N_("Harvest, while the list of dots has the focus"),
    "table": N_("Lists, while a row has the focus"),
}
"""Where keys hold: in the whole window, on a page, or in a thing that has the focus."""


@dataclass(frozen=True)
class Action:
    """Something that can be done by keyboard."""

    name: str
    text: str
    """In English, to be translated where it is shown."""
    keys: tuple[str, ...] = ()
    """As Qt writes them where one reads from the left; the first is the one that is told."""
    place: str = "window"


_NEXT = N_("End this part and begin the next")
_BACK = N_("Back to the part before, with the time it had left")
_TOGGLE = N_("Start, pause and go on")
_MORE, _LESS = N_("A minute more for this part"), N_("A minute less for this part")
_FIND = N_("Find somebody")

ACTIONS = (
    *(
        Action(f"go_{key}", title, (f"Ctrl+{number}",))
        for number, (key, title) in enumerate(STAGE_NAMES.items(), start=1)
    ),
    Action("main", N_("Press the main button"), ("Ctrl+Return", "Ctrl+Enter")),
    Action("undo", N_("Undo"), ("Ctrl+Z",)),
    Action("redo", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Action("new", N_("New workshop…"), ("Ctrl+N",)),
    Action("open", N_("Open…"), ("Ctrl+O",)),
    Action("open_shared", N_("Open a shared workshop…")),
    Action("save_copy", N_("Save a copy…"), ("Ctrl+Shift+S",)),
    Action("earlier", N_("Earlier states…")),
    Action("give_copy", N_("Give a copy to another laptop…")),
    Action("take_copy", N_("Take another copy in…")),
    Action("share", N_("Share with other desks…")),
    Action("print", N_("Print…"), ("Ctrl+P",)),
    Action("follow_up", N_("Start a follow-up workshop…")),
    Action("portfolio", N_("A portfolio of several workshops…")),
    Action("example", N_("Open the Turin example")),
    Action("rehearse", N_("Rehearse the day…"), ("Ctrl+Shift+R",)),
    Action("phones", N_("Open the room to phones…")),
    Action("laptop", N_("Is everything all right?…")),
    Action("projector", N_("Show the projector to the room, or no longer"), ("F5",)),
    Action("preferences", N_("Preferences…"), ("F10",)),
    Action("help", N_("Help with this page"), ("F1",)),
    Action("keys", N_("Keys"), ("Shift+F1",)),
    Action("method", N_("The method in ten minutes")),
    Action("guide", N_("First steps"), ("F6",)),
    Action("about", N_("About worldcafe")),
    Action("news", N_("What is new")),
    Action("close", N_("Close the workshop")),
    Action("end", N_("End the rehearsal")),
    Action("round_up", N_("Move the round up in the day"), ("Alt+Up",), "prepare"),
    Action("round_down", N_("Move the round down in the day"), ("Alt+Down",), "prepare"),
    Action("paste_list", N_("Paste a list"), ("Ctrl+V",), "people"),
    Action("find_person", _FIND, ("Ctrl+F",), "people"),
    Action("round_before", N_("The round before"), ("Left",), "rotation"),
    Action("round_after", N_("The round after"), ("Right",), "rotation"),
    Action("day_toggle", _TOGGLE, ("Ctrl+Shift+Space",), "live"),
    Action("day_next", _NEXT, ("Ctrl+Shift+N",), "live"),
    Action("day_back", _BACK, ("Ctrl+Shift+B",), "live"),
    Action("day_more", _MORE, ("Ctrl+Shift+Up",), "live"),
    Action("day_less", _LESS, ("Ctrl+Shift+Down",), "live"),
    Action("find_present", _FIND, ("Ctrl+F",), "live"),
    Action("day_toggle", _TOGGLE, ("Space",), "clock"),
    Action("day_next", _NEXT, ("N",), "clock"),
    Action("day_back", _BACK, ("B",), "clock"),
    Action("day_more", _MORE, ("+", "="), "clock"),
    Action("day_less", _LESS, ("-", "−"), "clock"),
    Action("find_present", _FIND, ("P",), "clock"),
    Action("hand_in", N_("Handed in"), ("H",), "board"),
    Action("check", N_("Checked"), ("C",), "board"),
    Action("not_in", N_("Not handed in"), ("X",), "board"),
    Action("write", N_("Write for this table"), ("O",), "board"),
    Action("move", N_("Move to another table"), ("M",), "room"),
    Action("swap", N_("Swap with somebody"), ("S",), "room"),
    Action("pin", N_("Pin to the seat, or no longer"), ("P",), "room"),
    Action("together", N_("Together with somebody"), ("T",), "room"),
    Action("apart", N_("Apart from somebody"), ("N",), "room"),
    Action("walk_up", N_("The person before"), ("Up",), "room"),
    Action("walk_down", N_("The person after"), ("Down",), "room"),
    Action("walk_up_adding", N_("The person before as well"), ("Shift+Up",), "room"),
    Action("walk_down_adding", N_("The person after as well"), ("Shift+Down",), "room"),
    *(
        Action(f"kind_{number}", LABELS[Kind][kind.value], (f"Alt+{number}",), "capture")
        for number, kind in enumerate(Kind, start=1)
    ),
    Action("place_after", N_("The next table"), ("Ctrl+PgDown",), "capture"),
    Action("place_before", N_("The table before"), ("Ctrl+PgUp",), "capture"),
    Action("paste_picture", N_("Paste a picture"), ("Ctrl+Shift+V",), "capture"),
    Action("leave_form", N_("Leave what is being changed"), ("Esc",), "capture"),
    Action("note_language", N_("Note the language the text seems to be in"), ("Ctrl+L",),
           "form"),
    Action("open_link", N_("Open the link"), ("Alt+Return",), "form"),
    Action("view_after", N_("The next view"), ("Ctrl+PgDown",), "harvest"),
    Action("view_before", N_("The view before"), ("Ctrl+PgUp",), "harvest"),
    Action("search", N_("Search"), ("Ctrl+F",), "harvest"),
    Action("revert", N_("Take back what was typed"), ("Esc",), "harvest"),
    Action("merge", N_("Merge"), ("M",), "similar"),
    Action("part", N_("They are different"), ("N",), "similar"),
    Action("later", N_("Later"), ("Right",), "similar"),
    Action("keep", N_("Keep it"), ("K",), "matches"),
    Action("turn_down", N_("Turn it down"), ("N",), "matches"),
    Action("step", N_("Make it a next step"), ("S",), "matches"),
    Action("dot_more", N_("A dot more"), ("+", "="), "votes"),
    Action("dot_less", N_("A dot less"), ("-", "−"), "votes"),
    Action("next_voter", N_("Next voter"), ("Return",), "votes"),
    Action("open_row", N_("Open it"), ("Return",), "table"),
    Action("remove_row", N_("Remove it"), ("Del",), "table"),
)  # fmt: skip

_KNOWN = {(action.place, action.name): action for action in ACTIONS}


def action(name: str, place: str = "window") -> Action:
    """The action of this name in this place."""
    return _KNOWN[place, name]


def bind(
    owner: QWidget,
    place: str,
    name: str,
    slot: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> None:
    """Let the keys of an action do it, while `owner` is in view."""
    for keys in action(name, place).keys:
        turned = _turned(keys, leftwards=owner.isRightToLeft())
        made = QShortcut(QKeySequence(turned), owner, context=context)
        made.activated.connect(slot)
        made.setObjectName(f"{place}/{name}")


def pressed(event: QKeyEvent, place: str) -> str:
    """The name of the action that a key without a modifier asks of a thing; empty for none.

    The letter counts, not the key: `+` is where each keyboard has it.
    """
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    letter = "Space" if event.key() == Qt.Key.Key_Space else event.text().upper()
    if held or not letter:
        return ""
    found = (each.name for each in ACTIONS if each.place == place and letter in each.keys)
    return next(found, "")


_OTHER_WAY = {"Left": "Right", "Right": "Left"}


def _turned(key: str, *, leftwards: bool) -> str:
    """The key that goes where the page goes: on is to the left where one reads leftwards."""
    return _OTHER_WAY.get(key, key) if leftwards else key


_KEYS = {
    "Alt": N_in("key", "Alt"),
    "Ctrl": N_in("key", "Ctrl"),
    "Del": N_in("key", "Del"),
    "Esc": N_in("key", "Esc"),
    "PgDown": N_in("key", "PgDn"),
    "PgUp": N_in("key", "PgUp"),
    "Return": N_in("key", "Enter"),
    "Shift": N_in("key", "Shift"),
    "Space": N_in("key", "Space"),
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
}
"""What stands on a keyboard of the language, by Qt's names: its own are long."""
_JOINT = re.compile(r"(?<=.)\+(?=.)")


def keys_told(each: Action, words: Words) -> str:
    """The keys of an action as a keyboard of the language has them: `Ctrl+Maj+N`."""
    first = _turned(each.keys[0] if each.keys else "", leftwards=words.tongue.leftwards)
    return "+".join(words(_KEYS[key]) if key in _KEYS else key for key in _JOINT.split(first))


def hint(words: Words, *actions: Action, text: str = "") -> str:
    """What an action does, with its keys, for a tooltip."""
    keys = words.line(keys_told(each, words) for each in actions)
    return words("{what} (key: {keys})", what=text or words(actions[0].text), keys=keys)
