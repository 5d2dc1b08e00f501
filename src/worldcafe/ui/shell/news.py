"""What is new: a calm line after an update, and the list. Nothing is asked of the internet."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from worldcafe import __version__
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.wording import Words
from worldcafe.wording.news import NEWS


class UpdateLine(QFrame):
    """Says that this is another version, until the person has looked or waved it away."""

    def __init__(
        self, words: Words, on_look: Callable[[], object], on_hide: Callable[[], object]
    ) -> None:
        super().__init__()
        look("card", self)
        self.looking = button(words("What is new"), self._after(on_look))
        self.hiding = button(words("Hide"), self._after(on_hide), name="quiet")
        said = words("This is worldcafe {version}.", version=__version__)
        line = row(label(said, "soft"), 1, self.hiding, self.looking, margin=2 * SPACE)
        self.setLayout(line)

    def _after(self, act: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            self.hide()
            act()

        return done


class NewsDialog(Dialog):
    """What each version brought, the newest first."""

    HELP = "program"

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        look("paper", self)
        self.setWindowTitle(words("What is new"))
        parts: list[QWidget] = []
        for version, told in NEWS.items():
            parts.append(label(words("Version {version}", version=version), "heading"))
            parts.extend(label(f"• {words(each)}", wrap=True) for each in told)
        close = button(words("Close"), self.accept, name="primary")
        close.setDefault(True)
        self.setLayout(
            column(
                label(words("What is new"), "title"),
                scrolling(box(column(*parts, 1, margin=SPACE)), words("What is new")),
                row(1, close), margin=3 * SPACE, gap=2 * SPACE,
            )
        )  # fmt: skip
        self.resize(560, 480)
