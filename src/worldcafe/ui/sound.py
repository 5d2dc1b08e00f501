"""The gong at the end of a segment and, if wished, a small bowl before it.

Playing happens in a thread: opening a device may take a while, and the window must not
wait. A computer that cannot play says so once, quietly, where the volume is chosen.
"""

import contextlib
import datetime as dt
import sys
import threading
from array import array
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from worldcafe.domain.clock import (
    Cue,
    CueKind,
    cues_between,
    read_clock,
    segment_of,
)
from worldcafe.domain.day import went_on_from
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.settings import Settings

BUFFER_MS = 120
STEP_SECONDS = 0.05
PATIENCE_SECONDS = 1.0
"""How long closing waits for a device. One that answers needs a tenth of it."""
TICK_MS = 200
"""How often the bell looks at the clock: late by so much at most, which no room notices."""
FULL = 100


class Tone(StrEnum):
    """The sounds there are, by the names of their files."""

    GONG = "gong"
    BOWL = "bowl"


TONE_OF = {CueKind.END: Tone.GONG, CueKind.WARNING: Tone.BOWL}


@dataclass(frozen=True)
class Recording:
    """A sound of one channel as 16-bit samples."""

    samples: "array[int]"
    rate: int
    """Samples a second."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate


def recording(tone: Tone) -> Recording:
    """The sound in the package's file."""
    import wave  # not for a start

    data = (resources.files("worldcafe.resources") / "sounds" / f"{tone}.wav").read_bytes()
    with wave.open(BytesIO(data)) as file:
        samples = array("h", file.readframes(file.getnframes()))
        rate = file.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    return Recording(samples, rate)


def softened(sound: Recording, volume: int) -> Recording:
    """The sound at a volume from 0 to 100. Ears hear the square of what a slider says."""
    gain = (volume / FULL) ** 2
    return Recording(array("h", (round(s * gain) for s in sound.samples)), sound.rate)


def play(
    sound: Recording, hush: threading.Event, backends: tuple[str, ...] | None = None
) -> bool:
    """Play to the end, or until `hush` is set; False if this computer cannot.

    `backends` names those of miniaudio to try; None is what this computer may have.
    """
    try:
        import miniaudio  # type: ignore[import-untyped,unused-ignore]
    except (ImportError, OSError):
        return False
    names = _backends() if backends is None else backends
    if names is not None and not names:
        return False
    finished = threading.Event()
    try:
        with miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=sound.rate,
            buffersize_msec=BUFFER_MS, app_name="worldcafe",
            backends=[miniaudio.Backend[name] for name in names or ()],
        ) as device:  # fmt: skip
            if device.backend == "Null" and backends is None:
                return False
            stream = _stream(sound.samples, finished)
            next(stream)
            device.start(stream)
            _wait(sound.seconds, hush, finished)
    except miniaudio.MiniaudioError:
        return False
    return True


def can_play() -> bool:
    """Whether this computer has something to play on. Takes a moment."""
    return play(Recording(array("h"), 44_100), threading.Event())


def _wait(seconds: float, hush: threading.Event, finished: threading.Event) -> None:
    """Wait until everything was heard. A device that was unplugged never finishes."""
    for _ in range(round((seconds + 2) / STEP_SECONDS)):
        if finished.is_set():
            break
        if hush.wait(STEP_SECONDS):
            return
    # The last samples are in the device's hands and still to be heard.
    hush.wait(3 * BUFFER_MS / 1000)


def _stream(
    samples: "array[int]", finished: threading.Event
) -> Generator["array[int]", int, None]:
    """Hand the device as many samples as it asks for, until there are no more."""
    n = yield array("h")
    at = 0
    while at < len(samples):
        at, given = at + n, samples[at : at + n]
        n = yield given
    finished.set()


def _backends() -> tuple[str, ...] | None:
    """What to try here; None leaves it to miniaudio.

    On Linux without a sound card ALSA's own library would complain on standard error.
    """
    if sys.platform != "linux":
        return None
    cards = Path("/proc/asound/cards")
    try:
        has_card = "no soundcards" not in cards.read_text("utf-8", "replace")
    except OSError:
        has_card = False
    return ("PULSEAUDIO", "ALSA") if has_card else ("PULSEAUDIO",)


