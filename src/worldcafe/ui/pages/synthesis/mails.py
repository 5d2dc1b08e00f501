"""Next steps as mails that a person sends themselves: one for each owner, in their language."""

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from worldcafe.domain.disclosure import disclosed
from worldcafe.domain.reminders import Reminder, reminders
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import box, button, card, column, label, row, scrolling
from worldcafe.wording.reminders import mail_address, subject, text, words_of


class MailsDialog(Dialog):
    """A line for each owner: opened in the system's mail program, or copied as a text."""

    HELP = "synthesis"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge.words, parent)
        words = self._words = bridge.words
        workshop, disclosure = bridge.workshop, bridge.disclosure
        self._about = disclosed(workshop, disclosure).about
        self.reminders = reminders(workshop, disclosure)
        look("paper", self)
        self.setWindowTitle(words("Next steps as mails"))
        explanation = words(
            "Each mail opens in your mail program, where you read it and send it. worldcafe"
            " sends nothing."
        )
        lines = [self._line(each) for each in self.reminders]
        if not lines:
            nothing = words("No next step that is still to be done has an owner.")
            lines = [label(nothing, "soft", wrap=True)]
        close = button(words("Close"), self.accept, name="primary")
        self.setLayout(
            column(
                label(words("Next steps as mails"), "title"), label(explanation, wrap=True),
                scrolling(box(column(*lines, 1))), row(1, close), margin=3 * SPACE,
                gap=2 * SPACE,
            ),
        )  # fmt: skip
        self.resize(680, 560)

    def _line(self, reminder: Reminder) -> QWidget:
        words = self._words
        n = len(reminder.promises)
        told = [
            words.plural("{n} next step", "{n} next steps", n),
            words.language_name(words_of(reminder, words).language),
            reminder.email or words("no address known"),
        ]
        done = label("", "small")
        done.hide()
        write = button(words("Write the mail"), partial(self._write, reminder, done))
        copy = button(words("Copy the text"), partial(self._copy, reminder, done), name="quiet")
        name = reminder.owner or words("(a participant)")
        texts = column(
            label(name, "strong", wrap=True), label(words.line(told), "soft", wrap=True), done,
            gap=2,
        )  # fmt: skip
        line = Flow(Filling(box(texts)), copy, write)
        return card(box(line))

    def _write(self, reminder: Reminder, done: QLabel) -> None:
        words = words_of(reminder, self._words)
        address = mail_address(reminder, self._about.title, self._about.date, words)
        url = QUrl.fromEncoded(address.encode("ascii"), QUrl.ParsingMode.StrictMode)
        opened = QDesktopServices.openUrl(url)
        done.show()
        done.setText(
            self._words("Opened in your mail program.")
            if opened
            else self._words("No mail program opens here. Copy the text instead.")
        )

    def _copy(self, reminder: Reminder, done: QLabel) -> None:
        words, about = words_of(reminder, self._words), self._about
        whole = text(reminder, about.title, about.date, words)
        QGuiApplication.clipboard().setText(f"{subject(about.title, words)}\n\n{whole}")
        done.show()
        done.setText(self._words("Copied."))
