"""What becomes of a workshop file when one bit of it is turned over.

`python3 packaging/dev.py bench flips`: 500 copies of the Turin example, each with another
bit flipped by chance (the same chances in every run), each opened and then compared with its
own history as `worldcafe check` does.
"""

import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from worldcafe.document import Document
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.example import turin_example

N_FLIPS = 500


def main() -> int:
    """Print how the flipped files fared, as a table."""
    with tempfile.TemporaryDirectory() as name:
        sound = Path(name) / "turin.worldcafe"
        with Document.create(sound) as document:
            for command in turin_example("en"):
                document.do(command, origin=Document.EXAMPLE)
            workshop, history = document.workshop, list(document._store.lines())
        content, luck = sound.read_bytes(), Random(2026)
        fates: Counter[str] = Counter()
        for _ in range(N_FLIPS):
            fates[fate_of(flipped(content, luck), sound, workshop, history)] += 1
    print(f"| {N_FLIPS} files of {len(content):,} bytes, one bit flipped in each | |")
    print("|---|---|")
    for fate, n in fates.most_common():
        print(f"| {fate} | {n} |")
    return 0


def flipped(content: bytes, luck: Random) -> bytes:
    """The file with one bit turned over."""
    bit = luck.randrange(8 * len(content))
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def fate_of(content: bytes, path: Path, workshop: Workshop, history: list[object]) -> str:
    """What opening and checking says of the file, and whether that is so."""
    path.write_bytes(content)
    try:
        document = Document.open(path)
    except FileRefused as refusal:
        return f"refused: {refusal.code}"
    with document:
        found = document.examine()
        is_found = bool(found.differences or found.doubtful or found.pictures)
        if document.workshop != workshop:
            what = "opens with another value"
        elif list(document._store.lines()) != history:
            what = "opens with another line of history"
        else:
            what = "opens, nothing that counts has changed"
    return f"{what}, {'found' if is_found else 'not found'} by `check`"


if __name__ == "__main__":
    raise SystemExit(main())
