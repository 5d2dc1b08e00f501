"""Days, periods, sums and currencies as people write them, and as they are told."""

import json

import pytest

from small_cafe import small_workshop
from worldcafe.domain.model import Agreement, Amount, Period
from worldcafe.exchange.measures import money_in, period_in, sum_in, when_in
from worldcafe.exchange.notes import note_from_json
from worldcafe.wording import words_for
from worldcafe.wording.currencies import currency_code
from worldcafe.wording.measures import measured

NBSP, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024", "2024"), ("2024-05", "2024-05"), ("05/2024", "2024-05"),
        ("mai 2024", "2024-05"), ("May 2024", "2024-05"), ("mayo de 2024", "2024-05"),
        ("مايو 2024", "2024-05"), ("28/05/2024", "2024-05-28"),
        ("1er juillet 2027", "2027-07-01"), ("13/2024", None), ("soon", None), ("24", None),
    ],
)  # fmt: skip
def test_a_date_is_read_as_exactly_as_it_is_written(text, iso):
    assert when_in(text) == iso


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2019-2024", ("2019", "2024")), ("2019 – 2024", ("2019", "2024")),
        ("depuis 2019", ("2019", "")), ("since May 2019", ("May 2019", "")),
        ("mai 2019 à juin 2020", ("mai 2019", "juin 2020")), ("2019", ("2019", "")),
        ("de 2019 a 2021", ("2019", "2021")),
    ],
)  # fmt: skip
def test_a_period_has_two_ends(text, ends):
    assert period_in(text) == ends


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("120 000 €", (120_000, "EUR")), (f"120{THIN}000{NBSP}€", (120_000, "EUR")),
        ("EUR 120,000", (120_000, "EUR")), ("€1.5m", (1_500_000, "EUR")),
        ("1,2 million EUR", (1_200_000, "EUR")), ("R$ 3.5 million", (3_500_000, "BRL")),
        ("US$ 1.200.000,50", (1_200_000.5, "USD")), ("120 EUR", (120, "EUR")),
        ("12 millions d’euros", (12_000_000, "EUR")), ("500 k€", (500_000, "EUR")),
        ("5 000 XOF", (5_000, "XOF")),
        ("10 000 $", None), ("5 000 FCFA", None), ("2 billion USD", None), ("some euros", None),
    ],
)  # fmt: skip
def test_a_sum_is_read_with_its_currency_and_never_guessed(text, money):
    assert money_in(text) == money


def test_figures_alone_are_a_sum():
    assert (sum_in("1.5"), sum_in("1,500"), sum_in("1 500 000")) == (1.5, 1500, 1_500_000)
    assert sum_in("120 €") is None


def test_a_currency_goes_by_code_sign_and_name():
    said = ["eur", "€", "euros", "US dollars", "dollars américains", "real brasileño", "CHF"]
    assert [currency_code(each) for each in said] == [
        "EUR", "EUR", "EUR", "USD", "USD", "BRL", "CHF",
    ]  # fmt: skip
    assert [currency_code(each) for each in ("$", "dollar", "FCFA", "shells", "")] == [None] * 5


def note(**said):
    line = {"round": 1, "table": 1, "kind": "opportunity", "title": "T", **said}
    return note_from_json(json.dumps(line), small_workshop())


def test_texts_stand_for_periods_and_sums():
    item, doubts = note(period="2019–2024", amount="1,2 million EUR", sdg_goals="SDG 8, ODD 11")
    assert (item.period, item.amount) == (
        Period(start="2019", end="2024"), Amount(value=1_200_000, currency="EUR"),
    )  # fmt: skip
    assert item.sdg_goals == ("8", "11")
    assert doubts == ()


def test_what_is_not_clear_is_a_doubt_and_nothing_else():
    item, doubts = note(amount="10 000 $", period="some day", source="A report")
    assert (item.amount, item.period) == (None, None)
    assert [doubt.code for doubt in doubts] == ["date_unknown", "amount_unknown"]
    assert item.source == "A report"


@pytest.mark.parametrize(
    ("said", "english", "french"),
    [
        (Period(start="2024-05", end="2026"), "May 2024 – 2026", "mai 2024 – 2026"),
        (Period(start="2024"), "since 2024", "depuis 2024"),
        (Period(end="2024"), "until 2024", "jusqu’à 2024"),
        (Agreement(frame="mou", date="2019"), "Memorandum of understanding, 2019",
         "Protocole d’accord, 2019"),
        (Amount(value=1_200_000, currency="EUR", kind="committed"),
         "1,200,000 EUR (committed)", f"1{THIN}200{THIN}000 EUR (engagé)"),
    ],
)  # fmt: skip
def test_they_are_told_on_a_line(said, english, french):
    told = [measured(said, words_for(language)) for language in ("en", "fr")]
    assert told == [english, french]
