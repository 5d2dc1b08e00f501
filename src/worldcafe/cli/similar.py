"""`similar`: which contributions may be the same, best first; a person decides."""

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from worldcafe.cli.console import Console
from worldcafe.domain.harvest import judged_different, references
from worldcafe.domain.workshop import Workshop
from worldcafe.similarity import Encoder, Index, Reason
from worldcafe.wording import Words
from worldcafe.wording.similarity import reason


def similar(arguments: Namespace, console: Console) -> int:
    """Compare all contributions with each other; nothing is changed."""
    with console.opened(arguments.file) as document:
        workshop = document.workshop
    encoder = Encoder()
    index = Index(
        workshop.standing,
        encoder.encode(workshop.standing),
        exclude=judged_different(workshop),
    )
    if not encoder.available():
        console.complain_in_words(
            console.words(
                "What texts mean cannot be compared on this computer; words and names were."
            )
        )
    if console.as_json:
        console.report(_suggestions(index, workshop, arguments.top, console.words))
    else:
        _tell(index, workshop, console)
    return 0


def _suggestions(
    index: Index, workshop: Workshop, n: int, words: Words
) -> list[dict[str, Any]]:
    """For every contribution what it may be the same as, for scripts."""
    return [
        {
            "id": contribution.id,
            "suggestions": [
                {
                    "id": found.id,
                    "score": found.score,
                    "reasons": _reasons(found.reasons, words),
                }
                for found in index.suggest(contribution.id, n)
            ],
        }
        for contribution in workshop.standing
    ]


def _reasons(reasons: Iterable[Reason], words: Words) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "names": list(each.names),
            "text": reason(each.code, each.names, words),
        }
        for each in reasons
    ]


def _tell(index: Index, workshop: Workshop, console: Console) -> None:
    words, say = console.words, console.say
    groups = index.groups()
    for group in groups:
        for id in group.ids:
            say(_line(id, workshop, words))
        sentences = (reason(each.code, each.names, words) for each in group.reasons)
        say(f"  {' '.join(sentences)}")
        say()
    if groups:
        n = len(groups)
        say(
            words.plural(
                "{n} group of contributions may be the same; read them together.",
                "{n} groups of contributions may be the same; read them together.",
                n,
            )
        )
    else:
        say(words("No two contributions look the same."))


def _line(contribution_id: str, workshop: Workshop, words: Words) -> str:
    """A contribution with its reference, and where it was said."""
    contribution = workshop.contributions[contribution_id]
    return words(
        "{reference}  Table {table}, round {round}: {title}",
        reference=references(workshop)[contribution_id],
        table=workshop.tables[contribution.table_id].number,
        round=workshop.rounds[contribution.round_id].number,
        title=" ".join(contribution.title.split()),
    )
