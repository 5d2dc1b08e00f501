"""A workshop's room that is open to phones, and phones that ask over a real connection."""

import contextlib
import http.client
import itertools
import json
import random
import threading
import uuid
from typing import NamedTuple

from worldcafe.lan import Role, Room, Scope
from worldcafe.lan.addresses import private_addresses
from worldcafe.prints.photos import Photos

HOST = next(iter(private_addresses()), "127.0.0.1")
"""A network address: what a browser may do at 127.0.0.1 says nothing of a room."""


class Answer(NamedTuple):
    """What the laptop said."""

    status: int
    said: object
    headers: dict[str, str]


def ask(url, path, code="", body=None, *, device="", headers=(), method="", seconds=60):
    """Ask once, over a connection of its own, and wait for the answer."""
    host = url.split("/")[2]
    sent = {"X-Cafe-Code": code, "X-Cafe-Device": device, **dict(headers)}
    content = body if isinstance(body, bytes) else body and json.dumps(body).encode()
    with contextlib.closing(http.client.HTTPConnection(host, timeout=seconds)) as line:
        way = method or ("GET" if body is None else "POST")
        named = {name: value for name, value in sent.items() if value}
        line.request(way, path if path.startswith("/") else f"/api/1/{path}", content, named)
        answer = line.getresponse()
        said = answer.read()
        told = dict(answer.getheaders())
        if "json" in told.get("Content-Type", ""):
            said = json.loads(said)
        return Answer(answer.status, said, told)


def port_of_its_own():
    """A port that no workshop draws by lot: one that is closed for a while is not taken by a
    room that another test opens meanwhile.
    """
    return random.randrange(10_000, 32_000)


class OpenRoom:
    """An open room whose document belongs to the thread of the test."""

    def __init__(self, document, **options):
        self.document = document
        own = document.workshop.phones.port or port_of_its_own()
        self._due = threading.Event()
        self.defects = []
        self.room = Room(
            document,
            Photos,
            wake=self._due.set,
            on_defect=self.defects.append,
            **{"host": HOST, "port": own, **options},
        )

    def while_running(self, *jobs):
        """Run these in threads of their own and work off what they ask for; their results."""
        results = [None] * len(jobs)

        def run(n, job):
            try:
                results[n] = job()
            finally:
                self._due.set()

        threads = [threading.Thread(target=run, args=(n, job)) for n, job in enumerate(jobs)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            self._due.wait(1)
            self._due.clear()
            while self.room.work_off():
                pass
        for thread in threads:
            thread.join()
        return results

    def ask(self, path, code="", body=None, **more):
        """What the laptop answers."""
        (answer,) = self.while_running(lambda: ask(self.room.url, path, code, body, **more))
        assert answer is not None
        return answer

    def phone(self, role, id="", device=""):
        """A phone with the code of this role."""
        return Phone(
            self, self.room.code_of(Scope(Role(role), id)), device or str(uuid.uuid4())
        )

    def close(self):
        self.room.close()
        assert not self.defects


class Phone:
    """Somebody's phone: it numbers what it sends, and keeps nothing."""

    def __init__(self, room, code, device):
        self.room, self.code, self.device = room, code, device

    def ask(self, path, body=None, **more):
        return self.room.ask(path, self.code, body, device=self.device, **more)

    def state(self, **more):
        return self.ask("state", **more).said

    def send(self, *items):
        """Send these at once; the answer to each."""
        answer = self.ask("outbox", {"items": list(items)})
        assert answer.status == 200, answer
        return answer.said["done"]

    def do(self, type, **said):
        """Send one thing; the answer to it."""
        return self.send(item(type, **said))[0]


_NUMBERS = itertools.count(1)


def item(type, **said):
    """Something to send, under an id of its own."""
    return {"id": f"item-{next(_NUMBERS):08}", "type": type, "round_id": "r1", "at": 1, **said}
