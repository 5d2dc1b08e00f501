"""Makes a small but complete workshop file in the present format (see README.md)."""

import datetime as dt
import sys
from pathlib import Path

from worldcafe.document import Document
from worldcafe.domain import commands as do
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contribution,
    Participant,
    Round,
    Seat,
    Theme,
)

AT = dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)

ABOUT = About(
    title="Cities that work", place="Turin", date=dt.date(2026, 3, 12),
    starts_at=dt.time(9, 30), organisers=("ITC-ILO", "UCLG"), languages=("fr", "en"),
)  # fmt: skip
PEOPLE = (
    Participant(
        id="awa", given_name="Awa", family_name="Diop", position="Directrice",
        organisation="Ville de Dakar", organisation_type="local_government", city="Dakar",
        country="SN", region="Afrique", languages=("fr", "en"), email="awa@example.org",
        roles=("host",),
    ),
    Participant(id="bruno", given_name="Bruno", family_name="Costa", roles=("host",)),
    Participant(id="chiara", given_name="Chiara", family_name="Rossi", roles=("note_taker",)),
    Participant(id="dina", given_name="دينا", family_name="حداد", languages=("ar",)),
)  # fmt: skip
THEMES = (
    Theme(id="children", position=0, name="Child labour", question="What ends it?",
          colour="#1f6f8b", code="child_labour"),
    Theme(id="jobs", position=1, name="Job creation"),
)  # fmt: skip
TABLES = (
    CafeTable(id="t1", number=1, theme_id="children", languages=("fr",), seats=4,
              host_id="awa", note_taker_id="chiara"),
    CafeTable(id="t2", number=2, theme_id="jobs", seats=4, host_id="bruno"),
)  # fmt: skip
ROUNDS = (
    Round(id="r1", number=1, question="What works?", talk_duration=dt.timedelta(minutes=25)),
    Round(id="r2", number=2, question="What next?", move_duration=dt.timedelta(0)),
)
SEATS = tuple(
    Seat.of(person, table, round_)
    for person, table, round_ in (
        ("awa", "t1", "r1"), ("chiara", "t1", "r1"),
        ("bruno", "t2", "r1"), ("dina", "t2", "r1"),
        ("awa", "t1", "r2"), ("dina", "t1", "r2"),
        ("bruno", "t2", "r2"), ("chiara", "t2", "r2"),
    )
)  # fmt: skip
SCHOOLS = Contribution(
    id="schools", kind="opportunity", table_id="t1", round_id="r1", lang="fr",
    title="Écoles de la deuxième chance", description="Dakar et São Paulo échangent.",
    translation="Second chance schools", translation_lang="en", author_id="chiara",
    themes=("child_labour", "skills"),
    partners=(
        {"name": "Ville de Dakar", "city": "Dakar", "country": "SN",
         "type": "local_government", "role": "beneficiary"},
        {"name": "Prefeitura", "city": "São Paulo", "country": "BR", "role": "pivotal"},
    ),
    modality="triangular", activities=("peer_learning", "study_tour"), scope="inter_regional",
    pillars=("rights",), sdg_targets=("8.7",), demand="Dakar asks for trainers",
    demand_confirmed=True, experience_offered="20 years of schools", place="Dakar",
    lesson="Parents first", expected_result="200 children in school",
    beneficiaries="Children under 14", adaptation="Lessons in Wolof", maturity="partnership",
    resources=({"kind": "training", "direction": "offered", "by": "Prefeitura"},),
    impact=5, feasibility=3, quality_checks=("replicable",), enabling_factors="A law",
    obstacles="Budget",
    next_step={"type": "concept_note", "text": "Write two pages", "owner": "Awa Diop",
               "due": "2026-04-30", "status": "doing"},
    contacts=({"name": "Awa Diop", "email": "awa@example.org", "consent": True},),
)  # fmt: skip
MARKET = Contribution(
    id="market", kind="opportunity", table_id="t2", round_id="r2", title="A market for all",
    modality="south_south", builds_on_id="schools",
    partners=({"name": "Maputo", "city": "Maputo", "country": "MZ"},),
    next_step={"text": "Call Maputo", "owner": "Bruno Costa"},
)  # fmt: skip
VISIT = Contribution(
    id="visit", kind="commitment", table_id="t1", round_id="r2", title="I visit São Paulo",
    next_step={"text": "Book the journey"},
)  # fmt: skip
DOUBT = Contribution(
    id="doubt", kind="concern", table_id="t2", round_id="r1", title="Who pays?"
)

PLACE = {"table_id": "t1", "round_id": "r1"}
STEPS = (
    do.DescribeWorkshop(about=ABOUT),
    do.ImportParticipants(participants=PEOPLE),
    *(do.PutTheme(theme=theme) for theme in THEMES),
    *(do.PutTable(table=table) for table in TABLES),
    *(do.PutRound(round=round_) for round_ in ROUNDS),
    do.AdoptSeatingPlan(seats=SEATS),
    do.StartSegment(segment="r1.talk"),
    do.AddTime(duration=dt.timedelta(minutes=1)),
    do.PauseClock(),
    do.RecordContribution(contribution=SCHOOLS),
    do.RecordContribution(contribution=DOUBT),
    do.RecordContribution(contribution=MARKET),
    do.RecordContribution(contribution=VISIT),
    do.WithdrawContribution(contribution_id="doubt"),
    do.DescribeConversation(
        **PLACE, key_insight="Parents first", key_insight_lang="en", note_taker_id="chiara",
        state="handed_in",
    ),
    do.SaveDraft(table_id="t2", round_id="r2", content='{"title": "Half an id"}'),
    do.EditContribution(contribution_id="market", changes={"title": "Another title"}),
)  # fmt: skip


def make(path: Path) -> None:
    """Every command a minute after the one before, and the last one taken back."""
    watch = [AT]
    with Document.create(path, now=lambda: watch[0]) as document:
        for step in STEPS:
            document.do(step)
            watch[0] += dt.timedelta(minutes=1)
        document.undo()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
