"""`notes`: contributions from sheets, or line by line from another program."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from worldcafe.cli.console import Console
from worldcafe.document import Document
from worldcafe.domain.commands import ImportContributions
from worldcafe.domain.model import Contribution
from worldcafe.domain.refusal import RuleBroken
from worldcafe.exchange.notes import (
    MAX_LINE,
    Doubt,
    Notes,
    field_name,
    note_from_json,
    read_notes,
)
from worldcafe.wording import Words

_REFUSED = 3


def notes(arguments: Namespace, console: Console) -> int:
    """Record what a sheet holds in one step, or JSON lines from standard input one by one."""
    with console.opened(arguments.file) as document:
        if arguments.sheet == "-":
            return _record_lines(document, _lines(sys.stdin.buffer), console)
        said = {"table": arguments.table, "round": arguments.round}
        place = {key: number for key, number in said.items() if number is not None}
        found = read_notes(Path(arguments.sheet), document.workshop, place=place)
        document.do(ImportContributions(contributions=found.contributions))
    console.report({**found.as_json(), "sentences": _sentences(found.doubts, console.words)})
    _tell(found, console)
    return 0


def _tell(found: Notes, console: Console) -> None:
    words, say = console.words, console.say
    for sentence in _sentences(found.doubts, words):
        say(sentence)
    if found.unknown_keys:
        keys = ", ".join(found.unknown_keys)
        say(words("Not known and not read: {keys}", keys=keys))
    if found.own_columns:
        say(words("Kept as columns of your own: {names}", names=", ".join(found.own_columns)))
    if found.known:
        say(
            words.plural(
                "{n} contribution was already there.",
                "{n} contributions were already there.",
                len(found.known),
            )
        )
    n = len(found.contributions)
    say(words.plural("{n} contribution recorded.", "{n} contributions recorded.", n))


def _sentences(doubts: Iterable[Doubt], words: Words) -> list[str]:
    return [
        words("Row {row}: {sentence}", row=doubt.row, sentence=_sentence(doubt, words))
        for doubt in doubts
    ]


def _sentence(doubt: Doubt, words: Words) -> str:
    """The doubt in words, with the field it is about."""
    if "field" not in doubt.params:
        return words.doubt(doubt.code, doubt.params)
    field = field_name(str(doubt.params["field"]), words)
    sentence = words.doubt(doubt.code, {**doubt.params, "field": field})
    return words("{field}: {sentence}", field=field, sentence=sentence)


# --- line by line ------------------------------------------------------------------------


_LONGEST = 4 * MAX_LINE
"""Bytes, of which UTF-8 needs four for a character at most."""


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long no more than shows that it is."""
    while line := stream.readline(_LONGEST + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST)


def _record_lines(document: Document, lines: Iterable[bytes], console: Console) -> int:
    """Record each line in a transaction of its own, and say so once it is durable."""
    code = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            contribution, doubts = _note(line, document, number)
            command = ImportContributions(contributions=(contribution,))
            is_new = bool(document.do(command).edits)
        except RuleBroken as broken:
            code = _REFUSED
            _complain(number, console.words.refusal(broken), console)
            continue
        for doubt in doubts:
            _complain(number, _sentence(doubt, console.words), console)
        _answer(contribution.id, console, {"new": is_new, "doubts": [d.code for d in doubts]})
    return code


def _note(
    line: bytes, document: Document, number: int
) -> tuple[Contribution, tuple[Doubt, ...]]:
    if len(line) > _LONGEST:
        start = line[:60].decode("utf-8", "replace")
        raise RuleBroken("note_too_long", limit=MAX_LINE, text=start)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        start = line[:60].decode("utf-8", "replace")
        raise RuleBroken("note_unreadable", reason="UTF-8", text=start) from None
    return note_from_json(text, document.workshop, number=number)


def _answer(contribution_id: str, console: Console, more: dict[str, Any]) -> None:
    """One line on stdout, out of our hands at once: whoever waits for it may go on."""
    if console.as_json:
        sys.stdout.write(json.dumps({"recorded": contribution_id, **more}) + "\n")
    else:
        sys.stdout.write(f"recorded {contribution_id}\n")
    sys.stdout.flush()


def _complain(number: int, sentence: str, console: Console) -> None:
    console.complain_in_words(
        console.words("Line {n}: {sentence}", n=number, sentence=sentence)
    )
