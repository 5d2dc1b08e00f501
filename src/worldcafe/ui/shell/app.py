"""The desktop as an application: which workshop is open, in which language and look."""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from worldcafe.document.address import ENDING, resolved
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.ui.painting.look import dress, icon
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.loading import Loading, load_opening
from worldcafe.ui.shell.qt_texts import QtTexts
from worldcafe.ui.work import in_turns
from worldcafe.wording import Words, words_for
from worldcafe.wording.languages import faces

if TYPE_CHECKING:
    from worldcafe.document import Address, Document
    from worldcafe.document.address import Place
    from worldcafe.domain.command import Command
    from worldcafe.ui.bridge import Bridge
    from worldcafe.ui.shell.example import ExampleMaking
    from worldcafe.ui.shell.instruments import Instruments
    from worldcafe.ui.shell.rehearsal import Rehearsal
    from worldcafe.ui.shell.start import StartWindow
    from worldcafe.ui.shell.window import Answers, MainWindow
    from worldcafe.ui.shell.workplace import Workplace

WAITING_MS = 200
"""How often is looked whether that has ended for which something waits."""
COMPARING_MS = 1_000
"""After a workshop is opened, before anybody thinks of comparing: the window comes first."""


class Desktop(QObject):
    """Opens and closes workshops, and says in which language and look they are shown.

    What a workshop is worked on with is loaded when the first is opened, or by `loading`:
    the start window does without.
    """

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._qt_texts = QtTexts(app, self)
        self._start: StartWindow | None = None
        self._place: Workplace | None = None
        self.rehearsal: Rehearsal | None = None
        self._example: ExampleMaking | None = None
        self.loading = Loading(self)
        self._asked_for: Place | None = None
        self._waiting = QTimer(self, singleShot=True, interval=WAITING_MS)
        self._waiting.timeout.connect(self._open_asked_for)
        settings.begin()
        self._qt_texts.speak(self.words)
        self._dress()
        app.setWindowIcon(icon("worldcafe", size=128))

    @property
    def bridge(self) -> "Bridge | None":
        """The way to the open workshop."""
        return self._place.bridge if self._place else None

    @property
    def window(self) -> "MainWindow | None":
        """The window on it."""
        return self._place.window if self._place else None

    @property
    def instruments(self) -> "Instruments | None":
        """What a facilitator has beside the window."""
        return self._place.instruments if self._place else None

    @property
    def words(self) -> Words:
        """The words of the chosen language."""
        return words_for(self._settings.language)

    def show_start(self) -> None:
        """Show the first window: begin, open, or look at the example."""
        from worldcafe.ui.shell.start import StartWindow  # not with a file at hand

        former = self._start
        settings = self._settings
        start = StartWindow(self.words, settings.recent, updated=settings.is_updated)
        self._start = start
        for asked, answer in (
            (start.new_asked, self.new),
            (start.open_asked, self.ask_open),
            (start.shared_asked, self.ask_shared),
            (start.recent_asked, self.open),
            (start.example_asked, self.open_example),
            (start.follow_up_asked, self.follow_up),
            (start.portfolio_asked, self.portfolio),
        ):
            asked.connect(partial(self.loading.then, answer))
        start.language_chosen.connect(self.set_language)
        start.help_asked.connect(self.show_help)
        start.recent.forgotten.connect(settings.forget)
        start.news_asked.connect(self.show_news)
        start.news_hidden.connect(settings.know_news)
        start.show()
        if former is not None:
            former.close()
            former.deleteLater()

    def open(self, place: "Place") -> bool:
        """Open a workshop in place of the present one. A refusal is shown; then False.

        Where that would leave a day that runs, the person was asked before.
        """
        load_opening()
        from worldcafe.document import Document

        try:
            document = Document.open(place)
        except FileRefused as refusal:
            return self._on_refused(place, refusal)
        self._adopt(document)
        return True

    def open_or_start(self, place: "Place") -> None:
        """Open a workshop, or show the first window if that is refused."""
        try:
            self.open(place)
        finally:
            # Whatever happened: a program without a window would run on unseen.
            if self.window is None:
                self.show_start()

    def open_from_outside(self, place: "Place | None") -> None:
        """Come to the front, and open what somebody asked for outside of the program.

        A workshop that is open stays as it is. While something is being asked, that comes
        first; of several that were asked for meanwhile the last one is opened.
        """
        _bring_to_front(QApplication.activeModalWidget() or self._parent())
        if place is not None:
            self._asked_for = place
            self._open_asked_for()

    def _open_asked_for(self) -> None:
        if self._asked_for is None:
            return
        if QApplication.activeModalWidget() is not None or self.loading.is_under_way:
            self._waiting.start()
            return
        place, self._asked_for = self._asked_for, None
        is_open = self.bridge and resolved(self.bridge.document.place) == resolved(place)
        if not is_open and self.may_leave():
            self.open_or_start(place)

    def new(self, template_key: str = "") -> None:
        """Ask where a new workshop goes, and open it, from a template if one is named."""
        from worldcafe.exchange.templates import read_template

        path = self.ask_save(self.words("New workshop"), self.words("World Café"))
        if path is None:
            return
        commands: list[Command] = []
        if template_key:
            from worldcafe.domain.commands import ApplyTemplate

            template = read_template(template_key, self._settings.language)
            commands.append(ApplyTemplate(template=template))
        self._settings.offer_guide()
        self._create(path, lambda document: [document.do(command) for command in commands])

    def open_example(self) -> None:
        """Open the Turin example, made anew beside what the program keeps: whoever only wants
        to look is asked for no place. Saving a copy puts it elsewhere.
        """
        from worldcafe.ui.shell.example import ExampleMaking

        self._leave_example()
        making = ExampleMaking(self.words, self._settings.language, self._parent(), self)
        self._example = making
        making.opened.connect(self._adopt_in_turns)
        making.refused.connect(self._on_refused)

    def _leave_example(self) -> None:
        making, self._example = self._example, None
        if making is not None:
            making.let_go()

    def follow_up(self) -> None:
        """Ask which workshop is followed and where the next one goes, and open that."""
        from worldcafe.ui.shell.follow_up import FollowUpDialog  # seldom

        bridge = self.bridge
        open_one = (bridge.document.path, bridge.workshop) if bridge else None
        dialog = FollowUpDialog(self.words, self._parent(), open_one, self._folder)
        if not dialog.exec() or dialog.earlier is None:
            return
        command = dialog.command()
        stem = self.words("{name} (follow-up)", name=command.about.title or "World Café")
        path = self.ask_save(self.words("Start a follow-up workshop"), stem)
        if path is not None:
            self._create(path, lambda document: document.do(command))

    def portfolio(self) -> None:
        """Ask for many workshops, and write them to one workbook."""
        from worldcafe.ui.shell.portfolio import PortfolioDialog  # seldom

        bridge = self.bridge
        at_hand = {bridge.document.place: bridge.workshop} if bridge else {}
        dialog = PortfolioDialog(
            self.words, self._settings, self._parent(), at_hand, self.ask_address
        )
        dialog.exec()
        dialog.deleteLater()

    def ask_open(self) -> None:
        """Ask for a workshop file and open it."""
        from worldcafe.ui.own_files import ask_file, kind_of_file  # not for a start

        kind = kind_of_file(self.words("Workshops"), (ENDING,))
        path = ask_file(self._parent(), self.words("Open a workshop"), kind)
        if path is not None:
            self.open(path)

    def ask_shared(self) -> None:
        """Ask for the address of a shared workshop and open it."""
        address = self.ask_address(self.words("Open a shared workshop"))
        if address is not None:
            self.open(address)

    def ask_address(self, title: str) -> "Address | None":
        """The address that the person names; the last one is proposed."""
        from worldcafe.ui.shell.addressing import AddressDialog  # seldom

        recent = (each for each in self._settings.recent if not isinstance(each, Path))
        parent = QApplication.activeModalWidget() or self._parent()
        dialog = AddressDialog(parent, self.words, title, str(next(recent, "")))
        address = dialog.address if dialog.exec() else None
        dialog.deleteLater()
        return address

    def say_defect(self, log: Path) -> None:
        """Say that the program made a mistake, and where it is written down."""
        if self.bridge is not None:
            self.bridge.refused.emit(
                self.words(
                    "worldcafe made a mistake and went on; what was saved is safe."
                    " Please send us {path}.",
                    path=log,
                )
            )

    def set_language(self, language: str) -> None:
        """Speak another language, everywhere and at once."""
        before = self._faces
        self._settings.language = language
        if self._faces != before:
            self._dress()
        self._qt_texts.speak(self.words)
        self._rebuild()

    def toggle_look(self) -> None:
        """Change between light and dark."""
        self._settings.dark = not self._settings.dark
        self._dress()
        self._rebuild()

    def ask_preferences(self) -> None:
        """Ask what the person prefers, and be so from then on."""
        from worldcafe.ui.shell.preferences import Preferences, PreferencesDialog  # seldom

        dialog = PreferencesDialog(self._settings, self.words, self._parent())
        if not dialog.exec() or dialog.chosen == Preferences.of(self._settings):
            return
        dialog.chosen.keep(self._settings)
        self._dress()
        self._qt_texts.speak(self.words)
        self._rebuild()

    def _dress(self) -> None:
        wanted = self._settings
        dress(
            self._app, dark=wanted.dark, text=wanted.text, still=wanted.still,
            faces=self._faces,
        )  # fmt: skip

    @property
    def _faces(self) -> tuple[str, ...]:
        return faces(self.words.tongue, own_figures=self._settings.own_figures)

    def close(self) -> None:
        """Let go of the workshop and the windows, once what is being made is made."""
        self._close_start()
        self._let_go()

    def _close_start(self) -> None:
        if self._start is not None:
            self._start.close()
            self._start.deleteLater()
            self._start = None

    def _let_go(self) -> None:
        """Let go of the workshop, and of what is under way."""
        self._leave_example()
        self.loading.finish()
        if self.rehearsal is not None:
            self.rehearsal.discard()
        if self._place is not None:
            self._place.bridge.destroyed.connect(_collect_soon)
            self._place.let_go()
            self._place = None

    def _adopt(self, document: "Document") -> None:
        """Have this be worked on from now on, in place of what was."""
        self._close_start()
        self._furnish(document).show()

    def _adopt_in_turns(self, document: "Document") -> None:
        """The same for a start window that answers: to build the window, to fill its page and
        to show it in one turn of the loop would be felt.
        """
        start = self._start
        if start is None:
            self._adopt(document)
            return
        start.setEnabled(False)
        place = self._furnish(document)
        in_turns(place, place.window.page.refresh_now, place.show, self._close_start)

    def _furnish(self, document: "Document") -> "Workplace":
        """The place to work on it, not yet shown."""
        from worldcafe.ui.bridge import Bridge
        from worldcafe.ui.shell.example import examples
        from worldcafe.ui.shell.menu import MENU, OpenWorkshop
        from worldcafe.ui.shell.workplace import Workplace

        self._let_go()
        self._settings.remember(document.place)
        # What is written for others does not go where only the program looks.
        is_apart = document.server or document.path.parent == examples()
        folder = Path.home() if is_apart else None
        bridge = Bridge(document, self.words, settings=self._settings, folder=folder)
        answers = {**OpenWorkshop(self, bridge).answers, **self._answers()}
        place = self._place = Workplace(
            bridge, answers, menu=MENU, may_close=self.may_leave, parent=self
        )
        place.language_chosen.connect(self.set_language)
        place.look_toggled.connect(self.toggle_look)
        place.closed.connect(self.close)
        comparing = QTimer(bridge, singleShot=True, interval=COMPARING_MS)
        comparing.timeout.connect(self._on_time_to_compare)
        comparing.start()
        return place

    def _on_time_to_compare(self) -> None:
        from worldcafe.ui.likeness import likeness_of  # not for a start

        if self.bridge is not None:
            likeness_of(self.bridge)

    def _rebuild(self) -> None:
        if self._place is None:
            self.show_start()
        else:
            self._place.rebuild(self.words)
        if self.rehearsal is not None:
            self.rehearsal.rebuild(self.words)

    def _create(self, path: Path, fill: "Callable[[Document], object]") -> None:
        """Make a workshop and open it. The dialog has asked whether an old one is replaced;
        that stays until the new one is whole.
        """
        from worldcafe.document import Document

        try:
            with Document.making(path, replacing=True) as document:
                fill(document)
            self._adopt(Document.open(path))
        except Refusal as refusal:
            self.say(refusal)

    def ask_save(self, caption: str, title: str) -> Path | None:
        """Ask where a workshop goes that would be called so; None for nowhere."""
        from worldcafe.ui.own_files import ask_new_file, file_stem  # not for a start

        proposed = self._folder / f"{file_stem(title) or 'World Café'}{ENDING}"
        return ask_new_file(self._parent(), caption, proposed, self.words("Workshops"))

    @property
    def _folder(self) -> Path:
        """Where files of the person's own are, as far as that is known."""
        return self.bridge.folder if self.bridge else Path.home()

    def _parent(self) -> QWidget | None:
        return self.window or self._start

    def say(self, refusal: Refusal) -> None:
        """Say why something was refused, in a dialog."""
        from worldcafe.ui.shell.recovering import show_refusal

        show_refusal(self._parent(), self.words, refusal)

    def _on_refused(self, place: "Place", refusal: FileRefused) -> bool:
        from worldcafe.ui.shell.recovering import RECOVERABLE, offer_recovery

        if refusal.code in RECOVERABLE and isinstance(place, Path):
            recovered = offer_recovery(self._parent(), self.words, place, refusal)
            return self.open(recovered) if recovered else False
        if self.window is None and self._start and self._start.recent.says(place, refusal):
            return False
        self.say(refusal)
        return False

    def _answers(self) -> "Answers":
        """What is done for the actions that are about more than the open workshop. A day that
        runs is left only when that is meant.
        """

        def asked_first(
            may: Callable[[], bool], go: Callable[[], object]
        ) -> Callable[[], object]:
            return lambda: go() if may() else None

        leaving = {
            "new": self.new, "open": self.ask_open, "open_shared": self.ask_shared,
            "example": self.open_example,
            "follow_up": self.follow_up, "close": self._close_workshop,
        }  # fmt: skip
        return {
            "portfolio": self.portfolio,
            "preferences": self.ask_preferences,
            "news": self.show_news,
            "about": self.show_about,
            "rehearse": asked_first(self._may_rehearse, self.rehearse),
            **{name: asked_first(self.may_leave, go) for name, go in leaving.items()},
        }

    def may_leave(self) -> bool:
        """Whether the workshop may be left; the person is asked while its day runs."""
        detail = self.words(
            "The gong and the projector stop when you leave. The clock runs on, and shows the"
            " right time when you open the workshop again."
        )
        return self._means_it(self.words("Leave all the same?"), detail, self.words("Leave"))

    def _may_rehearse(self) -> bool:
        """Whether a rehearsal may begin, with its own gong, while a day runs."""
        if self.rehearsal is not None:
            return True
        detail = self.words("A rehearsal now would strike a gong of its own in the room.")
        return self._means_it(
            self.words("Rehearse all the same?"), detail, self.words("Rehearse")
        )

    def _means_it(self, question: str, detail: str, go: str) -> bool:
        """Whether the person means what a day that runs would suffer from."""
        from worldcafe.ui.asking import means_it  # seldom
        from worldcafe.wording.day import state_sentence

        running = state_sentence(self.bridge.workshop, self.words) if self.bridge else ""
        if not running:
            return True

        return means_it(
            self._parent(), self.words, f"{running} {question}", detail=detail, go=go
        )

    def show_news(self) -> None:
        """Say what each version brought; the person then knows about this one."""
        from worldcafe.ui.shell.news import NewsDialog  # seldom

        self._settings.know_news()
        NewsDialog(self.words, self._parent()).exec()

    def show_about(self) -> None:
        """Say what the program is, what it is made of, and where its mistakes are kept."""
        from worldcafe.ui.shell.about import AboutDialog  # seldom

        AboutDialog(self.words, self._parent()).exec()

    def show_help(self, chapter: str) -> None:
        """Show a chapter of the help beside the first window."""
        from worldcafe.ui.shell.help import HelpDialog  # seldom

        assert self._start is not None  # it asks
        HelpDialog(self.words, self._start).show_chapter(chapter)

    def _close_workshop(self) -> None:
        self.close()
        self.show_start()

    def rehearse(self) -> None:
        """Run the whole day on a copy, with people who are played."""
        from worldcafe.ui.shell.rehearsal import Rehearsal  # not for a start

        if self.bridge is None:
            return
        if self.rehearsal is None:
            try:
                self.rehearsal = Rehearsal.of(self.bridge, self)
            except Refusal as refusal:
                self.bridge.say_refused(refusal)
                return
            self.rehearsal.ended.connect(self._on_rehearsal_ended)
            self.rehearsal.destroyed.connect(_collect_soon)
            self.rehearsal.language_chosen.connect(self.set_language)
            self.rehearsal.look_toggled.connect(self.toggle_look)
        self.rehearsal.show()

    def _on_rehearsal_ended(self) -> None:
        self.rehearsal = None


def _collect_soon() -> None:
    """Have Python look for what a workshop leaves behind: by itself it would for hours not."""
    QTimer.singleShot(0, gc.collect)


def _bring_to_front(widget: QWidget | None) -> None:
    if widget is None:
        return
    window = widget.window()
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
