"""The reference café, filled: 80 people, 16 tables, 4 rounds, 136 contributions."""

import datetime as dt
import json
from pathlib import Path

from small_cafe import numbered
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contribution,
    Conversation,
    Round,
    Seat,
    Theme,
    conversation_id,
)
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.roster import read_roster

EXAMPLES = Path(__file__).parents[1] / "resources" / "examples"
N_TABLES, N_ROUNDS = 16, 4
STARTED_AT = dt.datetime(2027, 4, 21, 7, 0, tzinfo=dt.UTC)
ABOUT = About(
    title="Academy on South-South, triangular and city-to-city cooperation",
    place="Turin, Italy",
    date=dt.date(2027, 4, 21),
    organisers=("International Training Centre of the ILO", "UCLG"),
)
THEMES = tuple(
    Theme(id=f"theme{n}", position=n, name=name)
    for n, name in enumerate(
        ("Child labour", "Informal economy", "Local economic development", "Job creation",
         "Decent work")
    )
)  # fmt: skip


def turin_workshop(n_contributions=None):
    """The café; its contributions are repeated, under ids of their own, up to a number."""
    people = read_roster(EXAMPLES / "turin-participants.xlsx").people
    tables = [
        CafeTable(
            id=f"t{n}", number=n, theme_id=THEMES[n % len(THEMES)].id, host_id=people[n - 1].id
        )
        for n in range(1, N_TABLES + 1)
    ]
    rounds = [Round(id=f"r{n}", number=n) for n in range(1, N_ROUNDS + 1)]
    seats = [
        Seat.of(person.id, f"t{_seat(position, number) + 1}", f"r{number}")
        for position, person in enumerate(people)
        for number in range(1, N_ROUNDS + 1)
    ]
    return Workshop.of(
        numbered([ABOUT, *THEMES, *people, *tables, *rounds, *seats, *_insights(),
                  *_contributions(n_contributions)])
    )  # fmt: skip


def _seat(position, number):
    return position if position < N_TABLES else (position * number) % N_TABLES


def _insights():
    for line in json.loads((EXAMPLES / "turin-insights.json").read_text("utf-8")):
        table_id, round_id = f"t{line['table']}", f"r{line['round']}"
        yield Conversation(
            id=conversation_id(table_id, round_id),
            table_id=table_id,
            round_id=round_id,
            key_insight=line["insight"],
            key_insight_lang=line["lang"],
            state=HandIn.HANDED_IN,
        )


def _contributions(n):
    lines = (EXAMPLES / "turin-contributions.jsonl").read_text("utf-8").splitlines()
    known = [json.loads(line) for line in lines]
    for number in range(n or len(known)):
        fields = dict(known[number % len(known)])
        if number >= len(known):
            fields["id"] = f"{fields['id'][:-5]}{number:05}"
        fields["table_id"] = f"t{fields.pop('table')}"
        fields["round_id"] = f"r{fields.pop('round')}"
        at = STARTED_AT + dt.timedelta(seconds=30 * number)
        yield Contribution(**fields, recorded_at=at)
