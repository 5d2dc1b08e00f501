"""How the room bears many phones: acknowledgements, a change of round, commits a second.

`python3 packaging/dev.py bench phones` prints the rows of docs/measurements.md. Server, phones
and the bare baseline run on the same machine, each in a process of its own. On a machine that
has something else to do, `ionice -c1 -n0 chrt -r 30` gives them what they would have on one
that has not.
"""

import asyncio
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from light_phones import Line, outbox, read, said

from worldcafe.document import Document
from worldcafe.document.rows import columns, row_of
from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    ImportParticipants,
    PutRound,
    PutTable,
)
from worldcafe.domain.model import CafeTable, Contribution, Participant, Round, Seat
from worldcafe.domain.vocabulary import Kind
from worldcafe.lan import Codes, Role, Scope
from worldcafe.lan.addresses import private_addresses
from worldcafe.lan.gateway import AT_ONCE

N_TABLES, N_PEOPLE = 250, 1_200
HOST = next(iter(private_addresses()), "127.0.0.1")
FIELDS = {
    "kind": "opportunity", "lang": "fr", "modality": "south_south",
    "title": "Échange entre municipalités sur l’économie informelle",
    "description": "Accueillir une équipe pendant deux semaines et adapter la méthode. " * 3,
    "themes": ["informal_economy", "job_creation"],
    "partners": [{"name": "Dakar", "city": "Dakar", "country": "SN", "role": "provider"}],
    "next_step": {"text": "Écrire au maire", "owner": "Awa Rakotomalala"},
}  # fmt: skip

QUIET_SECONDS = 10
"""After a change of round, in which it is looked what those who wait cost."""
WINDOW = Path(__file__).with_name("phone_window.py")

Phones = Callable[[dict[str, Any]], Coroutine[Any, Any, list[float]]]
Row = tuple[str, str, str, str]


