"""Another workshop of which the contributions are added: what comes in, told row by row."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.domain.adding import Origin, added
from worldcafe.domain.commands import ImportContributions
from worldcafe.domain.follow_up import day_of
from worldcafe.domain.model import LINE_LENGTH, Contribution, Extra
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import Compared, Difference, NewRow
from worldcafe.wording import Words


@dataclass(frozen=True)
class AddedWorkshop(Compared):
    """Another workshop whose contributions are added; nothing else of it comes along."""

    title: str
    """What the workshop is called."""

    @property
    def is_known(self) -> bool:
        """Whether it holds nothing that is not here already."""
        return not self.new

    def command(self, takes: Callable[[Difference], bool]) -> ImportContributions:
        """What adds them; there is nothing to decide."""
        del takes
        return ImportContributions(contributions=tuple(each.contribution for each in self.new))

    def as_json(self) -> dict[str, Any]:
        """Plain data for a machine-readable report."""
        return {
            "path": str(self.path),
            "workshop": self.title,
            "known": self.is_known,
            "added": [
                {"id": each.contribution.id, "title": each.contribution.title}
                for each in self.new
            ],
        }


def compared_with_another(
    path: Path, ours: Origin, theirs: Origin, words: Words
) -> AddedWorkshop:
    """What another workshop adds. Refuses what `worldcafe.domain.adding.added` refuses."""

    def told(item: Contribution, ref: str, said_in: Workshop) -> Extra:
        about = said_in.about
        table, round_ = said_in.tables[item.table_id], said_in.rounds[item.round_id]
        said = words.line((
            about.title or path.name, words.date(day_of(about)), ref,
            words("Table {n}", n=table.number), words("Round {n}", n=round_.number),
        ))  # fmt: skip
        return Extra(name=words("From another workshop"), value=said[:LINE_LENGTH])

    title = theirs.workshop.about.title or path.name
    new = added(ours, theirs, told)
    rows = tuple(NewRow(words("Contributions"), 0, each) for each in new)
    return AddedWorkshop(path, (), rows, (), title)
