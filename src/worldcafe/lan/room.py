"""`Room`: a workshop's room while it is open to phones. A window and `serve` both use this."""

import asyncio
import contextlib
import datetime as dt
import gc
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from worldcafe.lan.addresses import in_brackets, keep_port, listening, page_at
from worldcafe.lan.awake import Awake
from worldcafe.lan.codes import Codes, Role, Scope, spelt, url_of
from worldcafe.lan.gateway import Desk, Gateway
from worldcafe.lan.joining import Joining, Wifi
from worldcafe.lan.readers import Shown
from worldcafe.lan.server import Pictures, Server

GARBAGE = 20_000
"""Objects that came and did not go, before those in circles are looked for."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Connected:
    """Who is there, as the desk shows it."""

    devices: Mapping[str, Scope]
    n_wrong_codes: int
    n_reached: int
    """From how many other addresses the page was found since the room was opened."""


class Room:
    """The room, open from when this is made until it is closed.

    Made, worked off and closed in the thread that owns the document.
    """

    def __init__(
        self,
        desk: Desk,
        pictures: Callable[[], Pictures],
        *,
        host: str | None = None,
        port: int | None = None,
        wifi: Wifi | None = None,
        place: str = "",
        wake: Callable[[], None],
        now: Callable[[], dt.datetime] = _now,
        on_shown: Callable[[Shown], None] = lambda _: None,
        on_defect: Callable[[Exception], None] = lambda _: None,
    ) -> None:
        """`pictures` gives what reads photos, when the first one comes.
        `wake` is called in another thread when `work_off` is to be called in this one.

        `on_shown` and `on_defect` are called in another thread too, when the facilitator's
        pocket says something to the room, and with a mistake of ours.
        `wifi` is what phones join first: walls show how, from the beginning.
        `place` is the one of the workshop's rooms that is shown; empty for all of them.
        Without `host` it takes a private address of this computer; the port is drawn once
        and stays the workshop's. Raises a `Refusal` if it cannot be opened.
        """
        self._desk = desk
        self._place = place
        self._codes = Codes(desk.secret())
        self._bound = listening(host, port, desk.workshop.phones.port)
        address, self.port = self._bound.getsockname()[:2]
        try:
            keep_port(desk, self.port)
        except BaseException:
            self._bound.close()
            raise
        self.host: str = in_brackets(address)
        ways = (f":{self.port}", "") if self.port == 80 else (f":{self.port}",)
        names = {f"{name}{way}".lower() for name in (self.host, host) if name for way in ways}
        self.gateway = Gateway(desk, wake)
        self._unsubscribe = desk.subscribe(self._on_change)
        self._server: Server | None = None
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._started: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()

        async def run() -> None:
            self._server = Server(
                self.gateway,
                self._codes,
                bound=self._bound,
                hosts=frozenset(names),
                pictures=pictures,
                shown=Shown(room=place, joining=self.joining(wifi or Wifi())),
                now=now,
                on_shown=on_shown,
                on_defect=on_defect,
            )
            try:
                await self._server.start()
            except BaseException as error:
                self._started.put(error)
                raise
            self._started.put(None)
            await self._stop.wait()
            await self._server.stop()

        self._thread = threading.Thread(
            target=self._run, args=(run,), name="worldcafe-lan", daemon=True
        )
        self._thread.start()
        self._awake = Awake()
        error = self._started.get()
        # What is there by now stays as long as the room is open: to look through all of it
        # for garbage again and again would be a fifth of the work, and a pause each time.
        self._patience = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(GARBAGE, *self._patience[1:])
        if error is not None:
            self.close()
            raise error

    @property
    def url(self) -> str:
        """The address of the page, without a code."""
        return page_at(self.host, self.port)

    def url_of(self, scope: Scope) -> str:
        """The address with the code that opens this, in the part that is never sent."""
        return url_of(self.url, self.code_of(scope))

    def code_of(self, scope: Scope) -> str:
        """The code that opens this."""
        return self._codes.code_of(scope, self._desk.workshop)

    def joining(self, wifi: Wifi) -> Joining:
        """How to come in, through this Wi-Fi."""
        scope = Scope(Role.ROOM)
        return Joining(wifi, self.url, spelt(self.code_of(scope)), self.url_of(scope))

    def as_json(self) -> dict[str, object]:
        """Where everything is that is shown here, as `serve` prints it."""
        return {
            "url": self.url,
            "room": self.url_of(Scope(Role.ROOM)),
            "tables": [
                {"number": table.number, "url": self.url_of(Scope(Role.TABLE, table.id))}
                for table in self._desk.workshop.tables_in(self._place)
            ],
            "facilitator": self.url_of(Scope(Role.FACILITATOR)),
            "wall": self.url_of(Scope(Role.WALL)),
        }

    def show(self, shown: Shown) -> None:
        """Show this on walls, where the desk chooses what the room sees."""
        with contextlib.suppress(RuntimeError):  # it is closing
            self._loop.call_soon_threadsafe(self._show, shown)

    def _show(self, shown: Shown) -> None:
        if self._server is not None:
            self._server.show(shown)

    def _on_change(self, change: Any) -> None:
        """Where a code was made anew, at whatever desk, walls show the one that is valid."""
        if change.touches("phones"):
            with contextlib.suppress(RuntimeError):  # it is closing
                self._loop.call_soon_threadsafe(self._show_joining)

    def _show_joining(self) -> None:
        shown = self._server.shown if self._server else Shown()
        if shown.joining is not None:
            self._show(replace(shown, joining=self.joining(shown.joining.wifi)))

    @property
    def connected(self) -> Connected:
        """Who is there now."""
        assert self._server is not None
        server = self._server
        return Connected(server.devices.connected(), self.n_wrong_codes, len(server.reached))

    @property
    def n_wrong_codes(self) -> int:
        """How many were tried since the room was opened."""
        assert self._server is not None
        return self._server.wrong.n

    def work_off(self) -> bool:
        """Do what devices asked for and is waiting; whether more is."""
        return self.gateway.work_off()

    def close(self) -> None:
        """Stop listening and let go of everybody. What was acknowledged is durable."""
        with contextlib.suppress(RuntimeError):  # it never began
            self._loop.call_soon_threadsafe(self._stop.set)
        while self._thread.is_alive():
            # What was handed over by now is done and answered: whoever sent it waits.
            self.gateway.work_off()
            self._thread.join(0.02)
        self.gateway.close()
        self._unsubscribe()
        self._bound.close()
        gc.set_threshold(*self._patience)
        gc.unfreeze()
        self._awake.end()

    def _run(self, run: Callable[[], object]) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(run())  # type: ignore[arg-type]
        except BaseException:  # noqa: BLE001, S110 - `_started` has told it
            pass
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()
