"""The projector: what the room sees, and that it is read from the last row."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from small_cafe import MINUTE, Watch
from worldcafe.domain.clock import CueKind
from worldcafe.domain.commands import (
    ClearSeating,
    DescribeConversation,
    DescribeWorkshop,
    EndDay,
    PauseClock,
    PutParticipant,
    PutRound,
    PutTheme,
    StartSegment,
)
from worldcafe.domain.model import Participant, Theme, Translation
from worldcafe.domain.projection import Choice, ClockTone, Entry, Scene, entries
from worldcafe.domain.vocabulary import Kind
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.paragraph import in_lines
from worldcafe.ui.projector import Projector
from worldcafe.ui.projector.displays import display_for
from worldcafe.ui.projector.face import Face, font
from worldcafe.ui.projector.paged import spread
from worldcafe.ui.projector.places import NameColumns, TableCards
from worldcafe.ui.projector.scenes import MARGIN
from worldcafe.wording import words_for
from worldcafe.wording.direction import runs_leftwards
from worldcafe.wording.projection import insights
from worldcafe.wording.voices import Voices, beside

SECOND = dt.timedelta(seconds=1)
ARABIC = "ما الذي ينجح عندنا؟"
SIZES = [(1920, 1080), (1280, 720), (1024, 768), (1280, 800)]


@pytest.fixture
def watch():
    return Watch(dt.datetime(2026, 3, 12, 9, 0).astimezone())


@pytest.fixture
def projector(document, watch, qapp):
    """On the small café: two tables, two rounds of 20 and 5 minutes, then the harvest."""
    bridge = Bridge(document, words_for("en"), now=watch)
    made = Projector(bridge)
    made.window.resize(1280, 720)
    made.window.show()
    QTest.qWaitForWindowExposed(made.window)
    yield made
    made.let_go()
    bridge.close()


@pytest.fixture
def view(projector):
    """The scene on the screen."""
    return lambda: projector.window.views[projector.window.scene]


def say_insight(document, text, table="t1", round_="r1"):
    document.do(
        DescribeConversation(
            table_id=table, round_id=round_, key_insight=text, key_insight_lang="en"
        )
    )


class TestWhatIsShown:
    def test_the_screen_follows_the_day(self, projector, document):
        seen = [projector.window.scene]
        for key in ("r1.talk", "r1.move", "r2.talk", "r2.move", "harvest"):
            document.do(StartSegment(segment=key))
            seen.append(projector.window.scene)
        document.do(EndDay())
        seen.append(projector.window.scene)
        assert seen == [
            Scene.WELCOME, Scene.QUESTION, Scene.PLACES, Scene.QUESTION,
            # After the last round nobody has a table to go to: they go back to the plenary.
            Scene.QUESTION, Scene.INSIGHTS, Scene.THANKS,
        ]  # fmt: skip

    def test_a_choice_of_the_facilitator_stays_until_the_next(self, projector, document):
        projector.show_what(Choice.INSIGHTS)
        document.do(StartSegment(segment="r1.talk"))
        assert projector.window.scene is Scene.INSIGHTS
        projector.show_what(Choice.AUTOMATIC)
        assert projector.window.scene is Scene.QUESTION

    def test_the_question_of_the_running_round_is_shown_and_follows_an_edit(
        self, projector, document, view
    ):
        document.do(StartSegment(segment="r2.talk"))
        assert view().question.texts == ("What next?",)
        assert view().position.texts == ("Round 2 of 2",)
        round_ = document.workshop.rounds["r2"]
        document.do(PutRound(round=round_.but(question="What then?")))
        assert view().question.texts == ("What then?",)

    def test_a_round_without_a_question_shows_those_of_the_themes(
        self, projector, document, view
    ):
        theme = document.workshop.themes["children"]
        document.do(PutTheme(theme=theme.but(question="How does a child leave work?")))
        document.do(PutRound(round=document.workshop.rounds["r1"].but(question="")))
        document.do(StartSegment(segment="r1.talk"))
        assert [asked[2] for asked in view().themes.asked] == ["How does a child leave work?"]
        assert view().themes.isVisible()

    def test_a_message_stands_below_until_it_is_taken_away(self, projector, document, view):
        document.do(StartSegment(segment="r1.talk"))
        before = view().height()
        projector.say("Lunch   is\nserved")
        assert projector.window._banner.isVisible()
        assert projector.window._banner.texts == ("Lunch is served",)
        assert view().height() < before
        projector.say("")
        assert not projector.window._banner.isVisible()
        assert view().height() == before

    @pytest.mark.parametrize("by_table", [False, True])
    def test_who_goes_where_is_an_empty_page_while_nobody_is_seated(
        self, projector, document, view, by_table
    ):
        document.do(ClearSeating())
        projector.show_by_table(by_table)
        projector.show_what(Choice.PLACES)
        assert not view().grab().isNull()
        assert view().heading.texts == ("Who goes where: round 1",)

    def test_a_long_message_takes_the_room_it_needs_to_be_read(self, projector, document, view):
        document.do(StartSegment(segment="r1.talk"))
        banner = projector.window._banner
        projector.say("Lunch is served")
        short = banner.height()
        projector.say("Please leave your cup on the table and take your notes along. " * 4)
        assert banner.height() > short
        assert (
            banner.letters_in(banner.width(), banner.height()) >= projector.window.height() / 20
        )
        projector.say("Read me. " * 110)
        assert view().height() > projector.window.height() / 2

    def test_a_message_can_have_the_screen_to_itself(self, projector, view):
        projector.say("Back at two")
        projector.show_what(Choice.MESSAGE)
        assert view().text.texts == ("Back at two",)
        assert not projector.window._banner.isVisible()
        projector.say("")
        assert projector.window.scene is not Scene.MESSAGE

    def test_markup_in_a_message_is_shown_as_it_was_typed(self, projector, view):
        projector.say("<b>9 < 10</b>")
        projector.show_what(Choice.MESSAGE)
        assert view().text.texts == ("<b>9 < 10</b>",)

    def test_an_insight_that_comes_during_the_harvest_has_the_wall_first(
        self, projector, document, view
    ):
        say_insight(document, "Start with the school.")
        document.do(StartSegment(segment="harvest"))
        wall = view().wall
        assert wall.large is None
        assert [each.text for each in wall.shown] == ["Start with the school."]
        say_insight(document, "Ask the mayors.", "t2")
        say_insight(document, "Count twice.", "t1", "r2")
        assert wall.large.text == "Ask the mayors."
        wall._on_large_read()
        assert wall.large.text == "Count twice."
        wall._on_large_read()
        assert wall.large is None
        assert [each.text for each in wall.shown] == [
            "Count twice.", "Ask the mayors.", "Start with the school.",
        ]  # fmt: skip
        assert wall.shown[1].origin == "Table 2 – Job creation"

    def test_what_was_said_while_the_wall_was_not_seen_is_not_news(
        self, projector, document, view
    ):
        projector.show_what(Choice.INSIGHTS)
        projector.show_what(Choice.AUTOMATIC)
        say_insight(document, "Start with the school.")
        projector.close()
        say_insight(document, "Ask the mayors.", "t2")
        projector.window.show()
        document.do(StartSegment(segment="harvest"))
        assert view().wall.large is None
        assert len(view().wall.shown) == 2

    def test_a_paused_clock_says_so_and_stands(self, projector, document, watch, view):
        document.do(StartSegment(segment="r1.talk"))
        watch.advance(3 * MINUTE)
        document.do(PauseClock())
        watch.advance(3 * MINUTE)
        projector.window.tick()
        assert (view().ring.digits, view().ring.tone) == ("17:00", ClockTone.HELD)
        assert view().ring.caption == "Paused"

    def test_no_dialog_tooltip_or_cursor_belongs_to_it(self, projector):
        assert projector.window.cursor().shape() is Qt.CursorShape.BlankCursor
        parts = projector.window.findChildren(QWidget)
        assert not [part for part in parts if isinstance(part, QDialog)]
        assert not [part for part in parts if part.toolTip()]
        assert not [
            part for part in parts if part.testAttribute(Qt.WidgetAttribute.WA_SetCursor)
        ]

    def test_escape_closes_it_and_f11_fills_the_display(self, projector, qtbot):
        QTest.keyClick(projector.window, Qt.Key.Key_F11)
        assert projector.window.isFullScreen()
        QTest.keyClick(projector.window, Qt.Key.Key_F11)
        assert not projector.window.isFullScreen()
        with qtbot.waitSignal(projector.changed):
            QTest.keyClick(projector.window, Qt.Key.Key_Escape)
        assert not projector.is_open


def test_the_thanks_count_what_the_synthesis_counts_and_those_who_came(
    projector, document, view
):
    from small_cafe import record
    from worldcafe.domain.commands.presence import MarkAbsent

    document.do(record("c1"))
    document.do(record("c2", table_id="t2", kind=Kind.IDEA))
    say_insight(document, "Ask the mayors.", "t1", "r2")
    document.do(MarkAbsent(participant_ids=frozenset({"emil"})))
    document.do(EndDay())
    assert view().numbers._numbers == (
        (4, "people"), (3, "conversations"), (2, "contributions"), (1, "opportunity"),
    )  # fmt: skip


class TestTheRing:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("two", [False, True])
    def test_the_digits_are_a_fifth_of_the_screen_high(
        self, projector, document, watch, view, size, two
    ):
        if two:
            round_ = document.workshop.rounds["r1"]
            arabic = Translation(lang="ar", question=ARABIC)
            document.do(PutRound(round=round_.but(translations=(arabic,))))
            projector.speak_also("ar")
        projector.window.resize(*size)
        document.do(StartSegment(segment="r1.talk"))
        watch.advance(5 * MINUTE)
        projector.window.tick()
        assert view().ring.digits == "15:00"
        # Qt rounds to whole pixels.
        assert view().ring.digit_pixels >= size[1] / 5 - 1
        assert view().ring.digit_pixels < size[1] / 2

    def test_warning_and_overtime_change_colour_and_shape(
        self, projector, document, watch, view
    ):
        document.do(StartSegment(segment="r1.talk"))
        pictures, tones = [], []
        for minutes in (1, 18, 4):
            watch.advance(minutes * MINUTE)
            projector.window.tick()
            tones.append(view().ring.tone)
            pictures.append(shape(view().ring))
        assert tones == [ClockTone.CALM, ClockTone.WARNING, ClockTone.OVER]
        # In grey, the middle of the disc and the inner ring tell them apart without a colour.
        assert len(set(pictures)) == 3

    def test_a_second_repaints_the_ring_alone_and_little_of_it(
        self, projector, document, watch, view, qapp
    ):
        document.do(StartSegment(segment="r1.talk"))
        watch.advance(4 * MINUTE + 5 * SECOND)
        projector.window.tick()
        qapp.processEvents()
        with Painted(projector.window) as painted:
            watch.advance(SECOND)
            projector.window.tick()
            qapp.processEvents()
        assert set(painted.regions) == {view().ring}
        whole = projector.window.width() * projector.window.height()
        area = sum(r.width() * r.height() for r in painted.regions[view().ring])
        assert 0 < area < whole / 30

    def test_nothing_is_repainted_while_nothing_changes(
        self, projector, document, watch, view, qapp
    ):
        document.do(StartSegment(segment="r1.talk"))
        document.do(PauseClock())
        qapp.processEvents()
        with Painted(projector.window) as painted:
            watch.advance(10 * SECOND)
            projector.window.tick()
            projector.window.show_workshop()
            qapp.processEvents()
        assert not painted.regions

    def test_what_was_repainted_in_parts_looks_like_what_is_painted_whole(
        self, projector, document, watch, view, qapp
    ):
        document.do(StartSegment(segment="r1.talk"))
        projector.window.tick()
        qapp.processEvents()
        for _ in range(90):
            watch.advance(7 * SECOND)
            projector.window.tick()
            qapp.processEvents()
        in_parts = on_screen(projector.window)
        projector.window.views[Scene.QUESTION].ring.repaint()
        whole = on_screen(projector.window)
        assert in_parts == whole


class TestWhoGoesWhere:
    def test_people_stand_by_family_name_with_the_table_of_the_next_round(
        self, projector, document, view
    ):
        document.do(StartSegment(segment="r1.move"))
        assert [(e.family_name, e.table) for e in view().names.shown] == [
            ("Costa", 2), ("Diop", 1), ("Haddad", 2), ("Novák", 1), ("Rossi", 2),
        ]  # fmt: skip

    def test_whoever_asked_not_to_be_named_is_counted_and_never_named(
        self, projector, document, view
    ):
        dina = document.workshop.participants["dina"]
        document.do(PutParticipant(participant=dina.but(name_hidden=True)))
        document.do(StartSegment(segment="r1.move"))
        assert "Haddad" not in [entry.family_name for entry in view().names.shown]
        assert view().names.note == "1 person is not named here: the badge says where."
        projector.show_by_table(True)
        second = next(each for each in view().tables.shown if each.number == 2)
        assert second.names == ("Bruno Costa", "Chiara Rossi")
        assert second.n_unnamed == 1

    def test_whoever_is_absent_is_sent_nowhere(self, projector, document, view):
        from worldcafe.domain.commands.presence import MarkAbsent

        document.do(MarkAbsent(participant_ids=frozenset({"emil"})))
        document.do(StartSegment(segment="r1.move"))
        assert "Novák" not in [entry.family_name for entry in view().names.shown]

    @given(n=st.integers(1, 2000), size=st.sampled_from(SIZES))
    def test_every_name_has_its_page_in_a_line_that_can_be_read(self, n, size):
        columns = NameColumns(Face())
        columns.face.height = size[1]
        body = size[1] * (1 - 2 * MARGIN - 0.2)
        columns.resize(int(size[0] - 2 * MARGIN * size[1]), int(body))
        people = tuple(Entry(f"Name {k:04}", "", k % 40 + 1) for k in range(n))
        columns.show_entries(people, "")
        columns.lay_out(again=True)
        seen, fullest = [], 0
        for _ in range(columns.n_pages):
            seen += columns.shown
            fullest = max(fullest, len(columns.shown))
            columns.turn()
        assert tuple(seen) == people
        assert columns.page == 0
        rows = -(-fullest // columns._n_columns)
        assert columns.body.height() / rows >= 0.06 * size[1]

    @given(n=st.integers(1, 500), pages=st.integers(1, 60))
    def test_pages_are_even_and_leave_nobody_out(self, n, pages):
        parts = [spread(n, pages, page) for page in range(pages)]
        assert parts[0][0] == 0
        assert parts[-1][1] == n
        assert all(one[1] == other[0] for one, other in pairwise(parts))
        sizes = {end - begin for begin, end in parts}
        assert max(sizes) - min(sizes) <= 1

    def test_many_pages_turn_by_themselves_the_fuller_the_slower(self, qtbot):
        columns = NameColumns(Face())
        qtbot.addWidget(columns)
        columns.resize(1200, 500)
        columns.show()
        columns.show_entries(tuple(Entry(f"N{k}", "", 1) for k in range(400)), "")
        assert columns._timer.isActive()
        full = columns.seconds()
        one_too_many = columns._n_columns * columns._n_rows(foot=False) + 1
        columns.show_entries(tuple(Entry(f"N{k}", "", 1) for k in range(one_too_many)), "")
        assert columns.n_pages == 2
        assert columns.seconds() < full
        with qtbot.waitSignal(columns._timer.timeout, timeout=20_000, raising=False) as turned:
            columns._timer.setInterval(10)
        assert turned.signal_triggered
        assert columns.page == 1

    def test_one_page_stays_where_it_is(self, qtbot):
        cards = TableCards(Face())
        qtbot.addWidget(cards)
        cards.resize(1200, 600)
        cards.show()
        assert cards.n_pages == 1
        assert not cards._timer.isActive()


class TestLanguages:
    def test_both_languages_are_asked_at_once(self, projector, document, view):
        round_ = document.workshop.rounds["r1"]
        french = Translation(lang="fr", question="Qu’est-ce qui marche ?")
        document.do(PutRound(round=round_.but(translations=(french,))))
        document.do(StartSegment(segment="r1.talk"))
        assert view().question.texts == ("What works?",)
        projector.speak_also("fr")
        assert view().question.texts == ("What works?", "Qu’est-ce qui marche ?")
        assert view().heading.texts[0].count("·") >= 1
        assert "Tour 1" in view().heading.texts[0]

    def test_the_first_language_has_its_translation_and_the_original_stands_beside(self):
        workshop_round = _round(question="Que faire ?", translations={"en": "What to do?"})
        assert Voices(words_for("en")).questions(workshop_round) == ("What to do?",)
        both = Voices(words_for("en"), "fr").questions(workshop_round)
        assert both == ("What to do?", "Que faire ?")

    def test_a_theme_whose_question_alone_is_translated_keeps_the_name_the_program_knows(self):
        theme = Theme(
            id="t", name="Child labour", code="child_labour", question="How?",
            translations=(Translation(lang="fr", question="Comment ?"),),
        )  # fmt: skip
        voices = Voices(words_for("en"), "fr")
        assert voices.theme_names(theme) == ("Child labour", "Travail des enfants")
        assert voices.questions(theme) == ("How?", "Comment ?")

    def test_a_card_of_the_wall_says_its_table_once_and_its_theme_in_both_languages(
        self, document
    ):
        say_insight(document, "Ask the mayors.", "t2")
        (card,) = insights(document.workshop, Voices(words_for("es"), "fr"))
        assert card.origin == f"Mesa 2 – {beside(('Creación de empleo', 'Création d’emplois'))}"

    def test_a_language_without_a_translation_repeats_nothing(self):
        workshop_round = _round(question="What to do?", translations={})
        assert Voices(words_for("en"), "es").questions(workshop_round) == ("What to do?",)

    @pytest.mark.parametrize(
        ("text", "leftwards"),
        [
            (ARABIC, True),
            ("What?", False),
            ("« ما هذا »", True),
            ("12:30 – مساء", True),
            ("", False),
        ],
    )
    def test_the_first_letter_decides_the_direction(self, text, leftwards):
        assert runs_leftwards(text) is leftwards

    def test_a_question_in_arabic_begins_at_the_right(self, projector, document, view, qapp):
        document.do(PutRound(round=document.workshop.rounds["r1"].but(question=ARABIC)))
        document.do(StartSegment(segment="r1.talk"))
        qapp.processEvents()
        text = view().question
        inked = inked_columns(text)
        assert max(inked) > text.width() * 0.9

    def test_a_window_read_leftwards_has_its_ring_on_the_left(self, projector, document, view):
        document.do(StartSegment(segment="r1.talk"))
        assert view().ring.geometry().center().x() > projector.window.width() / 2
        projector.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert view().ring.geometry().center().x() < projector.window.width() / 2


class TestDisplays:
    """The facilitator's display is never taken unasked."""

    class Display:
        def __init__(self, name):
            self._name = name

        def name(self):
            return self._name

    def test_another_display_than_the_facilitators_is_taken(self):
        laptop, beamer = self.Display("laptop"), self.Display("beamer")
        assert display_for([laptop, beamer], laptop) is beamer
        assert display_for([beamer, laptop], laptop) is beamer
        assert display_for([laptop], laptop) is None

    def test_a_wish_is_followed_as_long_as_it_can_be(self):
        laptop, beamer, wall = map(self.Display, ("laptop", "beamer", "wall"))
        assert display_for([laptop, beamer, wall], laptop, "wall") is wall
        assert display_for([laptop, beamer], laptop, "wall") is beamer

    def test_with_one_display_it_is_a_window_that_does_not_cover_it(self, projector):
        screen = QGuiApplication.primaryScreen()
        projector.open(screen)
        assert not projector.window.isFullScreen()
        assert projector.window.width() < screen.geometry().width()

    def test_the_facilitators_display_is_known_when_their_window_was_built_anew(
        self, projector
    ):
        window = QWidget()
        projector.open(window.screen())
        window.deleteLater()
        del window
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        projector.move_to("")
        assert not projector.window.isFullScreen()


