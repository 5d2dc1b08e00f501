"""Templates: complete in both languages, and ready to seat the people they speak of."""

import datetime as dt
import re

import pytest

from worldcafe.domain.clock import SegmentKind, planned_end, planned_times
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import ApplyTemplate
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import ThemeCode
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.templates import read_template, template_keys
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.day import part_name

IDS = iter(range(10_000))
STAMP = Stamp(dt.datetime(2027, 1, 1, tzinfo=dt.UTC), lambda: f"id{next(IDS)}")


def made_from(key: str, language: str = "en") -> Workshop:
    command = ApplyTemplate(template=read_template(key, language))
    return Workshop().after(command.plan(Workshop(), STAMP))


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("key", template_keys())
def test_a_room_works_in_the_language_of_whoever_prepares_it(key: str, language: str) -> None:
    languages = made_from(key, language).about.languages
    assert language in languages
    assert len(set(languages)) == len(languages)


def test_turin_and_the_classic_come_first() -> None:
    assert template_keys()[:2] == ("turin", "classic")
    assert 4 <= len(template_keys()) <= 7


@pytest.mark.parametrize("key", template_keys())
def test_template_says_everything_in_both_languages(key: str) -> None:
    french, english = read_template(key, "fr"), read_template(key, "en")
    for template in (french, english):
        assert template.name
        assert template.summary
        assert all(round_.question for round_ in template.rounds)
        assert all(theme.name for theme in template.themes)
    assert french.name != english.name
    assert [r.question for r in french.rounds] != [r.question for r in english.rounds]
    assert [t.colour for t in french.themes] == [t.colour for t in english.themes]


@pytest.mark.parametrize("key", template_keys())
def test_themes_can_be_told_apart_and_are_known(key: str) -> None:
    themes = read_template(key, "en").themes
    assert len({theme.colour for theme in themes}) == len(themes)
    assert len({theme.name for theme in themes}) == len(themes)
    assert {theme.code for theme in themes} - {""} <= {code.value for code in ThemeCode}


@pytest.mark.parametrize("key", template_keys())
def test_french_keeps_its_marks_on_the_line(key: str) -> None:
    text = read_template(key, "fr").model_dump_json()
    assert not re.search(r" [?!:;»]", text)


@pytest.mark.parametrize("key", template_keys())
def test_template_makes_a_room_for_its_day(key: str) -> None:
    template = read_template(key, "en")
    workshop = made_from(key)
    assert len(workshop.tables) == template.n_tables
    assert len(workshop.rounds) == len(template.rounds) <= template.n_tables
    assert workshop.about.harvest_duration


@pytest.mark.parametrize("key", template_keys())
def test_template_has_time_to_welcome_and_to_close(key: str) -> None:
    about = made_from(key).about
    assert dt.timedelta(0) < about.close_duration < about.welcome_duration
    assert about.welcome_duration <= about.harvest_duration


def test_a_whole_day_has_its_coffee_and_its_lunch() -> None:
    workshop = made_from("whole-day", "fr")
    day = [
        (part_name(workshop, part, words_for("fr")), begins)
        for part, begins, _ in planned_times(workshop)
        if part.kind is not SegmentKind.MOVE
    ]
    assert [name for name, _ in day] == [
        "Accueil", "Café d’accueil", "Tour 1", "Tour 2", "Déjeuner", "Tour 3", "Pause café",
        "Tour 4", "Récolte", "Clôture",
    ]  # fmt: skip
    assert dict(day)["Déjeuner"] == dt.time(12)


def test_turin_is_the_reference_event() -> None:
    workshop = made_from("turin")
    assert len(workshop.tables) == 16
    assert [theme.code for theme in workshop.themes_in_order] == [
        "child_labour",
        "informal_economy",
        "local_economic_development",
        "job_creation",
        "decent_work",
    ]
    minutes = [r.talk_duration / dt.timedelta(minutes=1) for r in workshop.rounds_in_order]
    assert minutes == [20, 20, 20, 15]
    assert workshop.about.date == dt.date(2027, 4, 21)
    assert planned_end(workshop) == dt.time(11, 30)


def test_other_languages_read_english() -> None:
    swahili, english = read_template("turin", "sw"), read_template("turin", "en")
    assert swahili.but(languages=english.languages) == english


@pytest.mark.parametrize("key", ["nothing", "", "../examples/turin-insights"])
def test_unknown_template_is_refused(key: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_template(key, "en")
    assert refused.value.code == "template_unknown"
