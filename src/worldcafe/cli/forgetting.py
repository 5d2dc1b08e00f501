"""`forget`: a person, or everyone, leaves the file, its history and the copies of it."""

from argparse import Namespace
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from worldcafe.cli.console import Console
from worldcafe.document import Reached, file_at
from worldcafe.document import forget as forget_in
from worldcafe.domain.forgetting import (
    Forgetting,
    People,
    Remains,
    find_people,
    people_in,
    same_people,
)
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.forgetting import (
    OUT_OF_REACH,
    copies_left,
    forgotten,
    texts_that_name,
    told_apart,
    what_stays,
)
from worldcafe.wording.mentions import place

_MOST = 20
"""Texts that are listed."""


def forget(arguments: Namespace, console: Console) -> int:
    """Forget, and say what stays. A dry run says it beforehand and changes nothing."""
    with console.opened(file_at(arguments.file)) as document:
        states, workshop = list(document.states()), document.workshop
    everybody = people_in(states)
    ids = everybody.keys() if arguments.everyone else _the_one(everybody, arguments, console)
    people = same_people(everybody, ids)
    remains = Forgetting(people, states).remains(workshop, states)
    reached = None
    if people and not arguments.dry_run:
        mentions = remains.mentions if arguments.keep else ()
        kept = frozenset(each.key for each in mentions)
        reached = forget_in(arguments.file, people.keys(), kept=kept)
    console.report(
        {
            "people": [{"id": id, "name": states[0].name} for id, states in people.items()],
            "remains": _as_json(remains, kept=arguments.keep),
            "copies": _paths(reached),
            "dry_run": arguments.dry_run,
        }
    )
    _foretell(remains, workshop, console, kept=arguments.keep)
    if reached:
        _tell(reached, len(people), console)
    return 0


def _the_one(everybody: People, arguments: Namespace, console: Console) -> Collection[str]:
    """The person who is meant, under every id they had."""
    found = find_people(everybody, arguments.person)
    if not found:
        refuse("person_not_listed", name=arguments.person)
    same = same_people(everybody, found[:1])
    if not same.keys() >= set(found):
        told = (told_apart(console.words, everybody[id][0]) for id in found)
        refuse("person_ambiguous", name=arguments.person, people="; ".join(told))
    return same.keys()


def _as_json(remains: Remains, *, kept: bool) -> dict[str, Any]:
    texts = [
        {"kind": each.kind, "id": each.id, "field": each.field, "text": each.text, "kept": kept}
        for each in remains.mentions
    ]
    counts = {
        name: n for name, n in vars(remains).items() if name.startswith("n_")
    }  # fmt: skip
    return {**counts, "texts": texts}


def _paths(reached: Reached | None) -> dict[str, list[str]]:
    copies = asdict(reached) if reached else {}
    return {name: [str(path) for path in paths] for name, paths in copies.items()}


def _foretell(remains: Remains, workshop: Workshop, console: Console, *, kept: bool) -> None:
    """What would stay."""
    words, say = console.words, console.say
    if not remains.n_people:
        say(words("Nobody is on the list, now or in the past."))
        return
    say(
        words.plural(
            "{n} person is to be forgotten.",
            "{n} people are to be forgotten.",
            remains.n_people,
        )
    )
    say(words("What stays:"))
    for line in what_stays(words, remains):
        say(f"  {line}")
    if remains.mentions:
        say(texts_that_name(words, remains.n_texts, kept=kept))
    for each in remains.mentions[:_MOST]:
        say(f"  {place(each, workshop, words)} – {each.text}")
    if len(remains.mentions) > _MOST:
        say("  …")


def _tell(reached: Reached, n: int, console: Console) -> None:
    """What was done, and what could not be."""
    words, say = console.words, console.say
    if reached.left:
        say(copies_left(words, [path.name for path in reached.left]))
    say(words(OUT_OF_REACH))
    say(forgotten(words, n))
