"""What of a workshop's history a desk can take back and bring back, and what was asked for."""

from worldcafe.document.store import Entry

DESK = "desk"
"""The origin of what is done on a computer; only that can be undone there."""


class Past:
    """Follows history line by line; the deeds of one writer can be undone and redone."""

    def __init__(self, writer: str) -> None:
        self._writer = writer
        self.undo: list[Entry] = []
        """What can be taken back, the last at the end."""
        self.redo: list[Entry] = []
        """What can be brought back."""
        self.requests: dict[str, int] = {}
        """What devices asked for and got, with its line of history."""

    def follow(self, entry: Entry) -> None:
        """Take note of the next line of history."""
        if entry.request:
            self.requests[entry.request] = entry.seq
        if entry.writer != self._writer or not (entry.undoable and is_desks(entry)):
            return
        match entry.action:
            case "undo":
                self.undo.pop()
                self.redo.append(entry)
            case "redo":
                self.redo.pop()
                self.undo.append(entry)
            case _:
                self.undo.append(entry)
                self.redo.clear()


def is_desks(entry: Entry) -> bool:
    """Whether it was done at a computer, not by a phone or by the program itself."""
    return entry.origin.partition(".")[0] == DESK
