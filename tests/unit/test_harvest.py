"""What the notes add up to."""

import datetime as dt

from small_cafe import done, opportunity, record, small_workshop
from worldcafe.domain import commands, harvest
from worldcafe.domain.model import NextStep, Partner
from worldcafe.domain.vocabulary import Kind, Modality, NextStepType, PartnerRole, PartnerType


def filled(*contributions):
    return done(
        small_workshop(),
        *(commands.RecordContribution(contribution=each) for each in contributions),
    )


def test_references_stay_when_something_is_withdrawn_or_added():
    before = filled(opportunity("a"), opportunity("b", kind=Kind.EXPERIENCE), opportunity("c"))
    after = done(
        before,
        commands.WithdrawContribution(contribution_id="a"),
        commands.EditContribution(contribution_id="b", changes={"kind": Kind.OPPORTUNITY}),
        record("d", kind=Kind.COMMITMENT),
    )

    assert harvest.references(before) == {"a": "O-001", "b": "E-002", "c": "O-003"}
    assert harvest.references(after) == {
        "a": "O-001", "b": "O-002", "c": "O-003", "d": "C-004",
    }  # fmt: skip


def test_every_kind_has_its_letter():
    kinds = filled(*(opportunity(kind, kind=kind) for kind in Kind))
    letters = [ref[0] for ref in harvest.references(kinds).values()]
    assert sorted(letters) == ["C", "E", "I", "O", "P", "Q"]


def test_numbers_count_what_stands():
    partner = Partner(name="Ville de Dakar", country="SN")
    workshop = done(
        filled(opportunity("a", partners=(partner,)), opportunity("b", table_id="t2")),
        commands.WithdrawContribution(contribution_id="b"),
        commands.DescribeConversation(table_id="t1", round_id="r2", key_insight="Start small"),
    )

    assert harvest.numbers(workshop) == harvest.Numbers(
        n_people=5, n_tables=2, n_rounds=2, n_conversations=4, n_noted_conversations=2,
        n_contributions=1, n_partners=1, n_countries=1,
    )  # fmt: skip
    noted = harvest.noted_conversations(workshop)
    assert [each.id for each in noted] == ["r1/t1", "r2/t1"]


def test_counts_by_kind_and_modality_show_zeros():
    workshop = filled(
        opportunity("a", modality=Modality.NETWORK), opportunity("b"),
        opportunity("c", kind=Kind.IDEA),
    )  # fmt: skip
    opportunities = harvest.of_kinds(workshop, Kind.OPPORTUNITY)

    assert [item.id for item in opportunities] == ["a", "b"]
    kinds = harvest.count_kinds(workshop.standing)
    assert (kinds[Kind.OPPORTUNITY], kinds[Kind.IDEA], kinds[Kind.CONCERN]) == (2, 1, 0)
    modalities = harvest.count_modalities(opportunities)
    assert list(modalities) == [*Modality, None]
    assert (modalities[Modality.NETWORK], modalities[None]) == (1, 1)
    assert modalities[Modality.TRIANGULAR] == 0


def test_themes_of_the_same_name_are_one_theme():
    workshop = filled(
        opportunity("a", themes=("skills", "Skills", "tourism")),
        opportunity("b", themes=("tourism",), modality=Modality.NETWORK),
        opportunity("c"),
    )

    counted = harvest.count_themes(workshop.standing, str.title)
    assert list(counted.items()) == [("Tourism", 2), ("Skills", 1), (harvest.NO_THEME, 1)]
    by_modality = harvest.count_modalities_by_theme(workshop.standing, str.title)
    assert by_modality["Tourism", Modality.NETWORK] == 1
    assert by_modality["Tourism", None] == 1


def test_conversations_are_counted_by_table_and_round():
    workshop = filled(opportunity("a"), opportunity("b"), opportunity("c", round_id="r2"))
    assert harvest.count_conversations(workshop.standing) == {
        ("t1", "r1"): 2, ("t1", "r2"): 1,
    }  # fmt: skip


def test_priority_needs_both_ratings():
    assert harvest.priority(opportunity(impact=4, feasibility=3)) == 12
    assert harvest.priority(opportunity(impact=4)) is None
    assert harvest.priority(opportunity(feasibility=4)) is None


def test_next_steps_stand_by_owner_and_date():
    def step(id, **fields):
        return opportunity(id, next_step=NextStep(**fields))

    june, july = dt.date(2027, 6, 1), dt.date(2027, 7, 1)
    workshop = filled(
        step("nobody", text="Call"), step("later", owner="awa", due=july), opportunity("none"),
        step("undated", owner="Awa", type=NextStepType.MEETING), step("empty"),
        step("sooner", owner="Awa", due=june), step("chiara", owner="Chiara", due=june),
    )  # fmt: skip

    assert [item.id for item in harvest.next_steps(workshop)] == [
        "sooner", "later", "undated", "chiara", "nobody",
    ]  # fmt: skip


def test_a_partner_is_one_line_however_it_is_written():
    dakar = Partner(
        name="Ville de Dakar", city="Dakar", country="SN", type=PartnerType.LOCAL_GOVERNMENT,
        role=PartnerRole.PROVIDER,
    )  # fmt: skip
    workshop = filled(
        opportunity("a", partners=(dakar, Partner(name="UCLG", country="ES"), Partner())),
        opportunity("b", partners=(Partner(name="VILLE DE DAKAR"),), kind=Kind.EXPERIENCE),
        opportunity(
            "c", partners=(dakar.but(role=PartnerRole.RECIPIENT), Partner(city="Lima"))
        ),
    )

    first, *others = harvest.partner_lines(workshop)
    assert (first.name, first.country, first.cities) == ("Ville de Dakar", "SN", ("Dakar",))
    assert first.types == (PartnerType.LOCAL_GOVERNMENT,)
    assert first.roles == {PartnerRole.PROVIDER: 1, PartnerRole.RECIPIENT: 1}
    assert set(first.contribution_ids) == {"a", "b", "c"}
    assert first.n_opportunities == 2
    assert [line.name for line in others] == ["Lima", "UCLG"]


def test_namesakes_in_two_countries_stay_apart():
    ministry = Partner(name="Ministry of Labour")
    workshop = filled(
        opportunity("a", partners=(ministry.but(country="KE"),)),
        opportunity("b", partners=(ministry.but(country="GH"),)),
        opportunity("c", partners=(ministry,)),
    )
    found = {line.country: line.contribution_ids for line in harvest.partner_lines(workshop)}
    assert found == {"KE": ("a",), "GH": ("b",), "": ("c",)}
