"""Makes a small but complete workshop file in the present format (see README.md)."""

import datetime as dt
import hashlib
import sys
from pathlib import Path

from worldcafe.document import Document
from worldcafe.domain import commands as do
from worldcafe.domain.command import Asked
from worldcafe.domain.model import (
    About,
    Attachment,
    CafeTable,
    Cluster,
    Contribution,
    OpenPoint,
    Participant,
    RoomClock,
    Round,
    Seat,
    SeatingRules,
    SeatWish,
    TakenCopy,
    Theme,
)

AT = dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)
DESK = "desk-" + "0" * 32

ABOUT = About(
    title="Cities that work", place="Turin", date=dt.date(2026, 3, 12),
    starts_at=dt.time(9, 30), organisers=("ITC-ILO", "UCLG"), languages=("fr", "en"),
    welcome_duration=dt.timedelta(minutes=10), close_duration=dt.timedelta(minutes=5),
    names_until=dt.date(2026, 9, 12), break_duration=dt.timedelta(minutes=15),
    break_name="Café",
)  # fmt: skip
PEOPLE = (
    Participant(
        id="awa", given_name="Awa", family_name="Diop", position="Directrice",
        organisation="Ville de Dakar", organisation_type="local_government", city="Dakar",
        country="SN", region="Afrique", languages=("fr", "en"), email="awa@example.org",
        roles=("host",), delegation="Dakar", room="Aula", presence="present",
    ),
    Participant(id="bruno", given_name="Bruno", family_name="Costa", roles=("host",)),
    Participant(id="chiara", given_name="Chiara", family_name="Rossi", roles=("note_taker",),
                name_hidden=True),
    Participant(id="dina", given_name="دينا", family_name="حداد", languages=("ar",),
                needs_access=True),
)  # fmt: skip
THEMES = (
    Theme(id="children", position=0, name="Child labour", question="What ends it?",
          colour="#1f6f8b", code="child_labour",
          translations=({"lang": "fr", "name": "Travail des enfants"},)),
    Theme(id="jobs", position=1, name="Job creation"),
)  # fmt: skip
TABLES = (
    CafeTable(id="t1", number=1, theme_id="children", languages=("fr",), seats=4,
              host_id="awa", note_taker_id="chiara"),
    CafeTable(id="t2", number=2, theme_id="jobs", seats=4, host_id="bruno", accessible=True),
    CafeTable(id="t3", number=3, room="Aula", closed=True),
)  # fmt: skip
ROUNDS = (
    Round(
        id="r1",
        number=1,
        question="What works?",
        talk_duration=dt.timedelta(minutes=25),
        translations=({"lang": "fr", "question": "Qu’est-ce qui marche ?"},),
    ),
    Round(
        id="r2",
        number=2,
        question="What next?",
        move_duration=dt.timedelta(0),
        break_duration=dt.timedelta(minutes=45),
        break_name="Déjeuner",
    ),
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
        {"name": "Fondation Demain", "country": "CH", "role": "funding"},
    ),
    modality="triangular", activities=("peer_learning", "study_tour"), scope="inter_regional",
    pillars=("rights",), sdg_goals=("4", "8"), sdg_targets=("8.7",),
    demand="Dakar asks for trainers", demand_confirmed=True,
    experience_offered="20 years of schools", place="Dakar",
    lesson="Parents first", expected_result="200 children in school",
    beneficiaries="Children under 14", adaptation="Lessons in Wolof", maturity="partnership",
    status="implementation", period={"start": "2025-09", "end": "2028"},
    agreement={"frame": "mou", "date": "2025-06-30"}, programme="Cities that learn",
    amount={"value": 120_000, "currency": "EUR", "kind": "committed"},
    source="https://example.org/schools",
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

