"""How people are named in what leaves the house, as it was asked for on the command line."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from typing import Any

from worldcafe.cli.console import Console
from worldcafe.domain import harvest
from worldcafe.domain.disclosure import Disclosure, Names, to_decide
from worldcafe.domain.mentions import Given, Mention
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.mentions import given_away, place

_FIRST = 3
"""Places that the sentence names; the report has all of them."""


def asked(arguments: Namespace) -> Disclosure:
    """The choices without what was decided about texts."""
    return Disclosure(
        names=Names(arguments.names), personal_data=not arguments.no_personal_data
    )


def decided(arguments: Namespace, workshop: Workshop, console: Console) -> Disclosure:
    """The choices, what texts give away included.

    Where nobody is to be named somebody must decide about texts that name people: without
    `--mask` or `--keep` it is refused, with the places on stderr and in the report.
    """
    disclosure = asked(arguments)
    found = to_decide(workshop, disclosure)
    if arguments.keep:
        return disclosure.keeping(found)
    if found and disclosure.is_nameless and not arguments.mask:
        console.report({"path": str(arguments.out), "given_away": _as_json(found, workshop)})
        words = console.words
        first = [f"{place(each, workshop, words)}: {each.text}" for each in found[:_FIRST]]
        more = ["…"] if len(found) > _FIRST else []
        refuse(
            "texts_give_people_away",
            what=given_away(found, words),
            places="; ".join([*first, *more]),
        )
    return disclosure


def _as_json(found: Sequence[Mention], workshop: Workshop) -> dict[str, Any]:
    refs = harvest.references(workshop)
    counted = Counter(each.given for each in found)
    return {
        "names": counted[Given.NAME],
        "emails": counted[Given.EMAIL],
        "telephones": counted[Given.TELEPHONE],
        "places": [
            {
                "kind": each.kind,
                "id": each.id,
                "ref": refs.get(each.id, ""),
                "field": each.field,
                "start": each.start,
                "text": each.text,
                "given": each.given,
            }
            for each in found
        ],
    }
