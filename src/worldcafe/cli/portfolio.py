"""`portfolio`: many workshops in one workbook; none of them is altered."""

import contextlib
import datetime as dt
import gc
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from worldcafe.cli.console import Console
from worldcafe.cli.exporting import check_ours, words_asked
from worldcafe.cli.privacy import Undecided, given_away_in
from worldcafe.document import Gathering
from worldcafe.domain.portfolio import TOLD_KINDS
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.workbook.portfolio import Portfolio


def portfolio(arguments: Namespace, console: Console) -> int:
    """Write opportunities, partners and commitments of many workshops to one workbook.

    What is left out is named, and the rest goes on. Refused where nothing is left, and where
    nobody is to be named but texts name people and nobody decided about that.
    """
    out: Path = arguments.out
    check_ours(out)
    made_at = dt.datetime.now().astimezone()
    with _swept_seldom(), Portfolio(words_asked(arguments, console), made_at) as told:
        left_out = _taken_in(told, arguments, console)
        told.write(out, lambda share: console.progress(f"{share:.0%}"))
        console.progress("")
        counted = {"workshops": told.n_workshops, "opportunities": told.n_opportunities}
    console.report({"path": str(out), **counted, "left_out": left_out})
    console.say(
        console.words.plural(
            "{path} is written, with {n} workshop.",
            "{path} is written, with {n} workshops.",
            counted["workshops"],
            path=out,
        )
    )
    return 0


@contextlib.contextmanager
def _swept_seldom() -> Iterator[None]:
    """In the block Python looks through its objects for what nobody needs any more less often:
    a workshop is many of them, none of which holds itself.
    """
    usual = gc.get_threshold()
    gc.set_threshold(20_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _taken_in(told: Portfolio, arguments: Namespace, console: Console) -> list[dict[str, str]]:
    """What is left out of a portfolio once everything else is in it."""
    words, undecided = console.words, Undecided()
    left_out = []
    gathering = Gathering(arguments.workshops, TOLD_KINDS)
    for n, (place, found) in enumerate(gathering, start=1):
        console.progress(words("Workshops read: {n} of {all}", n=n, all=len(gathering)))
        if isinstance(found, FileRefused):
            console.progress("")
            console.complain(found)
            left_out.append({"path": str(place), "code": found.code})
            continue
        disclosure, given_away = given_away_in(arguments, found)
        undecided.add(given_away, found, place, words)
        if not undecided:
            told.add(found, disclosure)
    console.progress("")
    if gathering.can_be_overheard:
        console.warn_of_listeners()
    undecided.refuse(arguments.out, console)
    return left_out
