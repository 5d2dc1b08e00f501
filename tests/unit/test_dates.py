"""A day is read however people and programs write it."""

import datetime as dt

import pytest

from worldcafe.wording import words_for
from worldcafe.wording.dates import date_in

FIRST_OF_JULY = dt.date(2027, 7, 1)


@pytest.mark.parametrize(
    "text",
    """2027-07-01 | 2027-07-01T09:30:00Z | 2027/07/01 | 2027.7.1 | 1/7/2027 | 01-07-2027
    1.7.27 | 1. 7. 2027 | 01/07/27 | 1 juil. 2027 | 1er juillet 2027 | jeudi 1er juillet 2027
    1 Jul 2027 | Jul 1, 2027 | July 1st, 2027 | Thursday, July 1, 2027 | 1-Jul-27
    1st of July 2027 | 1 jul 2027 | 1 de julio de 2027 | 1 de jul. de 2027 | 1º de julho de 2027
    quinta-feira, 1 de julho de 2027 | 1 يوليو 2027 | ١ يوليو ٢٠٢٧ | الخميس، 1 يوليو 2027
    1 جويلية 2027 | 1 يوليوز 2027 | 1 تموز 2027 | 1\u200f/7\u200f/2027""".replace(
        "\n", "|"
    ).split("|"),
)
def test_the_first_of_july_is_read(text):
    assert date_in(text.strip()) == FIRST_OF_JULY


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("locale", ["en", "fr", "es", "pt", "pt_PT", "ar"])
@pytest.mark.parametrize("form", ["medium", "long", "full", "d MMM y"])
def test_a_day_as_a_program_shows_it_in_any_language_is_read(locale, form, month):
    from babel.dates import format_date

    day = dt.date(2027, month, 28)
    assert date_in(format_date(day, form, locale=locale)) == day


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2027", "July 2027", "1 jui 2027", "31/6/2027", "1/7", "1/7-2027", "7.2027",
     "1 juillet 2027 or later", "1 juillet", "1.7.1027", "12 drummers 2027"],
)  # fmt: skip
def test_what_names_no_day_is_not_guessed(text):
    assert date_in(text) is None


@pytest.mark.parametrize(
    ("language", "day", "style", "told"),
    [
        ("fr", (2027, 6, 1), "long", "1er juin 2027"),
        ("fr", (2027, 6, 1), "full", "mardi 1er juin 2027"),
        ("fr", (2027, 7, 1), "medium", "1er juil. 2027"),
        ("fr", (2027, 6, 1), "short", "01/06/2027"),
        ("fr", (2027, 6, 11), "long", "11 juin 2027"),
        ("en", (2027, 6, 1), "long", "1 June 2027"),
    ],
)
def test_the_first_of_a_month_as_it_is_said(language, day, style, told):
    assert words_for(language).date(dt.date(*day), style) == told
    assert date_in(told) == dt.date(*day)
