"""The card that steers the projector and the gong, and the button it hangs from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from worldcafe.domain.clock import CueKind
from worldcafe.domain.commands import PutRound, StartSegment
from worldcafe.domain.model import Translation
from worldcafe.domain.projection import Choice, Scene
from worldcafe.ui.projector.control import ProjectorCard
from worldcafe.ui.projector.parts import Flash
from worldcafe.ui.shell.instruments import Instruments
from worldcafe.ui.shell.window import MainWindow


@pytest.fixture
def instruments(turin_bridge):
    made = Instruments(turin_bridge)
    made.bell.stop()
    yield made
    made.let_go()


@pytest.fixture
def window(instruments, turin_bridge, qtbot):
    made = MainWindow(turin_bridge)
    qtbot.addWidget(made)
    instruments.serve(made)
    made.show()
    return made


@pytest.fixture
def card(window, qtbot):
    qtbot.mouseClick(window.top.projector, Qt.MouseButton.LeftButton)
    made = window.findChild(ProjectorCard)
    assert made.isVisible()
    return made


@pytest.fixture
def click(qtbot):
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choice(card, wanted):
    return card.choices.buttons()[list(Choice).index(wanted)]


def test_the_button_tells_whether_the_room_sees_anything(card, window, instruments, click):
    assert not window.top.projector.isChecked()
    click(card.toggle)
    assert instruments.projects
    assert window.top.projector.isChecked()
    assert card.toggle.text() == "Close"
    click(card.toggle)
    assert not instruments.projects
    assert not window.top.projector.isChecked()


def test_one_key_opens_and_closes_it(window, instruments):
    window.act("projector")
    assert instruments.projects
    window.act("projector")
    assert not instruments.projects


def test_the_card_shows_what_the_room_would_see_before_it_does(card):
    def pixels(picture: QPixmap):
        return bytes(picture.toImage().constBits())

    welcome = pixels(card.picture.pixmap())
    choice(card, Choice.BLANK).click()
    assert pixels(card.picture.pixmap()) != welcome


def test_the_choices_change_the_screen_and_one_is_always_down(card, instruments, click):
    scenes = {
        Choice.QUESTION: Scene.QUESTION,
        Choice.PLACES: Scene.PLACES,
        Choice.INSIGHTS: Scene.INSIGHTS,
        Choice.JOIN: Scene.JOIN,
        Choice.BLANK: Scene.BLANK,
        Choice.AUTOMATIC: Scene.WELCOME,
    }
    for wanted, scene in scenes.items():
        click(choice(card, wanted))
        assert instruments.projector.window.scene is scene
        assert choice(card, wanted).isChecked()


def test_a_message_is_sent_with_return_and_taken_away(card, instruments, qtbot):
    card.message.setText("Lunch is served")
    qtbot.keyClick(card.message, Qt.Key.Key_Return)
    assert instruments.projector.message == "Lunch is served"
    card._clear_message()
    assert instruments.projector.message == ""
    assert card.message.text() == ""


def test_the_languages_of_the_questions_are_offered_beside_those_of_the_program(
    window, turin_bridge, instruments
):
    round_ = turin_bridge.workshop.rounds_in_order[0]
    swahili = Translation(lang="sw", question="Nini kinafanya kazi?")
    turin_bridge.do(PutRound(round=round_.but(translations=(swahili,))))
    turin_bridge.do(StartSegment(segment=f"{round_.id}.talk"))
    window.top.projector.click()
    card = window.findChild(ProjectorCard)
    offered = [card.second.itemData(k) for k in range(card.second.count())]
    assert offered[0] == ""
    assert {"fr", "es", "pt", "sw"} <= set(offered)
    assert "en" not in offered
    card.second.setCurrentIndex(offered.index("sw"))
    card.second.activated.emit(card.second.currentIndex())
    view = instruments.projector.window.views[Scene.QUESTION]
    assert view.question.texts[-1] == "Nini kinafanya kazi?"
    assert turin_bridge.settings.recall("projector-second-language") == "sw"


def test_the_look_of_the_projector_is_its_own(card, instruments, click):
    face = instruments.projector.window.face
    light, dark = card.face.itemAt(0).widget(), card.face.itemAt(1).widget()
    assert face.dark
    assert dark.isChecked()
    click(light)
    assert not face.dark


def test_the_gongs_volume_and_silence_are_chosen_here(card, instruments, click):
    from worldcafe.ui.projector.control import SoundControl

    control = card.findChild(SoundControl)
    control.volume.setValue(30)
    assert instruments.sound.volume == 30
    click(control.mute)
    assert instruments.sound.muted
    assert not control.test.isEnabled()
    click(control.mute)
    assert control.test.isEnabled()
    assert control.silent.isHidden()
    instruments.sound._on_ended(False)
    assert not control.silent.isHidden()


def test_a_signal_reaches_the_eyes_and_the_ears(instruments, window, turin_bridge):
    instruments.sound.muted = True
    told = []
    instruments.rang.connect(lambda due: told.append(due.kind))
    window.act("projector")
    round_ = turin_bridge.workshop.rounds_in_order[0]
    turin_bridge.do(StartSegment(segment=f"{round_.id}.talk"))
    instruments.bell.look()
    turin_bridge.do(StartSegment(segment=f"{round_.id}.move"))
    instruments.bell.look()
    assert told == [CueKind.END]
    assert instruments.projector.window._flash.isVisible()
    assert window.findChild(Flash).isVisible()
    assert window.findChild(Flash).geometry() == window.rect()


def test_no_projector_is_made_before_it_is_asked_for(instruments, window):
    assert instruments._projector is None
    instruments.let_go()
    assert instruments._projector is None