class _Stroke(threading.Thread):
    """One sound being played. A thread that ends with the program, come what may: a stuck
    sound server must not keep it alive.
    """

    def __init__(
        self,
        tone: Tone,
        volume: int,
        backends: tuple[str, ...] | None,
        on_ended: Callable[[bool], None],
    ) -> None:
        """`on_ended` is told, in this thread, whether it could be played."""
        super().__init__(daemon=True)
        self._tone, self._volume, self._backends = tone, volume, backends
        self._on_ended = on_ended
        self._hush = threading.Event()

    def hush(self) -> None:
        """Fall silent."""
        self._hush.set()

    def run(self) -> None:
        sound = softened(recording(self._tone), self._volume)
        could_play = play(sound, self._hush, self._backends)
        with contextlib.suppress(RuntimeError):  # whoever asked may be gone
            self._on_ended(could_play)


class Sound(QObject):
    """What this computer plays, and how loud. The choice is the person's, not the café's."""

    changed = Signal()
    """The volume, what is played, or what is known of the device has changed."""
    _ended = Signal(bool)

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        *,
        backends: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._backends = backends
        self._strokes: list[_Stroke] = []
        self._ended.connect(self._on_ended)
        self.silent = False
        """Whether this computer turned out to have nothing to play on."""

    @property
    def volume(self) -> int:
        """From 0 to 100."""
        kept = self._settings.recall("sound-volume")
        return min(FULL, int(kept)) if kept.isdecimal() else 80

    @volume.setter
    def volume(self, volume: int) -> None:
        self._keep("sound-volume", str(volume))

    @property
    def muted(self) -> bool:
        """Whether nothing is to be heard; the room still sees the signal."""
        return self._settings.recall("sound-muted") == "true"

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._keep("sound-muted", "true" if muted else "false")

    @property
    def warns(self) -> bool:
        """Whether a small bowl is heard before the end; without it the warning is silent."""
        return self._settings.recall("sound-warning") == "true"

    @warns.setter
    def warns(self, warns: bool) -> None:
        self._keep("sound-warning", "true" if warns else "false")

    @property
    def playing(self) -> bool:
        """Whether something is being played."""
        return bool(self._strokes) and self._strokes[-1].is_alive()

    def tell(self, kind: CueKind) -> None:
        """Let a signal of the day be heard, if it is to be."""
        if kind is CueKind.END or self.warns:
            self.strike(TONE_OF[kind])

    def strike(self, tone: Tone = Tone.GONG) -> None:
        """Play a sound in place of the one being played, unless muted. Returns at once."""
        if self.muted or self.volume == 0:
            return
        for former in self._strokes:
            former.hush()
        self._strokes = [former for former in self._strokes if former.is_alive()]
        stroke = _Stroke(tone, self.volume, self._backends, self._ended.emit)
        self._strokes.append(stroke)
        stroke.start()

    def close(self) -> None:
        """Fall silent and let go of the device."""
        for stroke in self._strokes:
            stroke.hush()
        for stroke in self._strokes:
            stroke.join(PATIENCE_SECONDS)
        self._strokes.clear()

    def _keep(self, name: str, choice: str) -> None:
        self._settings.keep(name, choice)
        if self.muted or self.volume == 0:
            for stroke in self._strokes:
                stroke.hush()
        self.changed.emit()

    def _on_ended(self, could_play: bool) -> None:  # noqa: FBT001 - the signal's value
        if self.silent == could_play:
            self.silent = not could_play
            self.changed.emit()


class Bell(QObject):
    """Looks at the clock of an open workshop, and tells when a segment nears its end."""

    rang = Signal(object)
    """A `worldcafe.domain.clock.Cue` fell due."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._looked_at = bridge.now()
        self._segment, self._ended = "", False
        self._begin()
        bridge.room_chosen.connect(self._begin)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Tell of what fell due since the last look.

        A segment that was ended early ends as well: the room is to hear it.
        """
        workshop = self._bridge.here
        before, self._looked_at = self._looked_at, self._bridge.now()
        if workshop.clock.segment != self._segment:
            former, self._segment = self._segment, workshop.clock.segment
            left = segment_of(workshop, former) if former else None
            if left is not None and not self._ended and went_on_from(workshop, former):
                self.rang.emit(Cue(CueKind.END, left, self._looked_at))
            self._ended = self._segment_is_over()
        for cue in cues_between(workshop, before, self._looked_at):
            self._ended = self._ended or cue.kind is CueKind.END
            self.rang.emit(cue)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _begin(self) -> None:
        """Look from here: what ran on another clock does not end here."""
        self._segment = self._bridge.here.clock.segment
        self._ended = self._segment_is_over()

    def _segment_is_over(self) -> bool:
        """Whether the running segment had run out already; it is not told again then."""
        reading = read_clock(self._bridge.here, self._looked_at)
        return reading.segment is None or reading.remaining <= dt.timedelta(0)
