"""What workbooks are tried with: hostile texts, and a language that says what it likes."""

import datetime as dt
import hashlib
from functools import cache

from small_cafe import AT, numbered, opportunity, small_workshop
from turin_cafe import turin_workshop
from worldcafe.domain.model import (
    Attachment,
    Cluster,
    Extra,
    NextStep,
    OpenPoint,
    Partner,
    Vote,
)
from worldcafe.domain.vocabulary import Kind, Review, StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words, words_for

ENGLISH = words_for("en")
TURIN_TIME = dt.timezone(dt.timedelta(hours=2))
MADE_AT = dt.datetime(2027, 4, 21, 12, 40, tzinfo=TURIN_TIME)
HOSTILE = [
    "=1+1", "+33 6", "-x", "@SUM(A1)", "#N/A", "#REF!", "_x0041_", "_x005F_x0041_", "TRUE",
    "'quoted", "\ttab", "12", "1-2", "<b>&amp;</b>", "a]]>b", " two  spaces ", "\u202eabc",
    "\u2028line", "العربية", "👩\u200d👩\u200d👧 family", "{n}", "%s", "&P&N", "\xa0", "\x85",
]  # fmt: skip


PICTURE = b"\x89PNG\r\n\x1a\n a tablecloth"


@cache
def two_thousand():
    """The Turin café with two thousand contributions, made once."""
    return turin_workshop(2000)


@cache
def harvested_workshop():
    """The Turin café after its harvest: merged, clustered, voted, rated, followed up."""
    workshop = turin_workshop()
    items = list(workshop.contributions.values())
    clusters = (
        Cluster(
            id="k1", position=0, name="Registers of informal work", theme="informal_economy"
        ),
        Cluster(id="k2", position=1, name="Schools and children", theme="child_labour"),
    )
    chances = [item for item in items if item.kind is Kind.OPPORTUNITY]
    merged = chances[0].but(
        id="merged", title="One register for both cities", description="Said by two tables."
    )
    changed = [
        merged,
        *(each.but(merged_into_id="merged") for each in chances[:2]),
        *(
            each.but(
                cluster_id=f"k{1 + n % 2}",
                impact=1 + n % 5,
                feasibility=1 + (n * 3) % 5,
                review=Review.APPROVED,
                organiser_status=list(StepStatus)[n % 4],
                organiser_owner="Office in Dakar",
                organiser_note="Call back in May",
                title_translation="In another language",
                translation="Said in other words",
                translation_lang="en",
                extras=(
                    Extra(name="Budget", value=str(1000 * n)),
                    Extra(name="Lot", value="=A"),
                ),
            )
            for n, each in enumerate(chances[2:32])
        ),
    ]
    people = list(workshop.participants)
    votes = [
        Vote.of(each.id, 1 + n % 3, participant_id=people[n])
        for n, each in enumerate([merged, *chances[2:20]])
    ]
    votes.append(Vote.of(chances[0].id, 2, table_id="t1"))
    digest = hashlib.sha256(PICTURE).hexdigest()
    picture = Attachment(
        id="p1", table_id="t3", round_id="r2", name="IMG_1.png", caption="The tablecloth",
        media_type="image/png", width=4, height=3, size=len(PICTURE), digest=digest,
        added_at=AT,
    )  # fmt: skip
    point = OpenPoint(
        id="old1", workshop_title="Academy 2026", workshop_date=dt.date(2026, 4, 22),
        reference="O-017", kind=Kind.OPPORTUNITY, title="A guide for mayors",
        partners=(Partner(name="UCLG", country="ES"),), outcome="Printed in three languages",
        next_step=NextStep(text="Print it", owner="UCLG", status=StepStatus.DONE),
    )  # fmt: skip
    hidden = workshop.participants[people[0]].but(name_hidden=True)
    after = Workshop.of([*workshop.entities(), *clusters, *votes, picture, point, hidden])
    known = dict(after.contributions)
    known.update({each.id: each for each in changed})
    return Workshop.of(
        [
            *(each for each in after.entities() if each.kind_name != "contribution"),
            *known.values(),
        ]
    )


class Translated(Words):
    """Another language: every text of the program, changed."""

    def __init__(self, change):
        super().__init__("en")
        self._change = change

    def __call__(self, message, **params):
        return self._change(super().__call__(message, **params))


def hostile_workshop():
    """A café where every hostile text is a title, a description and part of a theme."""
    said = [
        opportunity(f"c{n}", themes=("skills", f"{text} ours")).model_copy(
            update={"title": text, "description": text}
        )
        for n, text in enumerate(HOSTILE)
    ]
    return Workshop.of(numbered([*small_workshop().entities(), *said]))
