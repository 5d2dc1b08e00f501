"""Makes the sounds of resources/sounds: a gong and a small singing bowl.

    python3 packaging/sounds.py

Each is a sum of partials that decay, the higher the sooner, which is how struck bronze sounds.
Pairs of partials a little apart beat against each other: the slow swell of a bowl. Nothing is
recorded and nothing is taken from elsewhere, so the sounds are under the project's own licence.
"""

from __future__ import annotations

import math
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE = 22_050
"""Samples a second: enough for bronze, whose voice lies below 5 kHz."""


@dataclass(frozen=True)
class Partial:
    """One tone of a struck body."""

    frequency: float
    loudness: float
    decay: float
    """Seconds until it has fallen to a third."""
    rise: float = 0.004
    """Seconds until it is there: a gong's upper voices bloom after the stroke."""


@dataclass(frozen=True)
class Body:
    """Something to strike."""

    name: str
    duration: float
    peak: float
    """The loudest sample, of 1."""
    partials: tuple[Partial, ...]


GONG = Body(
    name="gong",
    duration=6.0,
    peak=0.9,
    partials=(
        Partial(98.0, 0.9, 2.1, 0.02),
        Partial(98.9, 0.6, 2.0, 0.02),
        Partial(196.4, 1.0, 1.9),
        Partial(197.6, 0.7, 1.8),
        Partial(271.0, 0.55, 1.5, 0.03),
        Partial(394.0, 0.6, 1.3, 0.05),
        Partial(395.7, 0.4, 1.2, 0.05),
        Partial(529.0, 0.38, 1.0, 0.08),
        Partial(661.0, 0.3, 0.8, 0.12),
        Partial(838.0, 0.22, 0.65, 0.15),
        Partial(1071.0, 0.16, 0.5, 0.18),
        Partial(1397.0, 0.1, 0.35, 0.2),
        Partial(2093.0, 0.06, 0.2, 0.1),
    ),
)
"""Low and broad: heard over eighty voices without frightening anybody."""

BOWL = Body(
    name="bowl",
    duration=4.0,
    peak=0.5,
    partials=(
        Partial(528.0, 1.0, 1.3, 0.01),
        Partial(529.3, 0.8, 1.3, 0.01),
        Partial(1436.0, 0.35, 0.7),
        Partial(1439.0, 0.25, 0.7),
        Partial(2690.0, 0.1, 0.3),
    ),
)
"""High and thin: noticed by whoever listens for it, and talked on over by the others."""


def samples(body: Body) -> array[int]:
    """What the body sounds like, as 16-bit samples."""
    n = round(body.duration * RATE)
    heard = [0.0] * n
    for partial in body.partials:
        turn = 2 * math.pi * partial.frequency / RATE
        for k in range(n):
            at = k / RATE
            swell = min(1.0, at / partial.rise) * math.exp(-at / partial.decay)
            heard[k] += partial.loudness * swell * math.sin(turn * k)
    fade = round(0.25 * RATE)
    for k in range(fade):
        heard[n - 1 - k] *= k / fade
    loudest = max(map(abs, heard))
    return array("h", (round(value / loudest * body.peak * 32_767) for value in heard))


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(exist_ok=True)
    for body in (GONG, BOWL):
        path = FOLDER / f"{body.name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(body).tobytes())
        print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
