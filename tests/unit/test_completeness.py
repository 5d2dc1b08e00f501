"""What a whole workshop lacks before its synthesis is good, and the sentences that say it."""

import pytest

from small_cafe import done, record, small_workshop
from worldcafe.domain.commands import DescribeConversation, SaveDraft
from worldcafe.domain.completeness import Shortfall, shortfalls
from worldcafe.domain.model import About, NextStep
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import synthesis, words_for
from worldcafe.wording.synthesis import missing, sheets

WORDS = words_for("en")


def test_what_is_missing_is_said_with_its_count(workshop):
    noted = done(workshop, record("a", next_step=NextStep(text="Écrire")))
    assert list(missing(noted, WORDS)) == [
        "3 conversations of 4 left nothing in writing.",
        "1 conversation is not handed in yet.",
        "1 next step belongs to nobody.",
        "1 next step has no date.",
        "1 opportunity names fewer than two partners.",
        "1 opportunity has no modality.",
        "1 contribution has no theme.",
    ]


def test_a_step_that_says_nothing_is_no_next_step(workshop):
    assert shortfalls(done(workshop, record("a")))[Shortfall.NO_NEXT_STEP] == 1
    owned = done(workshop, record("a", next_step=NextStep(text="Write", owner="Awa Diop")))
    assert not {Shortfall.NO_NEXT_STEP, Shortfall.NO_OWNER} & shortfalls(owned).keys()


def test_what_is_typed_and_what_was_handed_in_in_silence_is_counted(workshop):
    handed = DescribeConversation(table_id="t1", round_id="r1", state=HandIn.HANDED_IN)
    typed = SaveDraft(table_id="t2", round_id="r1", content="{}")
    found = shortfalls(done(workshop, handed, typed))
    assert found[Shortfall.NO_KEY_INSIGHT] == 1
    assert found[Shortfall.NOT_RECORDED] == 1


def test_nothing_is_missing_where_everything_was_said(workshop):
    every = [
        DescribeConversation(
            table_id=table, round_id=round_, state=HandIn.CHECKED, key_insight="So"
        )
        for table in ("t1", "t2")
        for round_ in ("r1", "r2")
    ]
    kinds = {"themes": ("water",), "kind": "idea"}
    assert list(missing(done(workshop, *every, record("a", **kinds)), WORDS)) == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("n", [1, 2])
def test_every_shortfall_has_a_sentence_without_a_gap(language, n, monkeypatch):
    everything = dict.fromkeys(Shortfall, n)
    monkeypatch.setattr(synthesis, "shortfalls", lambda workshop: everything)
    told = list(missing(small_workshop(), words_for(language)))
    assert len(set(told)) == len(Shortfall)
    assert not any("{" in text for text in told)


def test_the_empty_workshop_has_sheets_too():
    assert len(sheets(Workshop.of([About()]), words_for("fr"))) == 16
