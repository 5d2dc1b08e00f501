"""How the room bears many phones: acknowledgements, a change of round, commits a second.

`python3 packaging/dev.py bench phones` prints the rows of docs/measurements.md. Server, phones
and the bare baseline run on the same machine, each in a process of its own.
"""

import asyncio
import contextlib
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp

from worldcafe.document import Document
from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    ImportParticipants,
    PutRound,
    PutTable,
)
from worldcafe.domain.model import CafeTable, Participant, Round, Seat
from worldcafe.lan import Codes, Role, Scope
from worldcafe.lan.addresses import private_addresses

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

Phones = Callable[[dict[str, Any]], Coroutine[Any, Any, list[float]]]


def main() -> None:
    """Measure everything once and print the rows."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name
        made = _make(Path(name) / "room.worldcafe")
        for row in (commits(made), a_talk(made), handing_in(made), a_change_of_round(made)):
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


async def _post(
    session: aiohttp.ClientSession, code: str, device: str, *items: dict[str, Any]
) -> float:
    """The seconds until these were acknowledged."""
    headers = {"X-Cafe-Code": code, "X-Cafe-Device": device}
    body = {"items": [{"id": str(uuid.uuid4()), "round_id": "r0", **each} for each in items]}
    begun = time.perf_counter()
    async with session.post("/api/1/outbox", json=body, headers=headers) as answer:
        said = await answer.json()
    assert all(each["ok"] for each in said["done"]), said
    return time.perf_counter() - begun


async def _session(run: Callable[[aiohttp.ClientSession], Any], url: str) -> Any:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(url, connector=connector) as session:
        return await run(session)


async def writing(told: dict[str, Any]) -> list[float]:
    """250 phones: a contribution every 15 s, drafts every 3 s, waiting for news meanwhile."""
    took: list[float] = []
    until = time.monotonic() + 30

    async def phone(session: aiohttp.ClientSession, n: int, code: str) -> None:
        device = str(uuid.uuid4())
        await asyncio.sleep(3 * n / N_TABLES)
        turn = n
        while time.monotonic() < until:
            turn += 1
            draft = {"type": "draft", "content": json.dumps({"fresh": FIELDS})}
            record = {"type": "record", "fields": FIELDS}
            took.append(await _post(session, code, device, draft if turn % 5 else record))
            await asyncio.sleep(3)

    async def news(session: aiohttp.ClientSession, code: str) -> None:
        seq = 0
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                headers = {"X-Cafe-Code": code}
                path = f"/api/1/state?since={seq}"
                async with session.get(path, headers=headers) as answer:
                    seq = (await answer.json())["seq"]

    async def run(session: aiohttp.ClientSession) -> None:
        waiting = [asyncio.create_task(news(session, code)) for code in told["tables"]]
        await asyncio.gather(*(phone(session, n, c) for n, c in enumerate(told["tables"])))
        for each in waiting:
            each.cancel()

    await _session(run, told["url"])
    return took


async def handing(told: dict[str, Any]) -> list[float]:
    """250 tables hand in within five seconds: when each of them was durable."""
    begun = time.perf_counter()

    async def table(session: aiohttp.ClientSession, n: int, code: str) -> float:
        await asyncio.sleep(5 * n / N_TABLES)
        insight = {"type": "insight", "text": "Un dossier par enfant.", "lang": "fr"}
        await _post(session, code, str(uuid.uuid4()), insight, {"type": "hand_in"})
        return time.perf_counter() - begun

    async def run(session: aiohttp.ClientSession) -> list[float]:
        tables = enumerate(told["tables"])
        return list(await asyncio.gather(*(table(session, n, code) for n, code in tables)))

    return list(await _session(run, told["url"]))


async def following(told: dict[str, Any]) -> list[float]:
    """1,200 pages wait, the round changes: seconds until each shows the new table."""
    changed = [0.0]

    async def page(session: aiohttp.ClientSession, code: str, ready: asyncio.Event) -> float:
        headers = {"X-Cafe-Code": code}
        async with session.get("/api/1/state", headers=headers) as answer:
            seq = (await answer.json())["seq"]
        ready.set()
        while True:
            async with session.get(f"/api/1/state?since={seq}", headers=headers) as answer:
                said = await answer.json()
            seq = said["seq"]
            if said["clock"]["phase"] != "before":
                return time.perf_counter() - changed[0]

    async def run(session: aiohttp.ClientSession) -> list[float]:
        readies = [asyncio.Event() for _ in told["people"]]
        pages = [
            asyncio.create_task(page(session, code, ready))
            for code, ready in zip(told["people"], readies, strict=True)
        ]
        for ready in readies:
            await ready.wait()
        await asyncio.sleep(1)
        changed[0] = time.perf_counter()
        await _post(session, told["facilitator"], str(uuid.uuid4()), {"type": "next"})
        return list(await asyncio.gather(*pages))

    return list(await _session(run, told["url"]))


async def recording(told: dict[str, Any]) -> list[float]:
    """250 phones record as fast as they can for ten seconds."""
    took: list[float] = []
    until = time.monotonic() + 10

    async def phone(session: aiohttp.ClientSession, code: str) -> None:
        device = str(uuid.uuid4())
        while time.monotonic() < until:
            took.append(
                await _post(session, code, device, {"type": "record", "fields": FIELDS})
            )

    async def run(session: aiohttp.ClientSession) -> None:
        await asyncio.gather(*(phone(session, code) for code in told["tables"]))

    await _session(run, told["url"])
    return took


# --- against what ------------------------------------------------------------------------


BARE = """
import asyncio, json, queue, sqlite3, sys, threading
from aiohttp import web

