"""Every page and dialog in a real window: each line that is read shows the next."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, str(Path(__file__).parents[1]))

from every_dialog import settled, shown_dialogs, shown_pages
from hostile_cafe import Overwrite, rewritten
from small_cafe import AT
from worldcafe.document import Document
from worldcafe.exchange.example import turin_example
from worldcafe.ui.aloud import begin_to_speak
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import dress
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import words_for


def full_cafe(folder, language):
    """The example, with what else there can be."""
    with Document.create(folder / "example.worldcafe", now=lambda: AT) as document:
        for command in turin_example(language):
            document.do(command)
        workshop = rewritten(document.workshop, str)
    document = Document.create(folder / "full.worldcafe", now=lambda: AT)
    document.do(Overwrite(workshop=workshop))
    return document


def shown(bridge):
    """The name of every page and dialog while it is in view."""
    window = MainWindow(bridge)
    window.resize(1366, 768)
    window.show()
    for name in shown_pages(window):
        settled(window, bridge)
        yield name
    window.dismiss()
    for dialog in shown_dialogs(bridge, QWidget(), "Nelson KABONGO"):
        yield type(dialog).__name__


def main():
    app = QApplication(["worldcafe"])
    dress(app, dark=False)
    begin_to_speak()
    words = words_for(sys.argv[1])
    app.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
    with tempfile.TemporaryDirectory() as folder:
        bridge = Bridge(full_cafe(Path(folder), sys.argv[1]), words, now=lambda: AT)
        names = shown(bridge)

        def on_line():
            if sys.stdin.readline() and (name := next(names, "")):
                print(name, flush=True)
            else:
                print(flush=True)
                app.quit()

        asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        asked.activated.connect(on_line)
        app.exec()
        bridge.close()


main()
