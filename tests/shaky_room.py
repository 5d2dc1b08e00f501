"""A room on a line that delays, stalls and cuts, and a laptop that is killed again and again.

`python3 packaging/dev.py prove room` does it at length; a test does a little of it.
"""

import asyncio
import contextlib
import json
import random
import signal
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from open_room import HOST, port_of_its_own
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import ChoosePort
from worldcafe.lan import Role, Scope
from worldcafe.lan.codes import Codes

LONGEST_DELAY = 0.8
CUT, STALLED = 0.2, 0.02
"""Of the requests: one in five is cut, half of them before and half after the laptop did what
it was asked; one in fifty is left hanging until whoever asked gives up.
"""
CUTS = ("cut before", "cut within", "cut after", "cut after")
PATIENCE = 5.0
"""Seconds after which a phone gives up waiting, and asks again."""
BROKEN = (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError)


@dataclass(frozen=True)
class Trial:
    """How much is tried, and by what luck."""

    n_phones: int = 50
    n_each: int = 200
    n_kills: int = 100
    seed: int = 2027

    @property
    def n(self) -> int:
        """Contributions in all."""
        return self.n_phones * self.n_each


@dataclass
class Tally:
    """What happened on the way."""

    fates: Counter[str] = field(default_factory=Counter)
    n_sent: int = 0
    """Contributions that reached the laptop, those that came again among them."""
    n_kills: int = 0
    seconds: float = 0.0