def main(names: Sequence[str] = ()) -> None:
    """Measure everything once, or what is named, and print the rows."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name
        made = _make(Path(name) / "room.worldcafe")
        for measure in map(MEASURES.get, names or MEASURES):
            assert measure is not None
            found = measure(made)
            for row in [found] if isinstance(found, tuple) else found:
                print(f"| {' | '.join(row)} |", flush=True)


def _make(path: Path) -> dict[str, Any]:
    """A café of 250 tables and 1,200 people, with the codes of all of them."""
    people = tuple(
        Participant(id=f"p{n}", given_name=f"Given {n}", family_name=f"Family {n}",
                    languages=("fr", "en"))
        for n in range(N_PEOPLE)
    )  # fmt: skip
    with Document.create(path) as document:
        document.do(ImportParticipants(participants=people))
        for n in range(N_TABLES):
            document.do(PutTable(table=CafeTable(id=f"t{n}", number=n + 1, seats=8)))
        for n in range(2):
            document.do(PutRound(round=Round(id=f"r{n}", number=n + 1, question="What?")))
        seats = (
            Seat.of(person.id, f"t{(n + r * 7) % N_TABLES}", f"r{r}")
            for n, person in enumerate(people)
            for r in range(2)
        )
        document.do(AdoptSeatingPlan(seats=tuple(seats)))
        codes, workshop = Codes(document.secret()), document.workshop

        def code(role: Role, id: str = "") -> str:
            return codes.code_of(Scope(role, id), workshop)

        return {
            "path": str(path),
            "tables": [code(Role.TABLE, each) for each in workshop.tables],
            "people": [code(Role.PERSON, each) for each in workshop.participants],
            "facilitator": code(Role.FACILITATOR),
        }


# --- what phones do ----------------------------------------------------------------------


async def writing(told: dict[str, Any]) -> list[float]:
    """250 phones: a contribution every 15 s, drafts every 3 s, waiting for news meanwhile."""
    took: list[float] = []
    until = time.monotonic() + 30
    draft = {"type": "draft", "content": json.dumps({"fresh": FIELDS})}
    record = {"type": "record", "fields": FIELDS}

    async def phone(n: int, code: str) -> None:
        line, device = await Line.to(told["url"]), str(uuid.uuid4())
        await asyncio.sleep(3 * n / N_TABLES)
        turn, due = n, time.monotonic()
        while due < until:
            turn, due = turn + 1, due + 3
            item = draft if turn % 5 else record
            took.append(await line.took(outbox(told["url"], code, device, item)))
            await asyncio.sleep(due - time.monotonic())

    waiting = [asyncio.create_task(_follow(told["url"], each)) for each in told["tables"]]
    await asyncio.gather(*(phone(n, code) for n, code in enumerate(told["tables"])))
    for each in waiting:
        each.cancel()
    return took


async def _follow(url: str, code: str) -> None:
    """Wait for news as a page does, where the laptop has any to tell."""
    line, seq = await Line.to(url), 0
    while True:
        answer = await line.ask(read(f"/api/1/state?since={seq}", url, code))
        if b" 404 " in answer[:20]:
            return
        seq = said(answer)["seq"]


async def handing(told: dict[str, Any]) -> list[float]:
    """250 tables hand in within five seconds: when each of them was durable."""
    insight = {"type": "insight", "text": "Un dossier par enfant.", "lang": "fr"}
    lines = [await Line.to(told["url"]) for _ in told["tables"]]
    begun = time.perf_counter()

    async def table(n: int, code: str) -> float:
        await asyncio.sleep(5 * n / N_TABLES)
        device = str(uuid.uuid4())
        sent = outbox(told["url"], code, device, insight, {"type": "hand_in"})
        await lines[n].took(sent)
        return time.perf_counter() - begun

    return await asyncio.gather(*(table(n, code) for n, code in enumerate(told["tables"])))


async def following(told: dict[str, Any]) -> list[float]:
    """1,200 pages wait, the round changes: seconds until each shows the new table."""
    url, seen = told["url"], []

    async def page(code: str) -> None:
        line = await Line.to(url)
        seq = said(await line.ask(read("/api/1/state", url, code)))["seq"]
        seen.append(0.0)
        while True:
            answer = await line.ask(read(f"/api/1/state?since={seq}", url, code))
            shown = time.perf_counter()
            told_ = said(answer)
            seq = told_["seq"]
            if told_["clock"]["phase"] != "before" and len(seen) == len(told["people"]):
                at.append(shown)

    at: list[float] = []
    pages = [asyncio.create_task(page(code)) for code in told["people"]]
    while len(seen) < len(pages):
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    pocket = await Line.to(url)
    changed = time.perf_counter()
    await pocket.took(outbox(url, told["facilitator"], str(uuid.uuid4()), {"type": "next"}))
    while len(at) < len(pages):
        await asyncio.sleep(0.05)
    spent, begun = _spent(told["pid"]), time.monotonic()
    await asyncio.sleep(QUIET_SECONDS)
    share = (_spent(told["pid"]) - spent) / (time.monotonic() - begun)
    for each in pages:
        each.cancel()
    return [each - changed for each in at[: len(pages)]] + [share]


async def recording(told: dict[str, Any]) -> list[float]:
    """250 phones record as fast as they can for ten seconds."""
    took: list[float] = []
    until = time.monotonic() + 10
    record = {"type": "record", "fields": FIELDS}

    async def phone(code: str) -> None:
        line, device = await Line.to(told["url"]), str(uuid.uuid4())
        while time.monotonic() < until:
            took.append(await line.took(outbox(told["url"], code, device, record)))

    await asyncio.gather(*map(phone, told["tables"]))
    return took


# --- against what ------------------------------------------------------------------------


BARE = """
import asyncio, datetime, json, queue, sqlite3, sys, threading, time, zlib
from aiohttp import web

line = sqlite3.connect(sys.argv[1], isolation_level=None, check_same_thread=False)
line.executescript(
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
)
says_nothing, tables = json.loads(sys.argv[4]), json.loads(sys.argv[5])
add = f"INSERT INTO contribution VALUES ({', '.join('?' * len(says_nothing))})"
tell = "INSERT INTO history VALUES (?, ?, ?, ?, 'phone.table', 'do', NULL, 1, ?, ?, ?)"
keep = "INSERT OR REPLACE INTO draft VALUES (?, ?, 'r0', ?, ?, ?)"
say = (
    "INSERT INTO conversation (id, table_id, round_id, key_insight, key_insight_lang,"
    " note_taker_id, state, n_forgotten) VALUES (?, ?, 'r0', ?, 'fr', NULL, ?, 0)"
    " ON CONFLICT DO UPDATE SET state = excluded.state"
)
waiting = queue.SimpleQueue()

