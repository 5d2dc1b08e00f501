"""The HTTP server: routes, who may use them, and answers. It runs in a loop of its own.

Nothing here changes a workshop: what devices ask for goes through the gateway. The interface is
described in `description` and explained in docs/lan.md.
"""

import asyncio
import datetime as dt
import logging
import re
import socket
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import islice
from typing import Any, Protocol

from aiohttp import web

from worldcafe import __version__
from worldcafe.domain.command import Asked
from worldcafe.domain.commands import AddAttachments
from worldcafe.domain.finding import People
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Attachment
from worldcafe.domain.refusal import FileRefused, Refusal, RuleBroken, refuse
from worldcafe.lan import answers, guards
from worldcafe.lan.codes import Codes, Role, Scope
from worldcafe.lan.digests import Digests, me
from worldcafe.lan.form import Completions, Forms
from worldcafe.lan.gateway import Gateway
from worldcafe.lan.news import News
from worldcafe.lan.readers import Reader, Shown
from worldcafe.lan.requests import MOST_ITEMS, Message, Sender, read_item
from worldcafe.wording.languages import TRANSLATED
from worldcafe.wording.phone import texts
from worldcafe.wording.words import Words

MAKING_ROOM = 32
"""Idle connections that end for new ones where there are as many as there may be."""
MOST_FOUND = 8
LEAST_LETTERS = 3
CODE, DEVICE = "X-Cafe-Code", "X-Cafe-Device"
_DEVICE = re.compile(r"[0-9A-Za-z-]{8,64}")
_HEADERS = {**guards.HEADERS, "Cache-Control": "no-store"}
"""Of what is answered below `/api`: no browser keeps it."""
Json = dict[str, Any]
Handler = Callable[["Call"], Awaitable[web.StreamResponse]]


class Pictures(Protocol):
    """What reads photos; it needs libraries that the server does without."""

    def kept(
        self, content: bytes, place: tuple[str, str], at: dt.datetime
    ) -> tuple[Attachment, bytes]:
        """The photo as it is kept, written anew. Raises `FileRefused` if it is none."""

    def small(self, content: bytes) -> bytes:
        """A small one to look at."""


@dataclass(frozen=True)
class Call:
    """A request of somebody who may make it."""

    request: web.Request
    scope: Scope
    device: str
    mark: str = ""

    @cached_property
    def words(self) -> Words:
        """In the language that was asked for."""
        return answers.words_of(self.request)

    @property
    def sender(self) -> Sender:
        """Who asks."""
        return Sender(self.scope, self.device, self.mark)