def test_the_gong_is_seen_as_a_frame_that_goes_again(projector, qtbot):
    projector.ring(CueKind.END)
    assert projector.window._flash.isVisible()
    qtbot.waitUntil(lambda: not projector.window._flash._timer.isActive(), timeout=5000)
    assert not projector.window._flash.isVisible()


def test_it_outlives_the_workshops_changes_and_lets_go_of_them(document, watch, qapp):
    bridge = Bridge(document, words_for("en"), now=watch)
    projector = Projector(bridge)
    projector.let_go()
    document.do(DescribeWorkshop(about=document.workshop.about.but(title="Another")))
    bridge.close()


def test_no_name_that_is_hidden_is_among_the_entries(workshop):
    hidden = {id: person.but(name_hidden=True) for id, person in workshop.participants.items()}
    shown, n = entries(_with_people(workshop, hidden), "r1")
    assert (shown, n) == ((), 5)


class Painted(QObject):
    """Which widgets of a window are painted, and where; a context manager."""

    def __init__(self, window):
        super().__init__()
        self._window = window
        self.regions = {}

    def __enter__(self):
        QApplication.instance().installEventFilter(self)
        return self

    def __exit__(self, *_):
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched, event):
        painted = event.type() == QEvent.Type.Paint and isinstance(watched, QWidget)
        if painted and watched.window() is self._window:
            self.regions.setdefault(watched, []).extend(QRegion(event.region()))
        return False


