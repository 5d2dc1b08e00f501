"""What, where and when."""

import datetime as dt

from worldcafe.domain import commands
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.chips import LanguageChips, NameChips
from worldcafe.ui.fields.dates import DateField
from worldcafe.ui.fields.in_place import LineInPlace, TimeField, commit_all
from worldcafe.ui.pages.prepare.part import Part
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import box, card, column, field, row, scrolling
from worldcafe.wording.languages import LANGUAGES


class EventPart(Part):
    """Title, place, date, start, organisers and working languages."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.title = LineInPlace(
            lambda text: self._describe(title=text),
            hint=words("What is the workshop called?"),
            name="headline",
        )
        self.place = LineInPlace(
            lambda text: self._describe(place=text), hint=words("City, building, room")
        )
        self.date = DateField(
            lambda date: self._describe(date=date),
            words,
            lambda: bridge.now().astimezone().date(),
        )
        self.starts_at = TimeField(lambda time: self._describe(starts_at=time), words)
        self.organisers = NameChips(
            lambda names: self._describe(organisers=names),
            words,
            hint=words("Add an organiser…"),
        )
        self.languages = LanguageChips(lambda codes: self._describe(languages=codes), words)
        self._arrange()
        self.starts_at.changing.connect(self._on_start_changing)

    def refresh(self) -> None:
        about = self.workshop.about
        self.title.show_value(about.title)
        self.place.show_value(about.place)
        self.date.show_value(about.date)
        self.starts_at.show_value(about.starts_at)
        self.organisers.show_value(about.organisers)
        self.languages.show_value(about.languages, tuple(LANGUAGES))

    def commit(self) -> None:
        commit_all((self.title, self.place, self.starts_at, self.organisers))

    def _arrange(self) -> None:
        words = self.words
        where = row(
            Filling(field(words("Place"), self.place)),
            field(words("Date"), self.date),
            field(words("The day begins at"), self.starts_at),
            gap=2 * SPACE,
        )
        what = card(
            column(field(words("Title"), self.title), where, gap=2 * SPACE),
            padding=3 * SPACE,
        )
        languages = card(
            column(
                field(
                    words("Working languages"),
                    self.languages,
                    words("Each table is given those that are spoken at it."),
                ),
                1,
            ),
            padding=3 * SPACE,
        )
        organisers = card(
            column(
                field(
                    words("Organisers"),
                    self.organisers,
                    words("They stand on the cover of the synthesis."),
                ),
                1,
            ),
            padding=3 * SPACE,
        )
        halves = row(Filling(languages), Filling(organisers), gap=2 * SPACE)
        self.setLayout(column(scrolling(box(column(what, halves, 1, gap=2 * SPACE)))))

    def _describe(self, **said: object) -> bool:
        return self.do(commands.DescribeWorkshop(about=self.workshop.about.but(**said)))

    def _on_start_changing(self, time: dt.time) -> None:
        self.preview([self.workshop.about.but(starts_at=time)])
