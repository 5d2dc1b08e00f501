"""What is proposed when contributions are merged loses nothing that a list can hold."""

from hypothesis import given
from hypothesis import strategies as st

from small_cafe import done, opportunity, record
from worldcafe.domain.commands import (
    EditContribution,
    JudgeDifferent,
    MergeContributions,
    Together,
)
from worldcafe.domain.merging import differing, proposed_merge
from worldcafe.domain.model import Partner

DAKAR = {"name": "Ville de Dakar", "country": "SN"}

partners = st.lists(
    st.builds(
        Partner,
        name=st.sampled_from(["Dakar", "DAKAR", "Lima", "Turin"]),
        country=st.sampled_from(["SN", "PE", ""]),
        role=st.sampled_from(["beneficiary", "provider", None]),
    ),
    max_size=4,
)
contributions = st.builds(
    opportunity,
    id=st.uuids().map(str),
    title=st.sampled_from(["A", "B"]),
    description=st.sampled_from(["", "Words"]),
    lang=st.sampled_from(["", "fr", "en"]),
    themes=st.lists(st.sampled_from(["skills", "youth", "women"]), unique=True),
    partners=partners,
    impact=st.sampled_from([None, 3]),
    demand=st.sampled_from(["", "Trainers"]),
)


@given(st.lists(contributions, min_size=2, max_size=4, unique_by=lambda item: item.id))
def test_no_theme_partner_or_said_field_is_lost(items):
    merged = proposed_merge(items, "m")
    assert set(merged.themes) == {theme for item in items for theme in item.themes}
    named = {(p.name.casefold(), p.country) for item in items for p in item.partners}
    assert {(p.name.casefold(), p.country) for p in merged.partners} == named
    assert len(merged.partners) == len(named)
    for name in ("description", "impact", "demand"):
        said = [getattr(item, name) for item in items if getattr(item, name)]
        assert bool(getattr(merged, name)) == bool(said)
        assert not said or getattr(merged, name) == said[0]


def test_the_same_partner_is_named_once_with_all_that_is_said_of_it():
    one = opportunity("a", partners=({**DAKAR, "role": "beneficiary"},))
    other = opportunity("b", partners=({**DAKAR, "name": "VILLE DE DAKAR", "city": "Dakar"},))
    (partner,) = proposed_merge([one, other], "m").partners
    assert (partner.name, partner.city, partner.role) == (
        "Ville de Dakar", "Dakar", "beneficiary",
    )  # fmt: skip


def test_a_title_in_another_language_becomes_the_translation():
    one = opportunity("a", title="Twin the cities", lang="en", description="Why")
    other = opportunity("b", title="Jumeler les villes", lang="fr", description="Pourquoi")
    merged = proposed_merge([one, other], "m")
    assert (merged.title, merged.title_translation) == ("Twin the cities", "Jumeler les villes")
    assert (merged.translation, merged.translation_lang) == ("Pourquoi", "fr")


def test_a_translation_that_was_written_is_kept():
    one = opportunity("a", lang="en", title_translation="Jumelage", translation_lang="fr")
    other = opportunity("b", lang="es", title="Hermanar las ciudades")
    merged = proposed_merge([one, other], "m")
    assert (merged.title_translation, merged.translation_lang) == ("Jumelage", "fr")


def test_only_fields_that_differ_are_to_be_chosen():
    one = opportunity("a", "t1", title="A", themes=("skills",), author_id="awa")
    other = opportunity("b", "t2", title="B", themes=("skills",))
    assert differing([one, other]) == ("title",)


def test_what_is_proposed_can_be_merged(workshop):
    noted = done(
        workshop,
        record("a", author_id="awa"),
        record("b", "t2"),
        EditContribution(contribution_id="b", changes={"review": "approved"}),
    )
    items = list(noted.standing)
    merged = done(
        noted,
        MergeContributions(contribution_ids=("a", "b"), merged=proposed_merge(items, "m")),
    )
    assert [item.id for item in merged.standing] == ["m"]
    assert merged.contributions["m"].review == "new"


def test_several_pairs_are_judged_in_one_step(workshop):
    noted = done(workshop, record("a"), record("b"), record("c"))
    pairs = [JudgeDifferent(one_id=one, other_id=other) for one, other in ("ab", "ca")]
    judged = done(noted, Together(commands=pairs))
    assert {(p.one_id, p.other_id) for p in judged.different_pairs.values()} == {
        ("a", "b"), ("a", "c"),
    }  # fmt: skip
