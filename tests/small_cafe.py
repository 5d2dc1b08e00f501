"""A café of five people, two tables and two rounds, for tests to work on."""

import datetime as dt
from itertools import count

from worldcafe.domain import commands
from worldcafe.domain.command import Stamp
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contribution,
    Numbering,
    Participant,
    Round,
    Seat,
    Theme,
)
from worldcafe.domain.references import check_references
from worldcafe.domain.vocabulary import Kind, Role
from worldcafe.domain.workshop import Workshop

AT = dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)

PEOPLE = (
    Participant(id="awa", given_name="Awa", family_name="Diop", roles=(Role.HOST,)),
    Participant(id="bruno", given_name="Bruno", family_name="Costa", roles=(Role.HOST,)),
    Participant(id="chiara", given_name="Chiara", family_name="Rossi"),
    Participant(id="dina", given_name="Dina", family_name="Haddad"),
    Participant(id="emil", given_name="Emil", family_name="Novák"),
)
THEMES = (
    Theme(id="children", position=0, name="Child labour", code="child_labour"),
    Theme(id="jobs", position=1, name="Job creation", code="job_creation"),
)
TABLES = (
    CafeTable(id="t1", number=1, theme_id="children", seats=3, host_id="awa"),
    CafeTable(id="t2", number=2, theme_id="jobs", seats=3, host_id="bruno"),
)
ROUNDS = (
    Round(id="r1", number=1, question="What works?"),
    Round(id="r2", number=2, question="What next?"),
)
SEATS = tuple(
    Seat.of(person, table, round_)
    for person, table, round_ in (
        ("awa", "t1", "r1"), ("chiara", "t1", "r1"), ("dina", "t1", "r1"),
        ("bruno", "t2", "r1"), ("emil", "t2", "r1"),
        ("awa", "t1", "r2"), ("emil", "t1", "r2"),
        ("bruno", "t2", "r2"), ("chiara", "t2", "r2"), ("dina", "t2", "r2"),
    )
)  # fmt: skip


class Watch:
    """The time of day as a test wants it."""

    def __init__(self, at=AT):
        self.at = at

    def __call__(self):
        return self.at

    def advance(self, by):
        self.at += by


def small_workshop():
    """The café as a value."""
    about = About(title="Small café", created_at=AT)
    return Workshop.of([about, *PEOPLE, *THEMES, *TABLES, *ROUNDS, *SEATS])


def build(document):
    """Make the same café out of an empty document, by commands."""
    document.do(commands.DescribeWorkshop(about=About(title="Small café")))
    document.do(commands.ImportParticipants(participants=PEOPLE))
    for theme in THEMES:
        document.do(commands.PutTheme(theme=theme))
    for table in TABLES:
        document.do(commands.PutTable(table=table))
    for round_ in ROUNDS:
        document.do(commands.PutRound(round=round_))
    document.do(commands.AdoptSeatingPlan(seats=SEATS))


def stamp(after=dt.timedelta(0)):
    """An instant on the day of the café, and the ids `new-1`, `new-2` …"""
    numbers = count(1)
    return Stamp(AT + after, lambda: f"new-{next(numbers)}")


def done(workshop, *steps, after=dt.timedelta(0)):
    """The workshop once these commands were carried out."""
    for command in steps:
        edits = command.plan(workshop, stamp(after))
        workshop = workshop.after(edits)
        check_references(workshop, edits)
    return workshop


def numbered(entities):
    """The entities, with a number for every contribution, as recording gives it."""
    last = 0
    for each in entities:
        match each:
            case Contribution():
                last = max(last, each.number or last + 1)
                yield each.model_copy(update={"number": each.number or last})
            case Numbering():
                last = max(last, each.last)
            case _:
                yield each
    yield Numbering(last=last)


def opportunity(id="c1", table_id="t1", round_id="r1", **fields):
    """A contribution that is not recorded yet."""
    fields = {"kind": Kind.OPPORTUNITY, "title": "Twin the two cities", **fields}
    return Contribution(id=id, table_id=table_id, round_id=round_id, **fields)


def record(id="c1", table_id="t1", round_id="r1", **fields):
    """The command that records it."""
    return commands.RecordContribution(
        contribution=opportunity(id, table_id, round_id, **fields)
    )
