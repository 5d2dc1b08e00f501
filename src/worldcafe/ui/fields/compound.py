"""Fields that hold one thing of several parts: a next step, a period, a sum of money."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain import fields as f
from worldcafe.domain.vocabulary import StepStatus
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.fields.by_form import Maker
from worldcafe.ui.fields.rows import GAP
from worldcafe.ui.parts import column


class PartsField(QWidget):
    """The parts of one thing, beside one another where there is room. Nothing said is None."""

    changed = Signal()

    def __init__(self, name: str, form: f.Parts, maker: Maker) -> None:
        super().__init__()
        self._fields: dict[str, Any] = {
            part.name: self._made(maker, name, part) for part in form.parts
        }
        self._in_order = list(self._fields)
        self._lay_out()
        for each in self._fields.values():
            each.changed.connect(self.changed)

    def _made(self, maker: Maker, name: str, part: f.Part) -> Any:
        return maker.part(name, part)

    def _lay_out(self) -> None:
        """All in a line, the first of three on a line of its own."""
        names = list(self._fields)
        self._stand(*([names] if len(names) < 3 else [names[:2], names[2:]]))

    def _stand(self, *lines: Sequence[str]) -> None:
        self._in_order = [name for line in lines for name in line]
        rows = (
            Flow(*(Filling(self._fields[name]) for name in line), gap=GAP) for line in lines
        )
        self.setLayout(column(*rows, gap=GAP))

    def value(self) -> Any:
        said = {name: each.value() for name, each in self._fields.items()}
        return said if any(said.values()) else None

    def show_value(self, value: Any) -> None:
        said = value if isinstance(value, Mapping) else {}
        for name, each in self._fields.items():
            each.show_value(said.get(name))

    def stops(self) -> list[QWidget]:
        return [stop for name in self._in_order for stop in self._fields[name].stops()]


class NextStepField(PartsField):
    """What happens first, who does it, and by when."""

    def __init__(self, maker: Maker, *, narrow: bool) -> None:
        self._narrow = narrow
        super().__init__("next_step", f.NEXT_STEP, maker)
        self.due = self._fields["due"]

    def _made(self, maker: Maker, name: str, part: f.Part) -> Any:
        return maker.part(name, part, is_needed=part.name == "status")

    def _lay_out(self) -> None:
        fields = self._fields
        if self._narrow:
            self._stand(["text"], ["type", "status"], ["owner", "due"])
            return
        # The organiser says later where it stands.
        fields["status"].setParent(self)
        fields["status"].hide()
        first = Flow(Filling(fields["text"], 7), Filling(fields["type"], 4), gap=GAP)
        second = Flow(Filling(fields["owner"], 7), Filling(fields["due"], 4), gap=GAP)
        self.setLayout(column(first, second, gap=GAP))

    def value(self) -> Any:
        said = {name: each.value() for name, each in self._fields.items()}
        said["due"] = said["due"] or None
        done = said["status"] != StepStatus.TO_DO.value
        spoken = any(said[name] for name in ("text", "type", "owner", "due"))
        return said if spoken or done else None
