"""`merge`: other copies of the workshop come in, with a word on everything they bring."""

from argparse import Namespace
from contextlib import ExitStack
from dataclasses import dataclass, field

from worldcafe.cli.console import Console
from worldcafe.document import opened_copy
from worldcafe.document.copies import Chronicle, met, pictures_in
from worldcafe.domain.command import Command
from worldcafe.domain.commands import Together
from worldcafe.domain.refusal import refuse
from worldcafe.exchange.adding import AddedWorkshop, compared_with_another
from worldcafe.exchange.copies import ReturnedCopy, compared
from worldcafe.exchange.edited import Difference

_MOST = 100
"""Characters of a value that a line shows."""


@dataclass
class _Taken:
    """What the copies bring, one after the other, tried beside the file."""

    copies: list[ReturnedCopy | AddedWorkshop] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)


def merge(arguments: Namespace, console: Console) -> int:
    """Take in what other copies have done: all of them, or nothing.

    What both sides changed needs a word from the person first: without it the report is all,
    and `copy_conflicts` is refused, in a dry run as well. Of another workshop the contributions
    are added, if that is asked for; else it is refused.
    """
    taken = _tried(arguments, console)
    n_asked = sum(len(each.conflicts) for each in taken.copies)
    is_settled = not n_asked or arguments.take is not None
    if is_settled and not arguments.dry_run:
        with console.opened(arguments.file) as document:
            if taken.commands:
                document.do(Together(commands=tuple(taken.commands)), blobs=taken.blobs)
    report = [each.as_json() for each in taken.copies]
    console.report({"copies": report, "questions": n_asked, "dry_run": arguments.dry_run})
    for each in taken.copies:
        _tell(each, console)
    if not is_settled:
        refuse("copy_conflicts", n=n_asked)
    return 0


def _tried(arguments: Namespace, console: Console) -> _Taken:
    """Take the copies into a copy of the file; the file is not touched."""
    taken = _Taken()
    with ExitStack() as stack:
        with console.opened(arguments.file):  # a file is ours, and nobody else has it
            document = stack.enter_context(opened_copy(arguments.file))
        for path in arguments.others:
            with opened_copy(path) as other:
                ours, theirs = Chronicle.of(document), Chronicle.of(other)
                copy: ReturnedCopy | AddedWorkshop
                if arguments.add_contributions and not ours.is_of_the_same(theirs):
                    copy = compared_with_another(path, ours, theirs, console.words)
                    blobs = {}
                else:
                    copy = compared(path, *met(ours, theirs, path.name), console.words)
                    blobs = pictures_in(other, copy.pictures)
            taken.copies.append(copy)
            if not copy.is_known:
                command = copy.command(
                    lambda each: not each.is_conflict or arguments.take == "theirs"
                )
                document.do(command, blobs=blobs)
                taken.commands.append(command)
                taken.blobs |= blobs
    return taken


def _tell(copy: ReturnedCopy | AddedWorkshop, console: Console) -> None:
    words, say = console.words, console.say
    if copy.is_known:
        say(words("{path}: nothing that is not here already.", path=copy.path))
        return
    say(words("{path}:", path=copy.path))
    for difference in copy.differences:
        say(f"  {_line(difference, console)}")
    for new in copy.new:
        say(words("  new: “{title}”", title=new.contribution.title[:_MOST]))
    for remark in copy.remarks:
        say(f"  {words.doubt(remark.code, remark.params)}")


def _line(difference: Difference, console: Console) -> str:
    words = console.words
    told = {
        "what": words.row((difference.ref, difference.title[:_MOST], difference.heading)),
        "before": difference.before[:_MOST],
        "after": difference.after[:_MOST],
    }
    if difference.is_conflict:
        return words("{what}: “{before}” here, “{after}” there (changed on both sides)", **told)
    return words("{what}: “{before}” becomes “{after}”", **told)