def shape(ring):
    """Which of some points of the ring are dark, whatever their colour."""
    image = ring.grab().toImage()
    middle, side = image.width() / 2, image.width()
    spots = [(middle, side * share) for share in (0.04, 0.0875, 0.2, 0.25)]
    ground = image.pixelColor(2, 2).lightness()
    return tuple(
        abs(image.pixelColor(round(x), round(y)).lightness() - ground) > 40 for x, y in spots
    )


def on_screen(window):
    """The pixels the window system was given, without painting anything anew."""
    return window.screen().grabWindow(window.winId()).toImage()


def inked_columns(widget):
    image = widget.grab().toImage()
    ground = image.pixelColor(0, 0)
    return [
        x for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(0, image.height(), 2))
    ]  # fmt: skip


def _round(*, question, translations):
    from worldcafe.domain.model import Round

    return Round(
        id="r", number=1, question=question,
        translations=tuple(Translation(lang=k, question=v) for k, v in translations.items()),
    )  # fmt: skip


def _with_people(workshop, people: dict[str, Participant]):
    from dataclasses import replace

    return replace(workshop, participants=people)


def test_a_wrapped_question_has_no_spaces_at_the_ends_of_its_lines(qapp):
    question = "من يمكن أن يتعلم ممن، وبماذا يأتي كل منهما؟"
    lines = in_lines(question, 400, font(56)).split("\n")
    assert len(lines) > 1
    assert " ".join(lines) == question