CALL = Contribution(
    id="call", kind="commitment", table_id="t2", round_id="r2", title="Maputo is called",
    title_translation="On appelle Maputo", translation_lang="fr", review="approved",
    organiser_status="doing", organiser_owner="Awa Diop", organiser_note="Called on Monday",
    extras=({"name": "Budget line", "value": "B-12"},),
)  # fmt: skip
BOTH = Contribution(
    id="both", kind="commitment", table_id="t1", round_id="r2", title="Two calls, one journey"
)
PICTURE = b"no picture, but bytes"
CLOTH = Attachment(
    id="cloth", table_id="t1", round_id="r1", name="cloth.jpg", caption="The tablecloth",
    media_type="image/jpeg", width=4, height=3, size=len(PICTURE), added_at=AT,
    digest=hashlib.sha256(PICTURE).hexdigest(),
)  # fmt: skip
BEFORE = OpenPoint(
    id="before", workshop_title="Cities that learn", workshop_date=dt.date(2025, 3, 12),
    reference="O-007", kind="opportunity", title="A school exchange", lang="en",
    partners=({"name": "Dakar", "country": "SN"},), outcome="Two visits in autumn",
    next_step={"text": "Report", "owner": "Awa Diop", "status": "done"},
)  # fmt: skip
RULES = SeatingRules(
    hosts="rotate",
    note_takers_stay=True,
    stay_in_room=False,
    country_apart={"strength": "wish", "weight": 2},
)
WISHES = (
    SeatWish(id="apart", type="apart", participant_ids=("awa", "bruno"), strength="wish"),
    SeatWish(id="step", type="at_table", participant_ids=("dina",), table_id="t2",
             round_id="r1", weight=5),
    SeatWish(id="jobs", type="at_theme", participant_ids=("chiara",), theme_id="jobs"),
)  # fmt: skip
PLACE = {"table_id": "t1", "round_id": "r1"}
STEPS = (
    do.DescribeWorkshop(about=ABOUT),
    do.ImportParticipants(participants=PEOPLE),
    *(do.PutTheme(theme=theme) for theme in THEMES),
    *(do.PutTable(table=table) for table in TABLES),
    *(do.PutRound(round=round_) for round_ in ROUNDS),
    do.SetSeatingRules(rules=RULES),
    *(do.PutSeatWish(wish=wish) for wish in WISHES),
    do.AdoptSeatingPlan(seats=SEATS),
    do.PinSeats(seat_ids=frozenset({"r1/dina"})),
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
    do.RecordContribution(contribution=CALL),
    do.MergeContributions(contribution_ids=("visit", "call"), merged=BOTH),
    do.PutCluster(cluster=Cluster(id="young", name="Young people", theme="youth"),
                  contribution_ids=("schools",)),
    do.CastVotes(dots={"schools": 3, "both": 1}, participant_id="dina"),
    do.CastVotes(dots={"schools": 2}, table_id="t2"),
    do.CastVotes(dots={"market": 7}),
    do.JudgeDifferent(one_id="schools", other_id="market"),
    do.DecideMatch(need_id="schools", offer_id="market", verdict="kept"),
    do.DecideMatch(need_id="schools", offer_id="both", verdict="turned_down"),
    do.SaveDraft(table_id="t2", round_id="r2", content='{"title": "Half an id"}'),
    do.PutOpenPoint(point=BEFORE),
    do.ChoosePort(port=8765),
    do.RenewCode(of="table/t1"),
    do.SendAway(device="phone-of-nobody"),
    do.EditContribution(contribution_id="market", changes={"title": "Another title"}),
)  # fmt: skip

SENT = (
    do.SendIdea(idea_id="idea-waiting", participant_id="dina", round_id="r1", lang="fr",
                idea_kind="question", text="Qui paie ?", sender="0" * 32),
    do.SendIdea(idea_id="idea-taken", participant_id="chiara", round_id="r1",
                idea_kind="idea", text="A market at night", sender="1" * 32),
    do.AcceptIdea(idea_id="idea-taken", table_id="t1"),
)  # fmt: skip
CAME = do.TakeCopy(
    remembered=TakenCopy(id="copy", name="other.worldcafe", taken_at=AT, lines=("0" * 12,))
)
AULA = RoomClock(
    id="Aula", segment="r2.talk", started_at=AT, paused_at=AT + dt.timedelta(minutes=3),
    added_duration=dt.timedelta(minutes=2), promised_end=dt.time(12, 0),
    passages=({"segment": "r1.talk", "started_at": AT, "ended_at": AT},),
)  # fmt: skip
"""The clock of a room, as the desk there left it."""


def make(path: Path) -> None:
    """Every command a minute after the one before, and the last one taken back."""
    watch = [AT]
    with Document.create(path, writer=DESK, now=lambda: watch[0]) as document:
        for step in STEPS:
            document.do(step)
            watch[0] += dt.timedelta(minutes=1)
        document.undo()
        cloth = do.AddAttachments(attachments=(CLOTH,))
        asked = Asked(
            cloth, "phone.table", "phone-7", "phone-7/cloth-1", {CLOTH.digest: PICTURE}
        )
        sent = [
            Asked(each, "phone.person", "phone-7", f"phone-7/idea-{n}")
            for n, each in enumerate(SENT, start=1)
        ]
        document.do_all([asked, *sent])
        clock = document.workshop.clock
        brought = ((clock, clock.but(by_room=True)), (None, AULA))
        document.do(CAME.but(steps=brought))
        document.secret()
        document.keep_vectors("none", {"schools": ("0" * 64, b"\0" * 8)})


if __name__ == "__main__":
    make(Path(sys.argv[1]))
