"""What a seating plan is worth, in plain words: the same on screen and on the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain.rotation import QualityReport, RuleName
from worldcafe.domain.vocabulary import Severity, Strength
from worldcafe.wording.words import Words


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
    found.append(_sizes(report, words))
    if report.n_rooms:
        found.append(_rooms(report, words))
    for rule, sentences in _RULES.items():
        if report.rules[rule].strength is not Strength.OFF and rule in report.known:
            found += sentences(report, words)
    return [*found, *_wishes(report, words)]


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
            mean=words.number(mean, 1),
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
            "Somebody meets a theme again too early {n} time; no plan can do better.",
            "Somebody meets a theme again too early {n} times; no plan can do better.",
            n,
        )
        return Finding(Severity.ATTENTION, text)
    text = words.plural(
        "Somebody meets a theme again while another is left {n} time.",
        "Somebody meets a theme again while another is left {n} times.",
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


def _rooms(report: QualityReport, words: Words) -> Finding:
    n = len(report.room_changes)
    if not n:
        return Finding(Severity.GOOD, words("Everybody stays in one room all day."))
    text = words.plural(
        "{n} time somebody has to go to another room.",
        "{n} times somebody has to go to another room.",
        n,
    )
    return Finding(Severity.PROBLEM, text)


def _breach(report: QualityReport, rule: RuleName) -> Severity:
    """How grave it is that a rule is broken."""
    hard = report.rules[rule].strength is Strength.HARD
    return Severity.PROBLEM if hard else Severity.ATTENTION


def _languages(report: QualityReport, words: Words) -> Iterator[Finding]:
    severity = _breach(report, RuleName.SHARED_LANGUAGE)
    n, alone = len(report.language_conflicts), len(report.alone_with_language)
    if not n and not alone:
        yield Finding(Severity.GOOD, words("Everybody shares a language with their table."))
    if n:
        text = words.plural(
            "{n} time somebody sits at a table whose languages they do not speak.",
            "{n} times somebody sits at a table whose languages they do not speak.",
            n,
        )
        yield Finding(severity, text)
    if alone:
        text = words.plural(
            "{n} time somebody shares no language with anybody at the table.",
            "{n} times somebody shares no language with anybody at the table.",
            alone,
        )
        yield Finding(severity, text)


def _organisations(report: QualityReport, words: Words) -> Iterator[Finding]:
    n = report.broken(RuleName.ORGANISATION_APART)
    if not n:
        yield Finding(Severity.GOOD, words("Nobody sits with a colleague."))
        return
    text = words.plural(
        "{n} time two people of one organisation sit together.",
        "{n} times two people of one organisation sit together.",
        n,
    )
    yield Finding(_breach(report, RuleName.ORGANISATION_APART), text)


def _delegations(report: QualityReport, words: Words) -> Iterator[Finding]:
    n = report.broken(RuleName.DELEGATION_APART)
    if not n:
        text = words("Nobody sits with somebody of their own delegation.")
        yield Finding(Severity.GOOD, text)
        return
    text = words.plural(
        "{n} time two people of one delegation sit together.",
        "{n} times two people of one delegation sit together.",
        n,
    )
    yield Finding(_breach(report, RuleName.DELEGATION_APART), text)


def _countries(report: QualityReport, words: Words) -> Iterator[Finding]:
    n = report.broken(RuleName.COUNTRY_APART)
    if not n:
        text = words("Nobody sits with somebody of their own country.")
        yield Finding(Severity.GOOD, text)
        return
    text = words.plural(
        "{n} time two people of one country sit together.",
        "{n} times two people of one country sit together.",
        n,
    )
    yield Finding(_breach(report, RuleName.COUNTRY_APART), text)


def _regions(report: QualityReport, words: Words) -> Iterator[Finding]:
    n = len(report.single_regions)
    counts = [len(mixture.regions) for mixture in report.mixtures]
    mean = words.number(sum(counts) / max(1, len(counts)), 1)
    if not n:
        text = words("At every table regions are mixed: {mean} on average.", mean=mean)
        yield Finding(Severity.GOOD, text)
        return
    text = words.plural(
        "{n} time everybody at a table is from one region; {mean} regions meet on average.",
        "{n} times everybody at a table is from one region; {mean} regions meet on average.",
        n,
        mean=mean,
    )
    yield Finding(_breach(report, RuleName.REGIONS_MIXED), text)


def _access(report: QualityReport, words: Words) -> Iterator[Finding]:
    n = len(report.access_conflicts)
    if not n:
        text = words("Whoever needs an accessible table sits at one.")
        yield Finding(Severity.GOOD, text)
        return
    text = words.plural(
        "{n} time somebody who needs an accessible table sits at another.",
        "{n} times somebody who needs an accessible table sits at another.",
        n,
    )
    yield Finding(_breach(report, RuleName.ACCESSIBLE_TABLE), text)


_RULES = {
    RuleName.SHARED_LANGUAGE: _languages,
    RuleName.ACCESSIBLE_TABLE: _access,
    RuleName.ORGANISATION_APART: _organisations,
    RuleName.DELEGATION_APART: _delegations,
    RuleName.COUNTRY_APART: _countries,
    RuleName.REGIONS_MIXED: _regions,
}
"""What is said of each rule that is asked for, in the order of weight."""


def _wishes(report: QualityReport, words: Words) -> Iterator[Finding]:
    unmet = {wish.wish for wish in report.unmet_wishes if wish.strength is not Strength.OFF}
    must = any(wish.strength is Strength.HARD for wish in report.unmet_wishes)
    if unmet:
        text = words.plural("{n} wish is not met.", "{n} wishes are not met.", len(unmet))
        yield Finding(Severity.PROBLEM if must else Severity.ATTENTION, text)
    elif report.n_wishes:
        yield Finding(Severity.GOOD, words("Every wish is met."))
    if report.broken_pins:
        text = words.plural(
            "{n} pinned person sits elsewhere.",
            "{n} pinned people sit elsewhere.",
            len(report.broken_pins),
        )
        yield Finding(Severity.PROBLEM, text)
