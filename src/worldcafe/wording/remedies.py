"""What helps those who share no language, in a sentence."""

from worldcafe.domain.remedies import Remedy, RemedyKind, people_nobody_understands
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.listing import listing
from worldcafe.wording.words import Words

MOST_LANGUAGES = 3


def remedy_told(remedy: Remedy, workshop: Workshop, words: Words) -> str:
    """What the best remedy would bring, or that none helps and why; and for whom only an
    interpreter does.
    """
    return " ".join(filter(None, [_brought(remedy, words), _left(remedy, workshop, words)]))


def _brought(remedy: Remedy, words: Words) -> str:
    if not remedy.helps:
        return words(
            "Neither other languages at the tables nor language before every other wish would"
            " help: too few share one."
        )
    if remedy.kind is RemedyKind.LANGUAGE_FIRST:
        return words.plural(
            "With a shared language before every other wish, {after} instead of {n} person"
            " shares no language with a table.",
            "With a shared language before every other wish, {after} instead of {n} people"
            " share no language with a table.",
            remedy.n_before,
            after=remedy.n_after,
        )
    return words.plural(
        "With these languages at the tables, {after} instead of {n} person shares no"
        " language with a table.",
        "With these languages at the tables, {after} instead of {n} people share no"
        " language with a table.",
        remedy.n_before,
        after=remedy.n_after,
    )


def _left(remedy: Remedy, workshop: Workshop, words: Words) -> str:
    """For whom no seat helps, and what would."""
    alone = people_nobody_understands(workshop)
    if not (alone and remedy.n_after):
        return ""
    spoken = dict.fromkeys(code for person in alone for code in person.languages)
    named = [words.language_name(code) for code in list(spoken)[:MOST_LANGUAGES]]
    if len(spoken) > MOST_LANGUAGES:
        named.append("…")
    return words.plural(
        "{n} person speaks only what nobody else here does ({languages}): there an interpreter"
        " helps.",
        "{n} people speak only what nobody else here does ({languages}): there an interpreter"
        " helps.",
        len(alone),
        languages=listing(named, words),
    )
