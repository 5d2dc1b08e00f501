"""The whole day by keyboard alone, as somebody goes through it who does not see the screen."""

import contextlib
from itertools import product

from heard import all_of
from real_window import Window, eventually, watched
from worldcafe.exchange.templates import read_template
from worldcafe.wording import TRANSLATED, words_for

PARTS = ("begin", "prepare", "people", "rotation", "live", "capture", "harvest", "synthesis")
"""Of the day, in their order: a method of `KeyboardDay` each."""
TEMPLATE, N_ROUNDS = "short", 2
MOST_STEPS = 40
ATTEMPTS = 3
HEADINGS = {
    "en": ("Full name", "Organisation", "Country"),
    "es": ("Nombre completo", "Organización", "País"),
    "ar": ("الاسم الكامل", "المنظمة", "البلد"),
}
NAMES = {
    "en": (("Ada", "Ben", "Cleo", "Dora"), ("Abbott", "Bell", "Cole", "Dunn", "Ellis", "Ford")),
    "es": (
        ("Ana", "Blas", "Íñigo", "Rosa"),
        ("Muñoz", "Peña", "Quispe", "Rojas", "Sosa", "Vera"),
    ),
    "ar": (("زياد", "رانيا", "سامر", "هدى"), ("خوري", "حداد", "نصر", "بدر", "سالم", "يوسف")),
}
"""Everybody has one name of each."""
TITLES = {"en": "One fair market", "es": "Café de Asunción y Ñemby", "ar": "سوق عادل"}
IDEAS = {
    "en": ("Twin the two markets", "A fund of both cities"),
    "es": ("Economía solidaria: de São Paulo a Asunción", "Un mercado que paga mejor: Ñemby"),
    "ar": ("سوق عادل", "سوق عادل Dakar – Turin 2027"),
}
ADDED = " 2030"


