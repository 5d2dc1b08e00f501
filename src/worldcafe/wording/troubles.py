"""What is worth a look in a seating, and what a change by hand would mean, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from worldcafe.domain.seat_changes import Difference, Rank
from worldcafe.domain.troubles import GRAVEST_FIRST, Trouble, TroubleKind
from worldcafe.domain.vocabulary import Severity
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.listing import listing
from worldcafe.wording.marker import N_, N_n
from worldcafe.wording.words import Words

_SIT_TOGETHER = N_(
    "{one} and {other} ({shared}) sit together at table {table} in round {number}."
)
_SENTENCES: dict[TroubleKind, str] = {
    TroubleKind.NO_SEAT: N_("{name} has no seat in round {number}."),
    TroubleKind.OVERFULL: N_n(
        "Table {table} has {n} person and {seats} chairs in round {number}.",
        "Table {table} has {n} people and {seats} chairs in round {number}.",
    ),
    TroubleKind.CLOSED_TABLE: N_("Table {table} is closed."),
    TroubleKind.PINNED: N_("{name} is pinned; the pin goes along."),
    TroubleKind.HOST_ELSEWHERE: N_(
        "{name} hosts table {table} but sits elsewhere in round {number}."
    ),
    TroubleKind.TABLE_AGAIN: N_("{name} returns to table {table} in round {number}."),
    TroubleKind.OTHER_ROOM: N_(
        "{name} comes to another room in round {number}: to table {table} in {room}."
    ),
    TroubleKind.THEME_AGAIN: N_("{name} meets the theme “{theme}” again in round {number}."),
    TroubleKind.MEET_AGAIN: N_("{one} and {other} meet in rounds {rounds}."),
    TroubleKind.NO_LANGUAGE_OF_TABLE: N_(
        "{name} speaks none of the languages of table {table} in round {number}."
    ),
    TroubleKind.NO_SHARED_LANGUAGE: N_(
        "{name} shares no language with anybody at table {table} in round {number}."
    ),
    TroubleKind.NOT_ACCESSIBLE: N_(
        "{name} needs an accessible table; table {table} in round {number} is none."
    ),
    TroubleKind.ONE_ORGANISATION: _SIT_TOGETHER,
    TroubleKind.ONE_DELEGATION: _SIT_TOGETHER,
    TroubleKind.ONE_COUNTRY: _SIT_TOGETHER,
    TroubleKind.ONE_REGION: N_(
        "Everybody at table {table} in round {number} comes from {region}."
    ),
    TroubleKind.PIN_BROKEN: N_(
        "{name} is pinned to table {table} in round {number} and sits elsewhere."
    ),
    TroubleKind.NOT_TOGETHER: N_("{names} are to sit together, and do not in round {number}."),
    TroubleKind.NOT_APART: N_("{names} are never to sit together, and do in round {number}."),
    TroubleKind.NOT_AT_TABLE: N_n(
        "{names} does not come to table {table}.",
        "{names} do not come to table {table}.",
        by="people",
    ),
    TroubleKind.NOT_AT_THEME: N_n(
        "{names} does not meet the theme “{theme}”.",
        "{names} do not meet the theme “{theme}”.",
        by="people",
    ),
}


def trouble_sentence(trouble: Trouble, workshop: Workshop, words: Words) -> str:
    """What is the matter: `Ana Lopes returns to table 3 in round 4.`."""
    people = [workshop.participants[each] for each in trouble.people]
    names = [person.name for person in people]
    gaps: dict[str, object] = dict(zip(("one", "other"), names, strict=False))
    gaps |= {"name": "".join(names[:1]), "names": listing(names, words), "people": len(names)}
    if trouble.round_id:
        gaps["number"] = workshop.rounds[trouble.round_id].number
    numbers = [str(workshop.rounds[each].number) for each in trouble.rounds]
    gaps |= {"rounds": listing(numbers, words), "region": trouble.region}
    if trouble.table_id:
        table = workshop.tables[trouble.table_id]
        at_it = workshop.people_at(table.id, trouble.round_id)
        gaps |= {
            "table": table.number,
            "seats": table.seats,
            "n": len(at_it),
            "room": table.room,
        }
    if trouble.theme_id:
        gaps["theme"] = workshop.themes[trouble.theme_id].name
    match trouble.kind:
        case TroubleKind.ONE_ORGANISATION:
            gaps["shared"] = people[0].organisation
        case TroubleKind.ONE_DELEGATION:
            gaps["shared"] = people[0].delegation
        case TroubleKind.ONE_COUNTRY:
            gaps["shared"] = words.country(people[0].country)
    return words(_SENTENCES[trouble.kind], **gaps)


@dataclass(frozen=True)
class Line:
    """One thing that would change."""

    severity: Severity
    text: str


@dataclass(frozen=True)
class Effect:
    """What a change would mean: what it is, and what would be better or worse by it."""

    title: str
    lines: tuple[Line, ...]
    severity: Severity | None = None
    """How the whole strikes the reader, where what gets better is set against the rest."""

    @property
    def weight(self) -> Severity:
        """How the whole strikes the reader; without more knowledge as its gravest line."""
        if self.severity is not None:
            return self.severity
        severities = [line.severity for line in self.lines]
        return min(severities, key=GRAVEST_FIRST.index, default=Severity.GOOD)


def effect_of(
    title: str, found: Difference, cost: Rank | None, workshop: Workshop, words: Words
) -> Effect:
    """What a change would mean, the gravest first; `cost` weighs it as a whole."""
    lines = [
        Line(each.severity, trouble_sentence(each, workshop, words)) for each in found.worse
    ]
    for each in found.better:
        sentence = trouble_sentence(each, workshop, words)
        lines.append(Line(Severity.GOOD, words("No longer: {trouble}", trouble=sentence)))
    if not found.worse:
        lines.append(Line(Severity.GOOD, words("Nothing gets worse.")))
    elif cost is not None:
        lines = [_softened(line, cost.severity) for line in lines]
        if cost.severity is Severity.GOOD:
            lines.append(Line(Severity.GOOD, words("In all, nothing gets worse.")))
    return Effect(title, _gravest_first(lines), severity=cost.severity if cost else None)


def _softened(line: Line, severity: Severity) -> Line:
    """The line no graver than the whole: what is made up for elsewhere is no problem."""
    if line.severity is Severity.PROBLEM and severity is not Severity.PROBLEM:
        return replace(line, severity=Severity.ATTENTION)
    return line


def _gravest_first(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: GRAVEST_FIRST.index(line.severity)))
