"""What typing costs: a keystroke in a large café, and a name completed among many.

`python tests/bench/capture.py` prints rows for docs/measurements.md. A frame lasts 16.7 ms.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from worldcafe.document import Document
from worldcafe.domain.commands import (
    FurnishRoom,
    ImportContributions,
    ImportParticipants,
    PutRound,
)
from worldcafe.domain.model import Contribution, Participant, Partner, Round
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.ui.painting.look import dress
from worldcafe.wording import words_for

N_TABLES, N_PEOPLE, N_CONTRIBUTIONS = 40, 2_000, 10_000
SENTENCE = "Jumeler les deux villes pour les marchés de quartier"


def main() -> int:
    """Measure, and print a row each."""
    app = QApplication.instance() or QApplication([])
    dress(app, dark=False)
    with tempfile.TemporaryDirectory() as name:
        bridge = Bridge(_large(Path(name) / "day.worldcafe"), words_for("en"))
        page = CapturePage(bridge)
        page.resize(1158, 712)
        page.show()
        while page.desk.suggestions.learn_some():
            app.processEvents()
        where = f"{N_CONTRIBUTIONS:,} contributions"
        title, what = page.form.fields["title"], page.form.fields["description"]
        _tell(f"a letter in the title, painted, {where}", _each(title, SENTENCE))
        _tell(f"a letter in the description, painted, {where}", _each(what, SENTENCE))
        partner = page.form.fields["partners"].rows[0].fields["name"]
        _tell(f"a letter in a partner’s name, completed and painted, {where}",
              _each(partner, "Municipality 1234"))  # fmt: skip
        known = page.desk.suggestions
        asked = ("a", "fat", "Fatou Diop 1", "Diopp 17", "nobody at all", "Fatuo")
        _tell(
            f"people completed among {N_PEOPLE:,}",
            [_time(lambda t=t: known.people(t)) for t in asked],
        )
        page.close()
        bridge.close()
    return 0


def _each(field: QWidget, text: str) -> list[float]:
    """Milliseconds for each letter, until it is painted."""
    field.setFocus()
    return [_time(lambda letter=letter: _type(field, letter)) for letter in text]


def _type(field: QWidget, letter: str) -> None:
    if letter.isascii():
        press = QEvent.Type.KeyPress
        key = QKeyEvent(press, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, key)
    else:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(field, event)
    QApplication.processEvents()


def _time(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1_000


def _tell(what: str, times: Iterable[float]) -> None:
    found = sorted(times)
    print(f"| {what} | {statistics.median(found):.1f} ms | {found[-1]:.1f} ms |")


def _large(path: Path) -> Document:
    """A café of many people and many contributions."""
    document = Document.create(path)
    document.do(FurnishRoom(n_tables=N_TABLES, seats=50))
    document.do(PutRound(round=Round(id="r1", number=1)))
    people = (
        Participant(
            id=str(k), given_name=("Fatou", "Jean", "Ana")[k % 3], family_name=f"Diop {k}",
            organisation=f"Municipality {k}", city=f"City {k}",
        )
        for k in range(N_PEOPLE)
    )  # fmt: skip
    document.do(ImportParticipants(participants=tuple(people)))
    tables = document.workshop.tables_in_order
    said = (
        Contribution(
            id=f"c{k}", kind="opportunity", title=f"{SENTENCE} {k}",
            table_id=tables[k % N_TABLES].id, round_id="r1",
            partners=(Partner(name=f"Partner {k}", city=f"City {k % 500}"),),
        )
        for k in range(N_CONTRIBUTIONS)
    )  # fmt: skip
    document.do(ImportContributions(contributions=tuple(said)))
    return document


if __name__ == "__main__":
    sys.exit(main())
