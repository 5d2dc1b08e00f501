"""Photos of the tablecloth, beside what was written at the table."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from worldcafe.domain.commands import AddAttachments, CaptionAttachment, RemoveAttachment
from worldcafe.domain.model import Attachment
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.workshop import Place
from worldcafe.prints.photos import (
    Picture,
    attachment_of,
    kept_picture,
    read_picture,
    square,
)
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.own_files import ask_files, kind_of_file
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.painting.pictures import SUFFIXES, thumbnail
from worldcafe.ui.parts import box, button, column, entitle, icon_button, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.ui.work import Job, Work
from worldcafe.wording import N_in

THUMBNAIL = 52
_SHARP = 2 * THUMBNAIL
Source = Callable[[], Picture]
"""Gives a picture, or raises the `Refusal` of it."""


@dataclass(frozen=True)
class Lot:
    """Pictures that came together: those that can be kept, and the refusals of the others."""

    kept: tuple[Picture, ...]
    squares: tuple[QImage, ...]
    """Of each, to be shown."""
    refusals: tuple[Refusal, ...]


class Pictures(QWidget):
    """The photos of one conversation in a row; more come by a button, a drop or a paste."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._place: Place = ("", "")
        self._thumbnails: dict[str, QPixmap] = {}
        self._work: Work[Lot] | None = None
        self._reading_for: Place = ("", "")
        self._waiting: deque[tuple[Place, tuple[Source, ...]]] = deque()
        bridge.closing.connect(self._waiting.clear)
        words = bridge.words
        self.add = icon_button("image-plus", words("Add a photo of the table…"), self._on_add)
        self.add.setFixedSize(THUMBNAIL, THUMBNAIL)
        self._hint = label(
            words("Photos can also be dropped on this page."), "small", wrap=True
        )
        self._progress = QProgressBar(maximum=100, textVisible=False)
        self._progress.setAccessibleName(words("Photos being read"))
        self.cancel = icon_button("x", words("Stop reading photos"), self._on_cancel)
        self._busy = box(row(self._progress, self.cancel))
        self._busy.hide()
        self._flow = Flow()
        self._thumbs = box(self._flow)
        inner = row(Filling(self._thumbs), Filling(self._hint), self._busy, self.add)
        inner.setAlignment(self.add, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inner)
        self.buttons: list[QToolButton] = []
        self._show([])

    def show_place(self, place: Place) -> None:
        """Show the photos of this conversation."""
        self._place = place
        found = [
            each
            for each in self._bridge.workshop.attachments.values()
            if (each.table_id, each.round_id) == place
        ]
        self._show(found)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these files and keep them with the conversation, all in one step.

        It is the conversation they were given for, wherever the person has gone since.
        """
        if paths:
            self._take(tuple(partial(read_picture, path) for path in paths))

    def take_image(self, image: QImage) -> None:
        """Keep a picture that was pasted."""
        self._take((partial(kept_picture, image, self._bridge.words("Pasted picture")),))

    def _take(self, sources: tuple[Source, ...]) -> None:
        self._waiting.append((self._place, sources))
        self._read_next()

    def _read_next(self) -> None:
        if self._work is not None or not self._waiting:
            return
        self._reading_for, sources = self._waiting.popleft()
        self._work = Work(_reading(sources), self._bridge)
        self._work.progressed.connect(lambda share: self._progress.setValue(round(100 * share)))
        self._work.succeeded.connect(self._on_read)
        self._work.finished.connect(self._on_finished)
        self._progress.setValue(0)
        self._busy.show()
        self.add.setEnabled(False)
        self._work.start()

    def _on_cancel(self) -> None:
        """Nothing of what is being read, or waits to be, is kept."""
        self._waiting.clear()
        if self._work is not None:
            self._work.succeeded.disconnect(self._on_read)
            self._work.cancel()

    def _on_read(self, lot: Lot) -> None:
        for picture, image in zip(lot.kept, lot.squares, strict=True):
            self._thumbnails[picture.digest] = thumbnail(image, _SHARP)
        if lot.kept:
            self._keep(self._reading_for, lot.kept)
        if lot.refusals:
            words = self._bridge.words
            self._bridge.refused.emit("\n".join(map(words.refusal, lot.refusals)))

    def _keep(self, place: Place, pictures: Sequence[Picture]) -> None:
        at, words = self._bridge.now(), self._bridge.words
        attachments = tuple(attachment_of(each, *place, at) for each in pictures)
        blobs = {each.digest: each.content for each in pictures}
        said = words.plural("{n} photo is kept.", "{n} photos are kept.", len(pictures))
        self._bridge.do(AddAttachments(attachments=attachments), told=said, blobs=blobs)

    def _on_finished(self) -> None:
        self._work = None
        self._busy.hide()
        self.add.setEnabled(True)
        self._read_next()

    def _on_add(self) -> None:
        words = self._bridge.words
        kind = kind_of_file(words("Pictures"), SUFFIXES)
        self.take_files(ask_files(self, words("Photos of the table"), kind))

    def paste(self) -> None:
        """Take a picture from the clipboard, if there is one."""
        image = QGuiApplication.clipboard().image()
        if not image.isNull():
            self.take_image(image)

    def _show(self, attachments: list[Attachment]) -> None:
        for gone in self.buttons:
            self._flow.removeWidget(gone)
            gone.deleteLater()
        self.buttons = [self._button_of(each) for each in attachments]
        for each in self.buttons:
            self._flow.addWidget(each)
            each.show()
        tab_after(self._thumbs, *self.buttons)
        self._thumbs.setVisible(bool(attachments))
        self._hint.setVisible(not attachments)

    def _button_of(self, attachment: Attachment) -> QToolButton:
        if attachment.digest not in self._thumbnails:
            content = self._bridge.picture(attachment.digest)
            image = square(content, _SHARP)
            self._thumbnails[attachment.digest] = thumbnail(image, _SHARP)
        made = QToolButton()
        made.setIcon(QIcon(self._thumbnails[attachment.digest]))
        made.setIconSize(QSize(THUMBNAIL - 6, THUMBNAIL - 6))
        made.setFixedSize(THUMBNAIL, THUMBNAIL)
        entitle(made, attachment.caption or attachment.name)
        made.clicked.connect(lambda _checked=False: self._on_opened(attachment.id))
        return made

    def _on_opened(self, attachment_id: str) -> None:
        attachment = self._bridge.workshop.attachments.get(attachment_id)
        if attachment is not None:
            PictureDialog(self._bridge, attachment, self).exec()


def _reading(sources: tuple[Source, ...]) -> Job[Lot]:
    """The work of reading these; a picture that is refused keeps none of the others out."""

    def read(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Lot:
        kept: list[Picture] = []
        squares: list[QImage] = []
        refusals: list[Refusal] = []
        for done, source in enumerate(sources):
            if cancelled():
                break
            progress(done / len(sources))
            try:
                picture = source()
            except Refusal as refusal:
                refusals.append(refusal)
            else:
                kept.append(picture)
                squares.append(square(picture.content, _SHARP))
        return Lot(tuple(kept), tuple(squares), tuple(refusals))

    return read


class PictureDialog(Dialog):
    """One photo, large, with what it shows; it can be taken away."""

    HELP = "capture"

    def __init__(self, bridge: Bridge, attachment: Attachment, parent: QWidget) -> None:
        super().__init__(bridge.words, parent)
        words = bridge.words
        self._bridge, self._attachment = bridge, attachment
        self.setWindowTitle(attachment.name or words("Photo of the table"))
        self.caption = LineField(hint=words("What does it show?"))
        self.caption.show_value(attachment.caption)
        self.caption.setAccessibleName(words("Caption"))
        remove = button(words("Take this photo away"), self._on_remove, picture="trash-2")
        done = button(words(N_in("button", "Done")), self.accept, name="primary", default=True)
        picture = _Fitted(bridge.picture(attachment.digest))
        self.setLayout(
            column(picture, self.caption, row(remove, 1, done), margin=2 * SPACE, gap=12)
        )
        self.resize(860, 640)
        self.finished.connect(self._keep_caption)

    def _keep_caption(self) -> None:
        text = self.caption.value()
        known = self._bridge.workshop.attachments.get(self._attachment.id)
        if known is not None and text != known.caption:
            self._bridge.do(CaptionAttachment(attachment_id=known.id, caption=text))

    def _on_remove(self) -> None:
        said = self._bridge.words("The photo is taken away.")
        self._bridge.do(RemoveAttachment(attachment_id=self._attachment.id), told=said)
        self.accept()


class _Fitted(QLabel):
    """A picture as large as there is room."""

    def __init__(self, content: bytes | None) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(content or b"")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._picture.isNull():
            self.setPixmap(
                self._picture.scaled(
                    self.size() * self.devicePixelRatio(),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