line = sqlite3.connect(sys.argv[1], isolation_level=None, check_same_thread=False)
line.executescript(
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
    "CREATE TABLE c (id TEXT PRIMARY KEY, place TEXT, fields TEXT);"
    "CREATE TABLE history (seq INTEGER PRIMARY KEY, edits TEXT);"
)
waiting = queue.SimpleQueue()

def work(loop):
    while True:
        batch = [waiting.get()]
        while not waiting.empty() and len(batch) < 64:
            batch.append(waiting.get())
        line.execute("BEGIN IMMEDIATE")
        for items, _ in batch:
            for item in items:
                text = json.dumps(item["fields"])
                row = (item["id"], "t", text)
                line.execute("INSERT OR IGNORE INTO c VALUES (?, ?, ?)", row)
                line.execute("INSERT INTO history (edits) VALUES (?)", (text,))
        line.execute("COMMIT")
        done = [future for _, future in batch]
        loop.call_soon_threadsafe(lambda done=done: [f.set_result(None) for f in done])

async def outbox(request):
    items = (await request.json())["items"]
    future = asyncio.get_running_loop().create_future()
    waiting.put((items, future))
    await future
    return web.json_response({"done": [{"id": item["id"], "ok": True} for item in items]})

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


def commits(made: dict[str, Any]) -> tuple[str, str, str, str]:
    """Contributions a second, each acknowledged once it is durable."""
    with tempfile.TemporaryDirectory() as name:
        command = (sys.executable, "-c", BARE, str(Path(name) / "bare.db"), HOST)
        bare, _ = _measured(command, made, recording)
    ours, _ = _measured(_serve(made), made, recording)
    per_second = [len(each) / 10 for each in (bare, ours)]
    return (
        "contributions a second from 250 phones, durable",
        f"aiohttp + bare SQLite, commits grouped ({per_second[0]:.0f}/s)",
        f"{per_second[1] / per_second[0]:.2f}× ({per_second[1]:.0f}/s, p99 {_p99(ours)})",
        "≥ 0.7×",
    )


def a_talk(made: dict[str, Any]) -> tuple[str, str, str, str]:
    """A lively talk at 250 tables."""
    took, share = _measured(_serve(made), made, writing)
    return (
        "250 phones: contribution every 15 s, drafts every 3 s, all following",
        f"{len(took)} acknowledgements in 30 s",
        f"median {_ms(statistics.median(took))}, p99 {_p99(took)}; {share:.0%} of a core",
        "p99 ≤ 100 ms",
    )


def handing_in(made: dict[str, Any]) -> tuple[str, str, str, str]:
    """All tables at once."""
    took, _ = _measured(_serve(made), made, handing)
    return ("250 tables hand in within 5 s", "", f"all durable after {max(took):.2f} s", "6 s")


def a_change_of_round(made: dict[str, Any]) -> tuple[str, str, str, str]:
    """Everybody looks where to go."""
    took, _ = _measured(_serve(made), made, following)
    middle, last = statistics.median(took), max(took)
    return (
        "1,200 pages show the new table after a change of round",
        "",
        f"median {middle:.2f} s, last {last:.2f} s",
        "≤ 3 s",
    )


def _serve(made: dict[str, Any]) -> tuple[str, ...]:
    return (sys.executable, "-m", "worldcafe", "serve", made["path"], "--host", HOST, "--json")


def _measured(
    command: tuple[str, ...], made: dict[str, Any], phones: Phones
) -> tuple[list[float], float]:
    """What phones in a process of their own measured, and the server's share of a core."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = {**made, "url": json.loads(server.stdout.readline())["url"]}
        answers: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
        spent, begun = _spent(server.pid), time.monotonic()
        process = multiprocessing.Process(target=_in_process, args=(phones, told, answers))
        process.start()
        took = answers.get()
        share = (_spent(server.pid) - spent) / (time.monotonic() - begun)
        process.join()
        server.kill()
    return took, share


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


if __name__ == "__main__":
    main()
