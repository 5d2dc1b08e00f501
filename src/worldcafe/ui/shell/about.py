"""About the program: its version and licence, where its mistakes are kept, whom it owes thanks,
and what it is made of.
"""

from collections.abc import Iterator
from importlib import resources

from PySide6.QtWidgets import QGridLayout, QWidget

from worldcafe import __version__
from worldcafe.files import make_private_folder
from worldcafe.ui.arranging import Flow
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.own_files import open_outside
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.ui.shell.defects import report_folder
from worldcafe.wording import Words


def bundled() -> Iterator[tuple[str, str]]:
    """What comes with the program, each with its licence."""
    file = resources.files("worldcafe.resources") / "licences.tsv"
    for line in file.read_text("utf-8").splitlines():
        name, _, licence = line.partition("\t")
        yield name, licence


class AboutDialog(Dialog):
    """What somebody wants to know who is to trust the program, or to report a mistake."""

    HELP = "program"

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        look("paper", self)
        self._words = words
        self.setWindowTitle(words("About worldcafe"))
        self.opening = button(words("Open the folder"), self._on_folder, picture="folder-open")
        self.told = label("", "attention", wrap=True)
        self.told.hide()
        version = words(
            "Version {version}, under the MIT licence: everybody may use it, pass it on and"
            " change it.", version=__version__,
        )  # fmt: skip
        page = column(
            label(version, wrap=True),
            label(
                words("It works without the internet, and sends nothing anywhere."), wrap=True
            ),
            *self._part(
                words("If the program makes a mistake"),
                words(
                    "It then writes down where in itself that happened, and nothing of yours,"
                    " in this folder:"
                ),
            ),
            label(str(report_folder()), "small", wrap=True),
            box(Flow(self.opening, 1)), self.told,
            *self._part(
                words("Thanks"),
                words(
                    "The method is that of The World Café Community Foundation, and help tells"
                    " it after their “Café to Go” (Creative Commons Attribution)."
                ),
            ),
            label(words("Made of"), "heading"), _licences(), 1,
        )  # fmt: skip
        page.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        close = button(words("Close"), self.accept, name="primary")
        close.setDefault(True)
        self.setLayout(
            column(
                label("worldcafe", "display"), scrolling(box(page), words("About worldcafe")),
                row(1, close), margin=3 * SPACE, gap=2 * SPACE,
            )
        )  # fmt: skip
        self.resize(grown(560), 600)

    def _part(self, heading: str, text: str) -> tuple[QWidget, QWidget]:
        return label(heading, "heading"), label(text, wrap=True)

    def _on_folder(self) -> None:
        """Open it in the system's own way; it is made where nothing ever went wrong."""
        folder = report_folder()
        try:
            make_private_folder(folder)
            opened = open_outside(folder)
        except OSError:
            opened = False
        if not opened:
            said = self._words("The folder {path} cannot be opened.", path=folder)
            self.told.setText(said)
            self.told.show()


def _licences() -> QGridLayout:
    lines = QGridLayout()
    lines.setColumnStretch(1, 1)
    for at, (name, licence) in enumerate(bundled()):
        lines.addWidget(label(name), at, 0)
        lines.addWidget(label(licence, "soft", wrap=True), at, 1)
    return lines
