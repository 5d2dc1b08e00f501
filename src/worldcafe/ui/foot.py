"""What can be done with a page or a dialog; and how far that is, while it is being done."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProgressBar, QWidget

from worldcafe.ui.arranging import Stack
from worldcafe.ui.parts import box, button, label, row
from worldcafe.ui.work import Job, Once
from worldcafe.wording import Words

T = TypeVar("T")


class Foot(Stack, Generic[T]):
    """Its acts give way to a bar, and a button that ends what takes long."""

    def __init__(self, acts: QWidget, told: str, words: Words, keeper: QObject) -> None:
        """`told` says what is being done; it goes on until the `keeper` goes."""
        super().__init__()
        self.work: Once[T] = Once(self, keeper)
        self.progress = QProgressBar(maximum=100, textVisible=False)
        self.cancel = button(words("Cancel"), self.work.cancel)
        working = row(label(told, "soft"), self.progress, self.cancel, gap=16)
        working.setStretch(1, 1)
        self._acts, self._working = acts, box(working)
        self.addWidget(self._acts)
        self.addWidget(self._working)
        self.work.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.work.answered.connect(self._show_acts)
        self.work.refused.connect(self._show_acts)

    def begin(self, job: Job[T]) -> None:
        """Do this, and show how far it is."""
        self.progress.setValue(0)
        self.setCurrentWidget(self._working)
        self.work.begin(job)

    def _show_acts(self) -> None:
        self.setCurrentWidget(self._acts)
