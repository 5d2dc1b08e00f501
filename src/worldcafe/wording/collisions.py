"""Why a hard rule of the seating cannot hold, in a sentence with names and places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from worldcafe.domain.rotation import Collision, Reason
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

MOST_NAMES = 4
"""More names than these make no sentence."""

_RULES = {
    "shared_language": N_("a shared language"),
    "accessible_table": N_("an accessible table"),
    "organisation_apart": N_("organisations apart"),
    "delegation_apart": N_("delegations apart"),
    "country_apart": N_("countries apart"),
    "regions_mixed": N_("regions mixed"),
    "host": N_("hosting a table"),
    "note_taker": N_("taking notes at a table"),
    "pin": N_("a pin"),
    "no_return": N_("a new table in every round"),
    "wish": N_("a wish for certain people"),
}


@dataclass(frozen=True, slots=True)
class Naming:
    """How people and tables are called where the sentence is read."""

    person: Callable[[str], str]
    table: Callable[[str], str]


def collision_text(collision: Collision, words: Words, naming: Naming) -> str:
    """One sentence that says which rules collide, for whom, and why."""
    params = {
        "people": _list(map(naming.person, collision.people), words),
        "tables": _list(map(naming.table, collision.tables), words),
        "rules": _rules(collision, words),
        "languages": words.row(map(words.language_name, collision.languages)),
        "shared": _shared(collision, words),
        "needed": collision.needed,
        "available": collision.available,
    }
    sentence = _SENTENCES[collision.reason]
    if collision.reason is Reason.MORE_THAN_TABLES and not collision.shared:
        sentence = _MORE_APART_THAN_TABLES
    text = words(sentence, **params)
    if collision.round_index is None:
        return text
    return words("Round {n}: {text}", n=collision.round_index + 1, text=text)


_SENTENCES = {
    Reason.NO_TABLE: N_("No table offers all of this to {people}: {rules}."),
    Reason.TOO_FEW_TABLES: N_(
        "A table has to come again for {people}: in {needed} rounds only {available} tables"
        " offer this: {rules}."
    ),
    Reason.TOO_FEW_SEATS: N_(
        "{needed} people need the same tables ({tables}), which have {available} seats for"
        " them: {rules}."
    ),
    Reason.MORE_THAN_TABLES: N_(
        "{needed} people of “{shared}” cannot all be apart at {available} tables: {rules}."
    ),
    Reason.TOGETHER_AND_APART: N_("{people} are to sit together and apart: {rules}."),
    Reason.ONLY_SPEAKER: N_(
        "Nobody else in the room speaks a language of {people}: {languages}."
    ),
    Reason.ONE_REGION: N_(
        "{needed} tables need somebody who is not from “{shared}”; there are only {available}."
    ),
    Reason.STAY_TOGETHER: N_(
        "The same table is all that is left for {people}, {tables}: {rules}."
    ),
    Reason.NOT_FOUND: N_(
        "No plan was found that keeps all of this for {people}: {rules}. Ease one of the rules."
    ),
}


_MORE_APART_THAN_TABLES = N_(
    "{needed} people who are to be apart cannot all be at {available} tables: {rules}."
)


def _shared(collision: Collision, words: Words) -> str:
    is_country = "country_apart" in collision.rules
    return words.country(collision.shared) if is_country else collision.shared


def _rules(collision: Collision, words: Words) -> str:
    said = []
    for rule in collision.rules:
        text = words(_RULES[rule.partition(":")[0]])
        if rule == "shared_language" and collision.languages:
            languages = words.row(map(words.language_name, collision.languages))
            text = words("{rule} ({languages})", rule=text, languages=languages)
        said.append(text)
    return words.row(dict.fromkeys(said))


def _list(names: Iterable[str], words: Words) -> str:
    listed = list(names)
    shown = words.row(listed[:MOST_NAMES])
    more = len(listed) - MOST_NAMES
    if more <= 0:
        return shown
    return words.plural("{names} and {n} more", "{names} and {n} more", more, names=shown)
