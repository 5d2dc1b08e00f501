"""`serve`: the room is open to phones, without a window, until it is stopped."""

import queue
import signal
import sys
import threading
import traceback
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from worldcafe.cli.console import Console
from worldcafe.cli.printing import room_named
from worldcafe.document import Document
from worldcafe.domain.model import CafeTable
from worldcafe.domain.refusal import FileRefused
from worldcafe.lan import Role, Room, Scope, Wifi, spelt

if TYPE_CHECKING:
    from worldcafe.prints.photos import Photos

_LOOKS_EVERY_SECONDS = 1.0
_HEARS_EVERY_SECONDS = 0.2
"""Of other desks; phones are told twice a second."""
_TURN_SECONDS = 0.002
"""How long one thread may keep the interpreter from another: with Python's own five
milliseconds the one that waits for the disk waits so long at each of a dozen steps, and much
less would be spent on changing turns.
"""
_TOLD_EVERY = 20
"""Wrong codes after which it is said again that there are some."""


def serve(arguments: Namespace, console: Console) -> int:
    """Say where everything is, then serve until a signal comes."""
    sys.setswitchinterval(_TURN_SECONDS)
    due: queue.SimpleQueue[None] = queue.SimpleQueue()
    with console.opened(arguments.file) as document, _stopped_by_signals(due) as stopped:
        place = room_named(arguments.room, document.workshop)
        room = Room(
            document,
            _photos,
            host=arguments.host,
            port=arguments.port,
            wifi=Wifi(*arguments.wifi),
            place=place,
            wake=lambda: due.put(None),
            on_defect=lambda defect: _own_up(defect, console),
        )
        try:
            console.report(room.as_json())
            _say(room, document.workshop.tables_in(place), console)
            sys.stdout.flush()
            _work(room, document, due, stopped, console)
        finally:
            room.close()
    return 0


def _photos() -> "Photos":
    from worldcafe.prints.photos import Photos  # Qt, for the first photo

    return Photos()


def _work(
    room: Room,
    document: Document,
    due: "queue.SimpleQueue[None]",
    stopped: threading.Event,
    console: Console,
) -> None:
    told = 0
    patience = _HEARS_EVERY_SECONDS if document.server else _LOOKS_EVERY_SECONDS
    while not stopped.is_set():
        try:
            due.get(timeout=patience)
        except queue.Empty:
            document.snapshot_if_due()
        _hear(document, console)
        while room.work_off() and not stopped.is_set():
            pass
        n = room.n_wrong_codes
        if n >= told + _TOLD_EVERY:
            told = n
            console.complain_in_words(
                console.words.plural(
                    "{n} wrong code was tried since the room was opened.",
                    "{n} wrong codes were tried since the room was opened.",
                    n,
                )
            )


def _hear(document: Document, console: Console) -> None:
    """Take in what other desks did; say once that their server is lost, and look for it."""
    server = document.server
    if server is None:
        return
    was_lost = server.is_lost
    try:
        if was_lost:
            server.renew()
        if server.heard() or was_lost:
            document.catch_up()
    except FileRefused as refusal:
        if not was_lost:
            console.complain(refusal)


def _own_up(defect: Exception, console: Console) -> None:
    """Where a mistake of ours happened, and nothing of what it happened with."""
    *_, last = traceback.extract_tb(defect.__traceback__)
    what = f"{type(defect).__name__}, {Path(last.filename).name}:{last.lineno}"
    console.complain_in_words(
        console.words("worldcafe has made a mistake; please report it: {what}", what=what)
    )


@contextmanager
def _stopped_by_signals(due: "queue.SimpleQueue[None]") -> Iterator[threading.Event]:
    """An event that is set when somebody asks the program to end."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()
        due.put(None)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say(room: Room, tables: Iterable[CafeTable], console: Console) -> None:
    words, say = console.words, console.say
    say(words("The room is open at {url}", url=room.url))
    say(words("Room: {url}", url=room.url_of(Scope(Role.ROOM))))
    for table in tables:
        scope = Scope(Role.TABLE, table.id)
        code, url = spelt(room.code_of(scope)), room.url_of(scope)
        say(words("Table {number}: {code}  {url}", number=table.number, code=code, url=url))
    say(words("Facilitator: {url}", url=room.url_of(Scope(Role.FACILITATOR))))
    say(words("Wall: {url}", url=room.url_of(Scope(Role.WALL))))
    say(words("Ctrl+C closes it."))
