"""Starting the next workshop from an earlier one: asked for here, in words."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from worldcafe.document import Document
from worldcafe.document.address import ENDING
from worldcafe.domain.follow_up import StartFollowUp, follow_up
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.aloud import announce
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.own_files import ask_file, kind_of_file
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import button, card, column, field, label, row
from worldcafe.wording import Words
from worldcafe.wording.listing import listing


class FollowUpDialog(Dialog):
    """Which workshop is followed, what comes along from it, and what the new one is called."""

    HELP = "start"

    def __init__(
        self,
        words: Words,
        parent: QWidget | None,
        open_one: tuple[Path, Workshop] | None,
        folder: Path,
    ) -> None:
        """`open_one` is the workshop that is open, with its file; it is the first choice. In
        `folder` others are looked for.
        """
        super().__init__(words, parent)
        self.words = words
        self._open_one = open_one
        self._earlier: Workshop | None = None
        self._folder = folder
        self.setWindowTitle(words("Start a follow-up workshop"))
        self.source = label("", "strong", wrap=True)
        self.tells = label("", "soft", wrap=True)
        self.trouble = label("", "problem", wrap=True)
        self.title = LineField()
        self.other = button(words("Open…"), self._on_other, picture="folder-open")
        self.agree = button(
            words("Choose where it is kept…"), self.accept, name="primary", default=True
        )
        self._lay_out()
        if open_one is not None:
            self._follow(*open_one)
        else:
            self._show()

    @property
    def earlier(self) -> Workshop | None:
        """The workshop that is followed."""
        return self._earlier

    def command(self) -> StartFollowUp:
        """What fills the new workshop."""
        assert self._earlier is not None
        started = follow_up(self._earlier, lambda: str(uuid.uuid4()))
        about = started.about.but(title=self.title.value())
        return started.model_copy(update={"about": about})

    def read(self, path: Path) -> None:
        """Follow the workshop in this file; a refusal is said in place."""
        if self._open_one is not None and path == self._open_one[0]:
            self._follow(*self._open_one)
            return
        try:
            with Document.open(path) as document:
                workshop = document.workshop
        except FileRefused as refusal:
            self.trouble.setText(self.words.refusal(refusal))
            self.trouble.show()
            announce(self.trouble, self.trouble.text(), urgent=True)
            return
        self._folder = path.parent
        self._follow(path, workshop)

    def _follow(self, path: Path, workshop: Workshop) -> None:
        self._earlier = workshop
        self.title.show_value(workshop.about.title or path.stem)
        self._show()

    def _show(self) -> None:
        words, earlier = self.words, self._earlier
        self.trouble.hide()
        self.agree.setEnabled(earlier is not None)
        self._titled.setVisible(earlier is not None)
        if earlier is None:
            self.source.setText(words("Choose the workshop that is followed."))
            self.tells.setText("")
            return
        self.source.setText(earlier.about.title or words("Untitled workshop"))
        self.other.setText(words("From another file…"))
        started = follow_up(earlier, lambda: "1")
        n_people, n_points = len(started.participants), len(started.open_points)
        self.tells.setText(
            "\n".join((
                words.plural("{n} person comes along.", "{n} people come along.", n_people),
                *self._room_told(started),
                words.plural(
                    "{n} open point is followed, with where it stands.",
                    "{n} open points are followed, with where they stand.", n_points,
                ),
            ))
        )  # fmt: skip

    def _room_told(self, started: StartFollowUp) -> Iterator[str]:
        """What of the room comes along, if anything does."""
        words = self.words
        n_themes, n_tables, n_rounds = map(
            len, (started.themes, started.tables, started.rounds)
        )
        kept = (
            (n_themes, words.plural("{n} theme", "{n} themes", n_themes)),
            (n_tables, words.plural("{n} table", "{n} tables", n_tables)),
            (n_rounds, words.plural("{n} round", "{n} rounds", n_rounds)),
        )
        what = [text for n, text in kept if n]
        if what:
            yield words("This comes along: {what}.", what=listing(what, words))

    def _on_other(self) -> None:
        kind = kind_of_file(self.words("Workshops"), (ENDING,))
        path = ask_file(self, self.words("Which workshop is followed?"), kind, self._folder)
        if path is not None:
            self.read(path)

    def _lay_out(self) -> None:
        words = self.words
        heading = label(words("Start a follow-up workshop"), "heading")
        about = label(
            words(
                "People, room and open points come along into a new file. The earlier workshop"
                " stays as it is."
            ),
            "soft",
            wrap=True,
        )
        followed = card(self.source, self.tells, row(self.other, 1))
        self._titled = look("", QWidget())
        self._titled.setLayout(field(words("Title of the new workshop"), self.title))
        foot = row(1, button(words("Cancel"), self.reject), self.agree)
        whole = column(
            heading, about, followed, self.trouble, self._titled, foot,
            margin=3 * SPACE, gap=2 * SPACE,
        )  # fmt: skip
        Sheet(self, whole, grown(520))
