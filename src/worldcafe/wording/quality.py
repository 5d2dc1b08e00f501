"""What a seating plan is worth, in plain words: the same on screen and on the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.rotation import QualityReport
from worldcafe.wording.words import Words


class Severity(StrEnum):
    """How a sentence should strike the reader."""

    GOOD = "good"
    ATTENTION = "attention"
    """Worth knowing; nothing is wrong."""
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a plan."""

    severity: Severity
    text: str


def findings(report: QualityReport, words: Words, *, has_themes: bool) -> list[Finding]:
    """Every number of the report as a sentence, the most telling first.

    `has_themes`: whether tables carry different themes; without, nothing is said of them.
    """
    found = [_people_met(report, words), *_repeats(report, words), _returns(report, words)]
    if has_themes:
        found.append(_themes(report, words))
    return [*found, _sizes(report, words)]


def _people_met(report: QualityReport, words: Words) -> Finding:
    least, mean = report.met_min, report.met_mean
    if mean - least < 0.05:
        text = words.plural(
            "Everybody meets {n} other person.", "Everybody meets {n} other people.", least
        )
    else:
        text = words.plural(
            "Everybody meets at least {n} other person, {mean} on average.",
            "Everybody meets at least {n} other people, {mean} on average.",
            least,
            mean=_decimal(mean, words),
        )
    return Finding(Severity.GOOD if least else Severity.ATTENTION, text)


def _repeats(report: QualityReport, words: Words) -> Iterator[Finding]:
    n, bound = report.repeats, report.lower_bound
    if n == 0:
        yield Finding(Severity.GOOD, words("Nobody meets anybody twice."))
        return
    if n <= bound:
        yield Finding(
            Severity.GOOD,
            words.plural(
                "{n} repeated encounter; with these numbers no plan can have fewer.",
                "{n} repeated encounters; with these numbers no plan can have fewer.",
                n,
            ),
        )
    elif not bound:
        yield Finding(
            Severity.ATTENTION,
            words.plural("{n} repeated encounter.", "{n} repeated encounters.", n),
        )
    else:
        yield Finding(
            Severity.ATTENTION,
            words.plural(
                "{n} repeated encounter; no plan can have fewer than {bound}.",
                "{n} repeated encounters; no plan can have fewer than {bound}.",
                n,
                bound=bound,
            ),
        )
    pairs = words.plural(
        "{n} pair of people meets more than once, {most} times at most.",
        "{n} pairs of people meet more than once, {most} times at most.",
        len(report.repeated),
        most=report.most_meetings,
    )
    yield Finding(Severity.ATTENTION, pairs)


def _returns(report: QualityReport, words: Words) -> Finding:
    n, bound = len(report.table_revisits), report.table_revisits_lower_bound
    if n == 0:
        return Finding(Severity.GOOD, words("Nobody returns to a table."))
    if n <= bound:
        text = words.plural(
            "{n} return to a table; with so many rounds no plan can have fewer.",
            "{n} returns to a table; with so many rounds no plan can have fewer.",
            n,
        )
        return Finding(Severity.ATTENTION, text)
    if not bound:
        text = words.plural("{n} return to a table.", "{n} returns to a table.", n)
        return Finding(Severity.PROBLEM, text)
    text = words.plural(
        "{n} return to a table; no plan can have fewer than {bound}.",
        "{n} returns to a table; no plan can have fewer than {bound}.",
        n,
        bound=bound,
    )
    return Finding(Severity.PROBLEM, text)


def _themes(report: QualityReport, words: Words) -> Finding:
    n, bound = len(report.theme_revisits), report.theme_revisits_lower_bound
    if n == 0:
        text = words("Nobody meets a theme twice while another is left.")
        return Finding(Severity.GOOD, text)
    if n <= bound:
        text = words.plural(
            "{n} time somebody meets a theme again too early; no plan can do better.",
            "{n} times somebody meets a theme again too early; no plan can do better.",
            n,
        )
        return Finding(Severity.ATTENTION, text)
    text = words.plural(
        "{n} time somebody meets a theme again while another is left.",
        "{n} times somebody meets a theme again while another is left.",
        n,
    )
    return Finding(Severity.PROBLEM, text)


def _sizes(report: QualityReport, words: Words) -> Finding:
    least = min(smallest for smallest, _ in report.sizes_by_round)
    most = max(fullest for _, fullest in report.sizes_by_round)
    if least == most:
        text = words.plural(
            "Every table has {n} person in every round.",
            "Every table has {n} people in every round.",
            most,
        )
        return Finding(Severity.GOOD, text)
    if most - least == 1:
        text = words("Tables have {least} or {most} people.", least=least, most=most)
        return Finding(Severity.GOOD, text)
    text = words("Tables have between {least} and {most} people.", least=least, most=most)
    return Finding(Severity.ATTENTION, text)


def _decimal(number: float, words: Words) -> str:
    text = f"{number:.1f}"
    return text.replace(".", ",") if words.language == "fr" else text
