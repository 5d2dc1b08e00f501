"""How many people there are."""

from worldcafe.domain.bodies import is_country
from worldcafe.domain.vocabulary import Role
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words


def count_line(workshop: Workshop, words: Words) -> str:
    """How many people there are, and of what kind."""
    people = workshop.participants.values()
    n_hosts = sum(Role.HOST in person.roles for person in people)
    n_scribes = sum(Role.NOTE_TAKER in person.roles for person in people)
    n_countries = len({person.country for person in people if is_country(person.country)})
    parts = [words.plural("{n} person", "{n} people", len(people))]
    if n_forgotten := workshop.n_people - len(people):
        # The cover of the synthesis counts them as well.
        parts.append(words.plural("{n} more, forgotten", "{n} more, forgotten", n_forgotten))
    if n_hosts:
        parts.append(words.plural("{n} host", "{n} hosts", n_hosts))
    if n_scribes:
        parts.append(words.plural("{n} note-taker", "{n} note-takers", n_scribes))
    if n_countries:
        parts.append(words.plural("{n} country", "{n} countries", n_countries))
    return "  ·  ".join(parts)