class Server:
    """Answers requests as long as its loop runs."""

    def __init__(
        self,
        gateway: Gateway,
        codes: Codes,
        *,
        bound: socket.socket,
        hosts: frozenset[str],
        pictures: Callable[[], Pictures],
        shown: Shown,
        now: Callable[[], dt.datetime],
        on_shown: Callable[[Shown], None],
        on_defect: Callable[[Exception], None],
    ) -> None:
        """`hosts` are the names under which it may be asked for."""
        self._on_defect = on_defect
        self.devices = guards.Devices()
        self.wrong = guards.WrongCodes()
        self.reached: set[str] = set()
        """Addresses from which the laptop was found, itself apart."""
        self.shown = shown
        self._gateway = gateway
        self._codes = codes
        self._bound = bound
        self._hosts = hosts
        self._pictures = cache(pictures)
        self._now = now
        self._on_shown = on_shown
        self._requests = guards.Buckets(guards.RATES)
        self._bytes = guards.Buckets(guards.BYTES)
        self._photo_bytes = guards.Buckets(guards.PHOTO_BYTES)
        self._most = guards.connections_allowed()
        self._coming: defaultdict[Scope, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(2)
        )
        """Photos on their way, for each table: who is slow keeps no other table waiting."""
        self._photos = asyncio.Semaphore(4)
        self._forms = Forms()
        self._completions: dict[str, Completions] = {}
        self._people: tuple[object, People] | None = None
        self._digests = Digests()
        self._news = News(lambda: (gateway.workshop, self.shown), self._ms)
        self._files = answers.static_files()
        self._silent: set[object] = set()
        """Connections over which nothing whole was said yet."""
        self._answering: set[object] = set()
        """Those over which something was asked that is not answered yet."""
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None

    # --- running -------------------------------------------------------------------------

    async def start(self) -> None:
        """Listen. What other programs may know of it is silent: nothing is logged."""
        application = web.Application(
            middlewares=[self._guarded], client_max_size=guards.MOST_PHOTO_BYTES
        )
        application.add_routes(self._routes())
        silent = logging.getLogger("worldcafe.lan.silent")
        silent.addHandler(logging.NullHandler())
        silent.propagate = False
        self._runner = web.AppRunner(
            application,
            access_log=None,
            logger=silent,
            keepalive_timeout=guards.IDLE_SECONDS,
            lingering_time=guards.LINGER_SECONDS,
            auto_decompress=False,  # no page sends so, and little would become a lot
            shutdown_timeout=3.0,
        )
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        self._gateway.attach(loop, self._news.tell)
        # So many are let in at one turn of the loop; those who come at once wait their turn.
        self._server = await loop.create_server(
            self._connection, sock=self._bound, backlog=MAKING_ROOM
        )
        self._bound.listen(1024)

    async def stop(self) -> None:
        """Let go of everybody."""
        # First this: whoever waits looks whether there still is a room.
        server, self._server = self._server, None
        self._news.end()
        if server is not None:
            server.close()
        if self._runner is not None:
            await self._runner.shutdown()
            await self._runner.cleanup()

    def _connection(self) -> asyncio.BaseProtocol:
        """A connection, which has to ask for something whole before long."""
        assert self._runner is not None
        assert self._runner.server is not None
        handler = self._runner.server()
        self._silent.add(handler)
        there = self._runner.server.connections
        if len(there) >= self._most:
            idle = (each for each in there if each not in self._answering)
            for oldest in islice(idle, MAKING_ROOM):
                oldest.force_close()
        is_full = len(there) >= self._most + MAKING_ROOM
        patience = 0.0 if is_full else guards.FIRST_REQUEST_SECONDS

        def look() -> None:
            if handler in self._silent:
                self._silent.discard(handler)
                handler.force_close()

        asyncio.get_running_loop().call_later(patience, look)
        return handler

    # --- who may ask for what ------------------------------------------------------------

    def _routes(self) -> list[web.RouteDef]:
        table, person, pocket = Role.TABLE, Role.PERSON, Role.FACILITATOR
        return [
            web.get("/", self._page),
            web.get("/static/{name}", self._static),
            web.get("/api/1/hello", self._open(self._hello)),
            web.get("/api/1/words", self._open(self._texts)),
            web.get("/api/1/begin", self._begin),
            web.get("/api/1/openapi.json", self._open(self._describe)),
            web.get("/api/1/me", self._for(self._me, *Role)),
            web.get("/api/1/state", self._for(self._state, *Role)),
            web.get("/api/1/form", self._for(self._form, table)),
            web.get("/api/1/suggest", self._for(self._suggest, table)),
            web.post("/api/1/outbox", self._for(self._outbox, table, person, pocket)),
            web.post("/api/1/photo", self._for(self._add_photo, table)),
            web.get("/api/1/photo/{id}", self._for(self._photo, table)),
            web.post("/api/1/find", self._for(self._find, Role.ROOM)),
        ]

    def _open(self, answer: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await answer(_of_anybody(request))

        return handle

    def _for(
        self, answer: Handler, *roles: Role
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            call = await self._let_in(request)
            if call.scope.role not in roles:
                raise answers.Denied(403, RuleBroken("code_not_for_this"))
            return await answer(call)

        return handle

    async def _let_in(self, request: web.Request) -> Call:
        """Whose request it is. Raises `Denied` without a code that opens something."""
        workshop = self._gateway.workshop
        scope = self._codes.scope_of(request.headers.get(CODE, ""), workshop)
        if scope is None:
            had_room = await self.wrong.slow_down()
            raise answers.Denied(401 if had_room else 429, RuleBroken("code_opens_nothing"))
        if not self._requests.takes(scope):
            raise answers.Denied(429, RuleBroken("too_often"))
        device = request.headers.get(DEVICE, "")
        if device and not _DEVICE.fullmatch(device):
            raise answers.Denied(400, RuleBroken("item_not_understood", where=DEVICE))
        if device in workshop.phones.sent_away:
            raise answers.Denied(403, RuleBroken("device_sent_away"))
        if device:
            self.devices.heard(device, scope)
        mark = self._codes.mark_of(scope)
        return Call(request, scope, device, mark)

    @web.middleware
    async def _guarded(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        self._silent.discard(request.protocol)
        self._answering.add(request.protocol)
        try:
            answer = await self._answered(request, handler)
        finally:
            self._answering.discard(request.protocol)
        is_page = not request.path.startswith("/api/")
        answer.headers.update(guards.HEADERS if is_page else _HEADERS)
        return answer

    async def _answered(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        try:
            self._check_origin(request)
            return await handler(request)
        except answers.Denied as denied:
            status, refusal = denied.status, denied.refusal
        except RuleBroken as broken:
            status, refusal = 409, broken
        except FileRefused as refused:
            status, refusal = 507, refused
        except web.HTTPRequestEntityTooLarge:
            status, refusal = 413, RuleBroken("sent_too_much")
        except web.HTTPException as wrong:
            status, refusal = wrong.status, RuleBroken("nothing_here")
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError):
            status, refusal = 408, RuleBroken("sent_too_slowly")
        except Exception as defect:  # noqa: BLE001 - one request's, and nobody else's
            self._on_defect(defect)
            status, refusal = 500, RuleBroken("defect")
        answer = answers.refused(status, refusal, answers.words_of(request))
        if status == 405:
            answer.headers["Allow"] = "GET, HEAD" if request.method != "GET" else "POST"
        return answer

    def _check_origin(self, request: web.Request) -> None:
        """Refuse a page that came from elsewhere: its name was made to lead here."""
        origin = request.headers.get("Origin")
        foreign = origin is not None and origin.removeprefix("http://") not in self._hosts
        if request.headers.get("Host", "").lower() not in self._hosts or foreign:
            raise answers.Denied(421, RuleBroken("host_unknown"))

    # --- what anybody may see ------------------------------------------------------------

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return self._file("index.html", request)

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return self._file(request.match_info["name"], request)

    def _file(self, name: str, request: web.Request) -> web.StreamResponse:
        file = self._files.get(name)
        if file is None:
            raise web.HTTPNotFound
        return file.answer(request)

    async def _hello(self, call: Call) -> web.StreamResponse:
        return answers.as_json(self._greeting(call))

    def _greeting(self, call: Call) -> Json:
        workshop = self._gateway.workshop
        self._reached_from(call.request.remote or "")
        about = workshop.about
        offered = dict.fromkeys(each for each in about.languages if each in TRANSLATED)
        return {
            "program": "worldcafe",
            "version": __version__,
            "workshop_title": about.title,
            "languages": [
                {"code": each, "name": TRANSLATED[each]}
                for each in dict.fromkeys((*offered, *TRANSLATED))
            ],
            "now": self._ms(),
            "can_find": workshop.phones.finding,
        }

    def _reached_from(self, address: str) -> None:
        own = str(self._bound.getsockname()[0])
        if address not in ("", own) and len(self.reached) < guards.Devices.MOST:
            self.reached.add(address)

    async def _texts(self, call: Call) -> web.StreamResponse:
        return answers.as_json(_texts_in(call.words), compressed=True)

    async def _begin(self, request: web.Request) -> web.StreamResponse:
        """What a page begins with, at once: each question of its own costs a slow phone as much
        as all of them. What a code opens comes along where one is given.
        """
        has_code = CODE in request.headers
        call = await self._let_in(request) if has_code else _of_anybody(request)
        said: Json = {"hello": self._greeting(call), "words": _texts_in(call.words)}
        if has_code:
            await self._news.since(None, self._reader(call))
            self._check_still_valid(call)
            workshop = self._gateway.workshop
            said |= {"me": me(workshop, self._reader(call)), "state": self._present(call)}
            if call.scope.role is Role.TABLE:
                said["form"] = self._forms.of(workshop, call.words)
        return answers.as_json(said, compressed=True)

    async def _describe(self, call: Call) -> web.StreamResponse:
        from worldcafe.lan.description import described  # noqa: PLC0415 - seldom

        return answers.as_json(described(), compressed=True)

    # --- what a code opens ---------------------------------------------------------------

    async def _me(self, call: Call) -> web.StreamResponse:
        return answers.as_json(me(self._gateway.workshop, self._reader(call)))

    async def _state(self, call: Call) -> web.StreamResponse:
        """The digest of the role: at once if it is another than was seen, else when it is."""
        since = call.request.query.get("since", "")
        seen = int(since) if since.isdecimal() and len(since) < 20 else None
        await self._news.since(seen, self._reader(call))
        self._check_still_valid(call)
        return answers.as_json(self._present(call), compressed=True)

    def _present(self, call: Call) -> Json:
        """All that the code shows now."""
        if self._server is None:
            raise answers.Denied(503, RuleBroken("room_closed"))
        if not call.scope.is_of(self._news.present.workshop):
            self._news.publish()  # the table or the person is newer than the last news
        state, now = self._news.present, self._now()
        said = self._digests.of(state.workshop, self._reader(call), state.shown, now)
        beside = self._beside(call.scope)
        return {"seq": state.seq, "now": self._ms(), **said, **beside}

    def _check_still_valid(self, call: Call) -> None:
        """A code that was renewed, or a table that is gone, shows nothing any more."""
        workshop = self._gateway.workshop
        code = call.request.headers.get(CODE, "")
        if self._codes.scope_of(code, workshop) != call.scope:
            raise answers.Denied(401, RuleBroken("code_opens_nothing"))
        if call.device in workshop.phones.sent_away:
            raise answers.Denied(403, RuleBroken("device_sent_away"))

    def _beside(self, scope: Scope) -> Json:
        """What comes along with a digest and is no reason to send it."""
        if scope.role is not Role.FACILITATOR:
            return {}
        there = self.devices.connected().values()
        tables = [each.id for each in there if each.role is Role.TABLE]
        return {
            "phones": len(there),
            "connected_tables": sorted(set(tables)),
            "n_wrong_codes": self.wrong.n,
        }

    async def _form(self, call: Call) -> web.StreamResponse:
        return answers.as_json(
            self._forms.of(self._gateway.workshop, call.words), compressed=True
        )

    async def _suggest(self, call: Call) -> web.StreamResponse:
        query = call.request.query
        what, text = query.get("field", ""), query.get("text", "")[:100]
        if what not in Completions.KNOWN:
            raise answers.Denied(400, RuleBroken("item_not_understood", where="field"))
        known = self._completions.setdefault(
            call.words.language, Completions(lambda: self._gateway.workshop, call.words)
        )
        return answers.as_json({"texts": known.completing(what, text)})

    async def _find(self, call: Call) -> web.StreamResponse:
        """People by the beginning of their names; those who asked not to be named never."""
        workshop = self._gateway.workshop
        if not workshop.phones.finding:
            raise answers.Denied(403, RuleBroken("finding_is_off"))
        said = await answers.body_of(call.request, partial(self._bytes.takes, call.scope))
        name = str(said.get("name", ""))[:100]
        if len("".join(fold(name).split())) < LEAST_LETTERS:
            refuse("name_too_short", n=LEAST_LETTERS)
        if self._people is None or self._people[0] is not workshop.participants:
            named = [each for each in workshop.participants_in_order if not each.name_hidden]
            self._people = (workshop.participants, People(named))
        found = self._people[1].matching(name).people[:MOST_FOUND]
        token = self._codes.code_of
        people = [
            {"token": token(Scope(Role.FOUND, each.id), workshop), "name": each.name}
            for each in found
        ]
        return answers.as_json({"people": people})

    # --- what devices send ---------------------------------------------------------------

    async def _outbox(self, call: Call) -> web.StreamResponse:
        """Do what was sent, in its order, and answer each once it is durable."""
        if not call.device:
            raise answers.Denied(400, RuleBroken("item_not_understood", where=DEVICE))
        said = await answers.body_of(call.request, partial(self._bytes.takes, call.scope))
        items = said.get("items")
        if not isinstance(items, list) or len(items) > MOST_ITEMS:
            raise answers.Denied(400, RuleBroken("item_not_understood", where="items"))
        done: list[dict[str, Any]] = [answers.named(item) for item in items]
        asked: list[tuple[int, Asked]] = []
        sender = Sender(call.scope, call.device, call.mark, self.shown.room)
        for n, item in enumerate(items):
            if answers.is_overtaken(items, n):
                done[n] |= {"ok": True}
                continue
            try:
                sent = read_item(item, call.scope.role)
                if isinstance(sent, Message):
                    self._show(replace(self.shown, message=sent.text))
                    done[n] |= {"ok": True}
                    continue
                asked.append((n, sent.asked(sender, self._gateway.workshop)))
            except Exception as error:  # noqa: BLE001 - one item's, and nobody else's
                done[n] |= answers.not_done(self._refusal(error), call.words)
        outcomes = await self._gateway.submit([each for _, each in asked]) if asked else []
        seq = self._news.following
        for (n, _), outcome in zip(asked, outcomes, strict=True):
            if isinstance(outcome, FileRefused):
                raise outcome  # nothing is wrong with what was sent: it will come again
            if outcome is None:
                done[n] |= {"ok": True, "seq": seq}
            else:
                done[n] |= answers.not_done(self._refusal(outcome), call.words)
        return answers.as_json({"done": done, "now": self._ms()})

    def _refusal(self, error: Exception) -> Refusal:
        """What is told of an error. A mistake of ours is owned up to, too: whatever it was sent
        with waits for nothing then.
        """
        if isinstance(error, Refusal):
            return error
        self._on_defect(error)
        return RuleBroken("defect")

    def show(self, shown: Shown) -> None:
        """Show this on the screens of the room. Called in the server's loop."""
        if shown != self.shown:
            self.shown = shown
            self._news.tell()

    def _show(self, shown: Shown) -> None:
        self.show(shown)
        self._on_shown(shown)

    async def _add_photo(self, call: Call) -> web.StreamResponse:
        query, workshop = call.request.query, self._gateway.workshop
        sent, round_id = query.get("id", ""), query.get("round_id", "")
        if not (_DEVICE.fullmatch(sent) and call.device):
            raise answers.Denied(400, RuleBroken("item_not_understood", where="id"))
        if round_id not in workshop.rounds:
            refuse("round_unknown")
        async with self._coming[call.scope]:
            content = await answers.content_of(
                call.request, guards.MOST_PHOTO_BYTES, guards.PHOTO_SECONDS,
                partial(self._photo_bytes.takes, call.scope),
            )  # fmt: skip
            try:
                async with self._photos:
                    attachment, kept = await asyncio.to_thread(
                        self._kept, content, (call.scope.id, round_id)
                    )
            except FileRefused as refusal:
                raise answers.Denied(415, refusal) from None
        asked = Asked(
            AddAttachments(attachments=(attachment.but(id=sent),)),
            origin=f"phone.{call.scope.role}",
            writer=call.sender.writer,
            request=f"{call.device}/{sent}",
            blobs={attachment.digest: kept},
        )
        (error,) = await self._gateway.submit([asked])
        if error is not None:
            raise error
        return answers.as_json({"ok": True, "id": sent})

    def _kept(self, content: bytes, place: tuple[str, str]) -> tuple[Attachment, bytes]:
        return self._pictures().kept(content, place, self._now())

    def _small(self, content: bytes) -> bytes:
        return self._pictures().small(content)

    async def _photo(self, call: Call) -> web.StreamResponse:
        found = self._gateway.workshop.attachments.get(call.request.match_info["id"])
        if found is None or found.table_id != call.scope.id:
            raise answers.Denied(404, RuleBroken("picture_unknown"))
        content = await self._gateway.blob(found.digest)
        if content is None:
            raise answers.Denied(404, RuleBroken("picture_unknown"))
        if call.request.query.get("small"):
            content = await asyncio.to_thread(self._small, content)
        return web.Response(body=content, content_type=found.media_type)

    def _reader(self, call: Call) -> Reader:
        return Reader(call.sender, call.words)

    def _ms(self) -> int:
        return round(self._now().timestamp() * 1000)


def _of_anybody(request: web.Request) -> Call:
    return Call(request, Scope(Role.ROOM), "")


def _texts_in(words: Words) -> Json:
    """The texts of the page, with what its language is like."""
    return {
        "lang": words.language,
        "direction": "rtl" if words.tongue.leftwards else "ltr",
        "has_figures": bool(words.tongue.figures),
        "texts": texts(words),
    }
