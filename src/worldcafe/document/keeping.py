"""Keeping the states of an open workshop in the user's data folder, as the day goes on."""

import contextlib
import datetime as dt

from worldcafe.document.store import Store
from worldcafe.domain.refusal import FileRefused

INTERVAL = dt.timedelta(minutes=10)
"""How long a changed workshop may go without a new snapshot."""


class Keeping:
    """Keeps the states of one open workshop, as often as is worth it."""

    def __init__(self) -> None:
        self._at: dt.datetime | None = None
        self._seq: int | None = None

    def keep_if_due(self, store: Store, seq: int, now: dt.datetime) -> None:
        """Keep the present state, that of this line of history, if it is time for that.

        Failing to is no reason to disturb anybody: the workshop itself is on disk.
        """
        # Not for a start.
        from worldcafe.document.gone import remember_home  # noqa: PLC0415
        from worldcafe.document.snapshots import last_kept, next_snapshot, prune  # noqa: PLC0415

        # Less than nothing: the computer's clock was set back, and says nothing any more.
        fresh = self._at and dt.timedelta(0) <= now - self._at < INTERVAL
        if self._seq is None:
            self._seq = last_kept(store.path)
        if fresh or self._seq == seq or not store.in_place:
            return
        with contextlib.suppress(OSError, FileRefused):
            # With its secret: whoever recovers it has printed the codes already.
            store.save_copy(next_snapshot(store.path, now), with_secret=True)
            remember_home(store.path)
            prune(store.path)
            self._at, self._seq = now, seq