class ShakyLine:
    """A proxy between phones and laptop: it delays, stalls, and cuts before or after."""

    def __init__(self, port: Callable[[], int], chance: random.Random, tally: Tally) -> None:
        self._port, self._chance, self._tally = port, chance, tally
        self._cuts: list[str] = []

    async def carry(self, phone: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One request there, and its answer back; or not."""
        # What still stalls when all is told is broken off.
        with contextlib.suppress(*BROKEN, asyncio.CancelledError), contextlib.closing(back):
            request = await message(phone)
            fate = self._fate()
            await asyncio.sleep(self._chance.uniform(0, LONGEST_DELAY))
            if fate == "cut before":
                self._tally.fates[fate] += 1
                return
            if fate == "cut within":
                request = request[: self._chance.randrange(1, len(request))]
            laptop, there = await asyncio.open_connection(HOST, self._port())
            self._tally.fates[fate] += 1
            with contextlib.closing(there):
                there.write(request)
                await there.drain()
                if fate == "cut within":
                    return
                if fate == "stalled":
                    await asyncio.sleep(2 * PATIENCE)
                self._tally.n_sent += request.count(b'"type"')
                answer = await message(laptop)
            if fate != "cut after":
                back.write(answer)
                await back.drain()

    def _fate(self) -> str:
        met = self._chance.random()
        if met < CUT:
            if not self._cuts:  # each in its turn, however few requests there are
                self._cuts = self._chance.sample(CUTS, len(CUTS))
            return self._cuts.pop()
        return "stalled" if met < CUT + STALLED else "arrived"


async def message(reader: asyncio.StreamReader) -> bytes:
    """A whole request or answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(line for line in lines if line.startswith(b"content-length:"))
    return head + await reader.readexactly(int(length.partition(b":")[2]))


class Phone:
    """Keeps what it wrote until it is acknowledged, and sends it as often as that takes."""

    def __init__(self, number: int, code: str, trial: Trial) -> None:
        self._chance = random.Random(f"{trial.seed}/{number}")
        self.device = str(uuid.UUID(int=self._chance.getrandbits(128)))
        self.table_id = f"t{number % 2 + 1}"
        self._code = code
        self.written = [
            {"id": f"{number:04}-{n:06}", "type": "record", "round_id": "r1", "at": n,
             "fields": {"title": f"{number}.{n}"}}
            for n in range(trial.n_each)
        ]  # fmt: skip
        self.n_acknowledged = 0

    async def send_all(self, host: Callable[[], str], line: int) -> None:
        """Until everything is acknowledged."""
        while self.n_acknowledged < len(self.written):
            begin = self.n_acknowledged
            sent = self.written[begin : begin + self._chance.randrange(1, 9)]
            try:
                async with asyncio.timeout(PATIENCE):
                    done = await self._ask(host(), line, sent)
            except BROKEN:
                await asyncio.sleep(self._chance.uniform(0, 0.2))
                continue
            assert [each["id"] for each in done] == [each["id"] for each in sent]
            assert all(each["ok"] for each in done), done
            self.n_acknowledged += len(sent)

    async def _ask(self, host: str, line: int, sent: list[dict[str, Any]]) -> Any:
        body = json.dumps({"items": sent}).encode()
        head = (
            f"POST /api/1/outbox HTTP/1.1\r\nHost: {host}\r\nX-Cafe-Code: {self._code}\r\n"
            f"X-Cafe-Device: {self.device}\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        reader, writer = await asyncio.open_connection(HOST, line)
        with contextlib.closing(writer):
            writer.write(head.encode() + body)
            answer = await message(reader)
        head, _, said = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(answer)  # what it says then is that it comes again
        return json.loads(said)["done"]


class Laptop:
    """`worldcafe serve` on a file, killed at any moment and started again at the same port."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.port = 0
        self.host = ""
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        command = ("-m", "worldcafe", "serve", str(self._path), "--host", HOST, "--json")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdout=asyncio.subprocess.PIPE
        )
        assert self._process.stdout is not None
        told = json.loads(await self._process.stdout.readline())
        self.host = told["url"].split("/")[2]
        port = int(self.host.rpartition(":")[2])
        assert self.port in (0, port)
        self.port = port

    async def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()


def prove(path: Path, trial: Trial) -> Tally:
    """Let all of it happen, then look whether each contribution is there once and in order."""
    with Document.create(path) as document:
        build(document)
        document.do(ChoosePort(port=port_of_its_own()))
        codes, workshop = Codes(document.secret()), document.workshop
    phones = [
        Phone(n, codes.code_of(Scope(Role.TABLE, f"t{n % 2 + 1}"), workshop), trial)
        for n in range(trial.n_phones)
    ]
    tally, begun = Tally(), time.monotonic()
    asyncio.run(_happen(Laptop(path), phones, trial, tally))
    tally.seconds = time.monotonic() - begun
    with Document.open(path) as document:
        check(document, phones)
    return tally


async def _happen(laptop: Laptop, phones: list[Phone], trial: Trial, tally: Tally) -> None:
    chance = random.Random(trial.seed)
    shaky = ShakyLine(lambda: laptop.port, chance, tally)
    await laptop.start()
    line = await asyncio.start_server(shaky.carry, HOST, 0)
    port = line.sockets[0].getsockname()[1]
    sending = [asyncio.create_task(each.send_all(lambda: laptop.host, port)) for each in phones]
    for due in _moments(trial, chance):
        while sum(each.n_acknowledged for each in phones) < due:
            failed = [each for each in sending if each.done() and each.exception()]
            assert not failed, failed[0].exception()
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0, 0.1))
        await laptop.kill()
        tally.n_kills += 1
        await laptop.start()
    await asyncio.gather(*sending)
    line.close()
    await laptop.kill()


def _moments(trial: Trial, chance: random.Random) -> Iterator[int]:
    """After how many acknowledgements it is killed each time: always after some more."""
    step = trial.n // (trial.n_kills + 1)
    for n in range(1, trial.n_kills + 1):
        yield n * step - chance.randrange(step // 2)


def check(document: Document, phones: list[Phone]) -> None:
    """Nothing is lost, nothing is there twice, the order of each device is kept."""
    found = sorted(document.workshop.contributions.values(), key=lambda each: each.number or 0)
    n = sum(len(each.written) for each in phones)
    assert [each.number for each in found] == list(range(1, n + 1))
    for phone in phones:
        ids = [each["id"] for each in phone.written]
        own = set(ids)
        kept = [each for each in found if each.id in own]
        assert [each.id for each in kept] == ids
        assert {each.table_id for each in kept} == {phone.table_id}
    query = "SELECT request FROM history WHERE command = 'RecordContribution' ORDER BY seq"
    requests = [request for (request,) in document._store.read(query)]
    assert len(requests) == len(set(requests)) == n
    assert not document.examine().differences


def main() -> None:
    """All of it once; the row of `docs/measurements.md`."""
    trial = Trial()
    with tempfile.TemporaryDirectory() as folder:
        tally = prove(Path(folder) / "café.worldcafe", trial)
    fates = ", ".join(f"{n:,} {name}" for name, n in sorted(tally.fates.items()))
    sys.stdout.write(
        f"{trial.n:,} contributions from {trial.n_phones} phones, {tally.n_kills} kills:"
        f" nothing lost, nothing twice, order kept. Requests: {fates};"
        f" {tally.n_sent:,} contributions reached the laptop. {tally.seconds:.0f} s\n"
    )


if __name__ == "__main__":
    main()
