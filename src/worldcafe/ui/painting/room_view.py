"""The window on the room: as a whole, or nearer."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView

from worldcafe.ui.painting.room import RoomScene


class RoomView(QGraphicsView):
    """The picture of the room. It fits the room until somebody zooms in."""

    reshaped = Signal()
    """Its proportions changed: the tables may stand better in other rows."""

    MOST_ZOOM = 3.0

    def __init__(self, scene: RoomScene) -> None:
        super().__init__(scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMouseTracking(True)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._zoomed = False
        self.corner = QRect()
        """What stands over the picture, in its pixels: no seat lies beneath it."""

    @property
    def aspect(self) -> float:
        """How many times wider than high it is."""
        size = self.viewport().size()
        return max(1, size.width()) / max(1, size.height())

    @property
    def zoomed(self) -> bool:
        """Whether somebody came nearer, so that a part of the room fills the picture."""
        return self._zoomed

    def fit(self) -> None:
        """Show the whole room."""
        self._zoomed = False
        self._show_bars(shown=False)
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        whole = self.sceneRect().adjusted(-8, -8, 8, 8)
        self.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)
        if self.items(self.corner):
            above = max(1, self.corner.top())
            whole.setHeight(whole.height() * self.viewport().height() / above)
            self.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)

    def _show_bars(self, *, shown: bool) -> None:
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(wanted)
        self.setVerticalScrollBarPolicy(wanted)

    def zoom(self, factor: float) -> None:
        """Come nearer, or go farther away; never farther than the whole room."""
        target = self.transform().m11() * factor
        if target > self.MOST_ZOOM:
            return
        self._zoomed = True
        self._show_bars(shown=True)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.scale(factor, factor)
        whole = self.sceneRect()
        shown = self.mapToScene(self.viewport().rect()).boundingRect()
        if shown.width() >= whole.width() and shown.height() >= whole.height():
            self.fit()

    def bring_into_view(self, where: QRectF) -> None:
        """Scroll there when only a part of the room is in view."""
        if self._zoomed:
            self.ensureVisible(where, 40, 40)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        scene = self.scene()
        if event.key() == Qt.Key.Key_Escape and isinstance(scene, RoomScene) and scene.carrying:
            scene.drop_back()
            return
        zooms = {"+": 1.25, "=": 1.25, "-": 0.8}
        if event.text() in zooms:
            self.zoom(zooms[event.text()])
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reshaped.emit()
        if not self._zoomed:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        scene = self.scene()
        if isinstance(scene, RoomScene):
            scene.hover("")
