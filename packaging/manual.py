"""The pictures of the manual, in every language; and the manuals themselves.

`python3 packaging/dev.py manual` makes the pictures in `resources/manual` anew, and writes the
manual of each language into `dist`, as the program does when somebody asks for it. They are
small on purpose: they go with the program.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from screenshots import NOW, settle, turin, turin_time
from worldcafe.domain.projection import Choice
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import dress
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.ui.shell.manual import manual
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.start import StartWindow
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import TRANSLATED, Words, words_for
from worldcafe.wording.voices import Voices

ROOT = Path(__file__).resolve().parents[1]
PICTURES, MANUALS = ROOT / "resources" / "manual", ROOT / "dist" / "manual"
WINDOW, WIDTH = QSize(1200, 740), 880
"""The window of which a picture is made, and how wide that is, in pixels."""
QUALITY = 55


def main() -> None:
    """Make all pictures, and write all manuals."""
    turin_time()
    app = QApplication([])
    dress(app, dark=False)
    MANUALS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        for language in TRANSLATED:
            words = words_for(language)
            app.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
            for key, widget in _views(Path(name), words):
                settle(app)
                smooth = Qt.TransformationMode.SmoothTransformation
                picture = widget.grab().toImage().scaledToWidth(WIDTH, smooth)
                picture.save(str(PICTURES / f"{key}-{language}.webp"), quality=QUALITY)
            file = MANUALS / f"worldcafe-{language}.html"
            file.write_text(manual(words), "utf-8")
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


def _views(folder: Path, words: Words) -> Iterator[tuple[str, QWidget]]:
    """What a chapter is about, by its key, as it looks in the middle of a day."""
    start = StartWindow(words, [])
    start.show()
    yield "start", start
    start.close()
    document = turin(folder / f"{words.language}.worldcafe", words.language)
    bridge = Bridge(document, words, now=lambda: NOW)
    window = MainWindow(bridge)
    window.resize(WINDOW)
    window.show()
    for stage in STAGES:
        window.go_to_page(stage.key)
        yield stage.key, window
    projector = ProjectorWindow(bridge, Voices(words), dark=False)
    projector.resize(WINDOW)
    projector.show()
    projector.choose(Choice.QUESTION, by_table=False)
    yield "room", projector
    projector.close()
    window.close()
    bridge.close()


if __name__ == "__main__":
    main()
