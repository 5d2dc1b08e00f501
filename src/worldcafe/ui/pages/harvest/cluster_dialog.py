"""What a cluster is called and what it is about, asked in a dialog."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from worldcafe.domain.model import Cluster
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.choices import ChoiceField
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import button, column, field, label, row
from worldcafe.wording import Words


class ClusterDialog(Dialog):
    """Asks what a cluster is called and what it is about."""

    HELP = "harvest"

    def __init__(
        self,
        cluster: Cluster,
        themes: Iterable[tuple[str, str]],
        title: str,
        words: Words,
        parent: QWidget,
    ) -> None:
        super().__init__(words, parent)
        self.setWindowTitle(title)
        self._cluster = cluster
        self.name = LineField(hint=words("What they have in common"))
        self.name.show_value(cluster.name)
        self.theme = ChoiceField(themes, empty=words("No theme"))
        self.theme.show_value(cluster.theme or None)
        self.agree = button(words("Save"), self.accept, name="primary", default=True)
        self.name.changed.connect(self._limit)
        foot = row(1, button(words("Cancel"), self.reject), self.agree)
        whole = column(
            label(title, "heading"),
            field(words("Name"), self.name),
            field(words("Theme"), self.theme),
            foot,
            margin=3 * SPACE,
            gap=2 * SPACE,
        )
        self.setLayout(whole)
        self.setFixedWidth(grown(440))
        self._limit()
        self.name.setFocus()

    @property
    def cluster(self) -> Cluster:
        """The cluster as it is wanted."""
        return self._cluster.but(name=self.name.value(), theme=self.theme.value() or "")

    def _limit(self) -> None:
        self.agree.setEnabled(bool(self.name.value()))