def cell(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value

def recorded(item, table, at, n):
    said = {**item["fields"], "id": item["id"], "table_id": table,
            "round_id": item["round_id"], "number": n, "recorded_at": at, "came_by": "phone"}
    edits = [["contribution", item["id"], None, said],
             ["numbering", "numbering", {"last": n - 1}, {"last": n}]]
    return [cell(each) for each in {**says_nothing, **said}.values()], edits

def work(loop):
    seq = line.execute("SELECT max(seq) FROM history").fetchone()[0]
    number = 0
    while True:
        batch = [waiting.get()]
        while not waiting.empty() and len(batch) < int(sys.argv[3]):
            batch.append(waiting.get())
        at = datetime.datetime.now(datetime.UTC).isoformat()
        line.execute("BEGIN IMMEDIATE")
        done = []
        for items, device, table, future in batch:
            for item in items:
                if item["type"] == "draft":
                    line.execute(keep, (device, table, device, item["content"], at))
                    continue
                if item["type"] == "record":
                    number += 1
                    row, edits = recorded(item, table, at, number)
                    line.execute(add, row)
                else:
                    edits = [["conversation", table, None, item]]
                    line.execute(say, (device, table, item.get("text", ""), item["type"]))
                seq += 1
                text = json.dumps(edits, ensure_ascii=False)
                asked = (f"phone-{device}", f"{device}/{item['id']}", item["type"])
                told = (seq, at, *asked, text)
                line.execute(tell, (*told, zlib.crc32(repr(told).encode())))
            done.append((future, seq))
        line.execute("UPDATE numbering SET last = ?", (number,))
        line.execute("COMMIT")
        loop.call_soon_threadsafe(lambda done=done: [f.set_result(n) for f, n in done])

async def outbox(request):
    items = (await request.json())["items"]
    future = asyncio.get_running_loop().create_future()
    table = tables[request.headers["X-Cafe-Code"]]
    waiting.put((items, request.headers["X-Cafe-Device"], table, future))
    seq = await future
    done = [{"id": item["id"], "ok": True, "seq": seq} for item in items]
    return web.json_response({"done": done, "now": round(time.time() * 1000)})

async def main():
    application = web.Application()
    application.add_routes([web.post("/api/1/outbox", outbox)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, sys.argv[2], 0)
    await site.start()
    threading.Thread(target=work, args=(asyncio.get_running_loop(),), daemon=True).start()
    host, port = site._server.sockets[0].getsockname()[:2]
    print(json.dumps({"url": f"http://{host}:{port}/"}), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def commits(made: dict[str, Any]) -> Row:
    """Contributions a second, each acknowledged once it is durable."""
    bare, ours = (
        _measured(command, made, recording) for command in (_bare(made), _serve(made))
    )
    ratio = len(ours.took) / len(bare.took)
    work = [1000 * each.spent / len(each.took) for each in (bare, ours)]
    measured = (
        f"{ratio:.2f}× ({len(ours.took) / 10:.0f}/s, p99 {_p99(ours.took)}); processor for"
        f" each {work[0]:.2f} and {work[1]:.2f} ms, {work[0] / work[1]:.2f}×"
    )
    return (
        "contributions a second from 250 phones, durable",
        f"aiohttp + bare SQLite, the same tables, grouped ({len(bare.took) / 10:.0f}/s)",
        measured,
        "≥ 0.7×",
    )


def a_talk(made: dict[str, Any]) -> Iterator[Row]:
    """A lively talk at 250 tables."""
    for name, command in _ways(made):
        found = _measured(command, made, writing)
        measured = (
            f"median {_ms(statistics.median(found.took))}, p99 {_p99(found.took)};"
            f" {found.share:.0%} of a core{found.pauses}"
        )
        yield (
            f"250 phones: contribution every 15 s, drafts every 3 s, all following; {name}",
            f"{len(found.took)} acknowledgements in 30 s",
            measured,
            "p99 ≤ 100 ms, pause ≤ 50 ms",
        )


def handing_in(made: dict[str, Any]) -> Iterator[Row]:
    """All tables at once."""
    for name, command in _ways(made):
        found = _measured(command, made, handing)
        yield (
            f"250 tables hand in within 5 s; {name}",
            "",
            f"all durable after {max(found.took):.2f} s{found.pauses}",
            "6 s, pause ≤ 100 ms",
        )


def a_change_of_round(made: dict[str, Any]) -> Row:
    """Everybody looks where to go."""
    *took, share = _measured(_serve(made), made, following).took
    middle = statistics.median(took)
    measured = (
        f"median {middle:.2f} s, last {max(took):.2f} s;"
        f" {share:.0%} of a core in the {QUIET_SECONDS} s after"
    )
    return (
        "1,200 pages show the new table after a change of round",
        "",
        measured,
        "≤ 3 s, ≤ 25 %",
    )


def _ways(made: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The bare server, ours alone, and ours beside a window that shows the live page."""
    yield "aiohttp + bare SQLite", _bare(made)
    yield "`serve`", _serve(made)
    yield "the desk’s window", (sys.executable, str(WINDOW), made["path"], HOST)


def _bare(made: dict[str, Any]) -> tuple[str, ...]:
    nothing = Contribution(
        id="-", kind=Kind.OPPORTUNITY, table_id="t0", round_id="r0", title="-"
    )
    cells = dict(zip(columns(Contribution), row_of(nothing), strict=True))
    tables = {code: f"t{n}" for n, code in enumerate(made["tables"])}
    given = (str(AT_ONCE), json.dumps(cells), json.dumps(tables))
    return (sys.executable, "-c", BARE, made["path"], HOST, *given)


def _serve(made: dict[str, Any]) -> tuple[str, ...]:
    return (sys.executable, "-m", "worldcafe", "serve", made["path"], "--host", HOST, "--json")


@dataclass(frozen=True)
class Found:
    """What phones measured, and what it cost."""

    took: list[float]
    spent: float
    """Seconds of the processor that the server had."""
    seconds: float
    pause: float | None
    """The longest of the window, in milliseconds, where there is one."""

    @property
    def share(self) -> float:
        """Of a core."""
        return self.spent / self.seconds

    @property
    def pauses(self) -> str:
        """What a row says of the window."""
        return (
            "" if self.pause is None else f"; longest pause of the window {self.pause:.0f} ms"
        )


def _measured(command: tuple[str, ...], made: dict[str, Any], phones: Phones) -> Found:
    """What phones in a process of their own measured of a server that works on a fresh copy."""
    with tempfile.TemporaryDirectory() as name:
        path = shutil.copy(made["path"], Path(name) / "room.worldcafe")
        command = tuple(str(path) if each == made["path"] else each for each in command)
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            assert server.stdin is not None
            told = {**made, "url": json.loads(server.stdout.readline())["url"]}
            told["pid"] = server.pid
            answers: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
            process = multiprocessing.Process(target=_in_process, args=(phones, told, answers))
            spent, begun = _spent(server.pid), time.monotonic()
            process.start()
            took = answers.get()
            spent, seconds = _spent(server.pid) - spent, time.monotonic() - begun
            process.join()
            pause = None
            if str(WINDOW) in command:
                server.stdin.write("\n")
                server.stdin.flush()
                pause = float(server.stdout.readline())
            server.kill()
    return Found(took, spent, seconds, pause)


def _in_process(phones: Phones, told: dict[str, Any], answers: Any) -> None:
    answers.put(asyncio.run(phones(told)))


def _spent(pid: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _p99(seconds: list[float]) -> str:
    return _ms(sorted(seconds)[int(len(seconds) * 0.99)])


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


MEASURES: dict[str, Callable[[dict[str, Any]], Row | Iterator[Row]]] = {
    each.__name__: each for each in (commits, a_talk, handing_in, a_change_of_round)
}

if __name__ == "__main__":
    main(sys.argv[1:])