class KeyboardDay:
    """A person with a keyboard, in a language; each part of the day ends when its work is in
    the file.
    """

    def __init__(self, screen, folder, language, heed=lambda _sentence="": None):
        """`heed` waits until somebody has heard a sentence, and all there is to hear."""
        self.language, self.words = language, words_for(language)
        self.cafe, self.synthesis_file = folder / "dia.worldcafe", folder / "sintesis.xlsx"
        self.list_file = folder / "lista.csv"
        self._screen, self.window, self._heed = screen, Window(screen), heed
        given, family = NAMES[language]
        self.names = [" ".join(each) for each in product(given, family)]
        lines = [";".join(HEADINGS[language])]
        lines += [
            f"{name};{org};" for name, org in zip(self.names, "ABCDEFGH" * 3, strict=True)
        ]
        self.list_file.write_text("\n".join(lines), "utf-8-sig")
        first, second = IDEAS[language]
        self.ideas = [first + ADDED, second]
        """As they stand in the synthesis."""

    def begin(self):
        """Choose the language, and make a workshop from a template."""
        if self.language != "en":
            self.tab_to(TRANSLATED[self.language], "shift+Tab")
            self.window.keys("space")
        new = self.words("New workshop")
        eventually(lambda: self._screen.focused() == ["button", new])
        self.tab_to(read_template(TEMPLATE, self.language).name)
        self.window.keys("Return")
        self.answer(new, self.cafe)
        eventually(self.cafe.exists)
        eventually(lambda: watched(self.cafe, "round") == N_ROUNDS)
        self._heed()

    def prepare(self):
        """Call the workshop something."""
        self.window.keys("ctrl+1")
        self.tab_to(self.words("Title"))
        self.write(TITLES[self.language])
        self.window.keys("Tab")
        eventually(lambda: watched(self.cafe, "about WHERE title <> ''") == 1)
        self._heed()

    def people(self):
        """Bring the list in."""
        words, n = self.words, len(self.names)
        asked = words("Import a list")
        self.window.until(["ctrl+2", "ctrl+Return"], lambda: self.window.shows(asked))
        self.answer(asked, self.list_file)
        importing = words.plural("Import {n} person", "Import {n} people", n)
        eventually(
            lambda: any(each["name"] == importing for each in all_of(self._screen.windows()))
        )
        self.window.main_action_until(lambda: watched(self.cafe, "participant") == n)
        done = words.plural("{n} person was imported.", "{n} people were imported.", n)
        self._heed(done)

    def rotation(self):
        """Give everybody a seat in every round."""
        self.window.keys("ctrl+3")
        n_seats = N_ROUNDS * len(self.names)
        self.window.main_action_until(lambda: watched(self.cafe, "seat") == n_seats)
        self._heed(self.words("Everybody has a seat in every round."))

    def live(self):
        """Begin the day, and its first round."""
        self.window.keys("ctrl+4", "ctrl+Return")
        eventually(lambda: watched(self.cafe, "clock WHERE segment = 'welcome'") == 1)
        self._heed(self.words("Begun: {name}", name=self.words("Welcome")))
        self.window.keys("n")
        eventually(lambda: watched(self.cafe, "clock WHERE segment LIKE '%.talk'") == 1)
        name = self.words("Round {number} · talk", number=1)
        self._heed(self.words("Begun: {name}", name=name))

    def capture(self):
        """Write two ideas down, after one without a title was refused."""
        self.window.keys("ctrl+5")
        title = ["text", self.words("Title")]
        # What takes the keyboard while it is still being shown is not always told.
        self.window.until(["Tab", "shift+Tab"], lambda: self._screen.focused() == title)
        self.window.keys("ctrl+Return")
        self._heed(self.words("A contribution needs a title: the idea in one line."))
        for n, idea in enumerate(IDEAS[self.language], start=1):
            self.write(idea)
            self.window.keys("ctrl+Return")
            eventually(lambda n=n: watched(self.cafe, "contribution") == n)
            self._heed(self.words("“{title}” is recorded.", title=idea))

    def harvest(self):
        """Open the first idea in the list, and say it better."""
        self.window.keys("ctrl+6")
        self.tab_to(self.words("Contributions"))
        self.window.keys("Home", "Return")
        title = self.words("Title")
        eventually(lambda: self._screen.focused()[1:] == [title])
        self.window.keys("ctrl+a")
        self.write(self.ideas[0])
        self.window.keys("ctrl+Return")
        changed = f"contribution WHERE title LIKE '%{ADDED}'"
        eventually(lambda: watched(self.cafe, changed) == 1)
        self._heed(self.words("The changes are saved."))

    def synthesis(self):
        """Write the workbook."""
        self.window.keys("ctrl+7")
        asked = self.words("Write the synthesis")
        self.window.until(["ctrl+Return"], lambda: self.window.shows(asked))
        self.answer(asked, self.synthesis_file)
        eventually(self.synthesis_file.exists)
        opening = self.words("Open the file")
        eventually(lambda: self._screen.focused() == ["button", opening])
        self._heed(opening)

    def tab_to(self, name, key="Tab"):
        """Press Tab until the keyboard is on what is called so."""
        eventually(self._screen.focused)
        for _ in range(MOST_STEPS):
            here = self._screen.focused()
            if here[1] == name:
                return
            self.window.keys(key)
            eventually(lambda here=here: self._screen.focused() != here)
            self._heed()
        raise AssertionError(f"{key} does not come to {name}")

    def write(self, text):
        """Type a text, and look whether it is there before going on: where a reader listens, Qt
        lets a shortcut overtake letters, and a busy screen loses some of who types too fast.
        """
        for attempt in range(ATTEMPTS):
            self.window.type(text, pause=20 * 4**attempt)
            with contextlib.suppress(AssertionError):
                return eventually(lambda: self._screen.written() == text, seconds=6)
            self.window.keys("ctrl+a")
        raise AssertionError(f"{text} cannot be typed: {self._screen.written()}")

    def answer(self, title, path):
        """Type where a file is into the dialog of this title."""
        self.window.dialog(title)
        self.window.keys("ctrl+a")
        self.window.type(str(path))
        self.window.keys("Return")
        eventually(lambda: not self.window.shows(title))
