"""`check`: what is damaged, and what is still missing before the day can begin."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from typing import NamedTuple

from worldcafe.cli.console import Console
from worldcafe.document import Examination, file_at, rebuild
from worldcafe.domain.kept_names import names_overdue
from worldcafe.domain.readiness import remarks
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import Words
from worldcafe.wording.forgetting import names_were_to_go
from worldcafe.wording.readiness import remark_sentence

_MOST_CHARACTERS = 60


class Found(NamedTuple):
    """Something that is not as it should be."""

    code: str
    text: str


def check(arguments: Namespace, console: Console) -> int:
    """Open the file, which finds damage, and say what a facilitator should see to."""
    if arguments.repair:
        return _repair(arguments, console)
    with console.opened(arguments.file) as document:
        workshop, examination = document.workshop, document.examine()
    words = console.words
    today = dt.datetime.now().astimezone().date()
    wrong = list(_unlike_history(examination, words))
    found = [*wrong, *_missing(workshop, words), *_names(workshop, words, today)]
    said = [{"code": each.code, "text": each.text} for each in found]
    console.report({"path": str(arguments.file), "intact": not wrong, "remarks": said})
    for each in found:
        console.say(each.text)
    if wrong:
        raise FileRefused("workshop_unlike_history", path=str(arguments.file), n=len(wrong))
    if found:
        console.say(
            words.plural(
                "{path} is intact; {n} remark.",
                "{path} is intact; {n} remarks.",
                len(found),
                path=arguments.file,
            )
        )
    else:
        console.say(words("{path} is intact, and nothing is missing.", path=arguments.file))
    return 0


def _repair(arguments: Namespace, console: Console) -> int:
    """Make a new file of what the history of this one says; this one is not touched."""
    made = rebuild(file_at(arguments.file), arguments.repair)
    n = len(made.workshop.contributions)
    console.report(
        {
            "path": str(arguments.repair),
            "contributions": n,
            "history": made.n_lines,
            "doubtful": made.n_doubtful,
        }
    )
    console.say(
        console.words(
            "{path} is made of what {file} remembers. Contributions: {n}. Actions: {lines},"
            " of which damaged: {doubtful}.",
            path=arguments.repair,
            file=arguments.file,
            n=n,
            lines=made.n_lines,
            doubtful=made.n_doubtful,
        )
    )
    return 0


def _unlike_history(examination: Examination, words: Words) -> Iterator[Found]:
    """What a failing disk, or another program, changed."""
    for difference in examination.differences:
        edit = difference.edit
        for name, (ours, theirs) in difference.fields.items():
            text = words(
                "{kind} {id}, {field}: the file says “{ours}”, its history “{theirs}”.",
                kind=edit.kind,
                id=edit.id,
                field=name,
                ours=_shortly(ours),
                theirs=_shortly(theirs),
            )
            yield Found("unlike_history", text)
    for seq in examination.doubtful:
        yield Found("history_damaged", words("Line {n} of the history is damaged.", n=seq))
    for digest in examination.pictures:
        text = words("The picture {digest} is damaged.", digest=digest[:12])
        yield Found("picture_damaged", text)


def _shortly(value: object) -> str:
    """A value in as many characters as a line takes."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def _missing(workshop: Workshop, words: Words) -> Iterator[Found]:
    for remark in remarks(workshop):
        yield Found(remark.lack.value, remark_sentence(remark, workshop, words))


def _names(workshop: Workshop, words: Words, today: dt.date) -> Iterator[Found]:
    until = names_overdue(workshop, today)
    if until:
        yield Found("names_overdue", names_were_to_go(words, until))
