"""The gong: a real sound, played beside the window, and never a reason to fail."""

import datetime as dt
import threading
from array import array

import pytest

from small_cafe import MINUTE, Watch
from worldcafe.domain.clock import CueKind
from worldcafe.domain.commands import EndDay, PauseClock, StartSegment
from worldcafe.domain.commands.day import GoBack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.settings import Settings
from worldcafe.ui.sound import Bell, Recording, Sound, Tone, play, recording, softened
from worldcafe.wording import words_for

SECOND = dt.timedelta(seconds=1)
NULL = ("NULL",)
"""A device of miniaudio that takes samples at the pace of a real one and makes no sound."""
NOWHERE = ("AAUDIO",)
"""Android's sound system: no desktop has it."""
SHORT = Recording(array("h", range(0, 4410, 2)), 22_050)


@pytest.fixture(autouse=True)
def _nothing_chosen():
    """Qt remembers where settings are for as long as the process lives."""
    for name in ("sound-volume", "sound-muted", "sound-warning"):
        Settings().keep(name, "")


@pytest.fixture
def sound(qapp):
    made = Sound(Settings(), backends=NULL)
    yield made
    made.close()


@pytest.mark.parametrize("tone", Tone)
def test_a_sound_begins_loud_enough_never_clips_and_dies_away(tone):
    samples = recording(tone).samples
    loudest = max(map(abs, samples))
    last_tenth = samples[-len(samples) // 10 :]
    assert 0.4 * 32_767 < loudest < 0.95 * 32_767
    assert max(map(abs, samples[: len(samples) // 4])) == loudest
    assert max(map(abs, last_tenth)) < loudest / 10


def test_the_gong_is_louder_than_the_bowl():
    def energy(tone):
        return sum(sample * sample for sample in recording(tone).samples)

    assert energy(Tone.GONG) > 3 * energy(Tone.BOWL)


def test_half_the_volume_is_a_quarter_of_the_samples_and_none_is_silence():
    assert list(softened(SHORT, 50).samples) == [round(s / 4) for s in SHORT.samples]
    assert list(softened(SHORT, 100).samples) == list(SHORT.samples)
    assert not any(softened(SHORT, 0).samples)


def test_a_sound_is_played_to_its_end_on_a_device():
    assert play(SHORT, threading.Event(), NULL)


def test_a_computer_without_a_device_is_told_from_one_with():
    assert not play(SHORT, threading.Event(), NOWHERE)


def test_striking_does_not_wait_for_the_sound_and_closing_ends_it(sound):
    sound.strike()
    assert sound.playing
    (stroke,) = sound._strokes
    assert recording(Tone.GONG).seconds > 5
    sound.close()
    assert not stroke.is_alive()
    assert not sound.playing


def test_a_second_stroke_takes_the_place_of_the_first(sound, qtbot):
    sound.strike(Tone.GONG)
    (first,) = sound._strokes
    sound.strike(Tone.BOWL)
    qtbot.waitUntil(lambda: not first.is_alive())
    assert sound.playing


def test_without_a_device_striking_is_no_failure_and_the_control_learns_of_it(qtbot, qapp):
    sound = Sound(Settings(), backends=NOWHERE)
    with qtbot.waitSignal(sound.changed, timeout=3000):
        sound.strike()
    assert sound.silent
    sound.close()


def test_muting_falls_silent_at_once_and_is_remembered(sound, qtbot):
    sound.strike()
    sound.muted = True
    qtbot.waitUntil(lambda: not sound.playing)
    sound.strike()
    assert not sound.playing
    assert Sound(Settings()).muted


def test_the_warning_is_silent_unless_the_bowl_is_wished_for(sound):
    sound.tell(CueKind.WARNING)
    assert not sound.playing
    sound.warns = True
    sound.tell(CueKind.WARNING)
    assert sound.playing


def test_the_volume_is_remembered_and_a_senseless_one_forgotten(sound):
    sound.volume = 35
    assert Sound(Settings()).volume == 35
    Settings().keep("sound-volume", "loud")
    assert Sound(Settings()).volume == 80


class TestTheBell:
    """What fell due is told once, also when the clock was not looked at for a while."""

    @pytest.fixture
    def watch(self):
        return Watch()

    @pytest.fixture
    def bell(self, document, watch, qapp):
        bridge = Bridge(document, words_for("en"), now=watch)
        bell = Bell(bridge)
        bell.stop()
        bell.told = []
        bell.rang.connect(lambda signal: bell.told.append(signal.kind))
        document.do(StartSegment(segment="r1.talk"))
        bell.look()
        yield bell
        bridge.close()

    def test_a_talk_is_warned_of_and_ended_once(self, bell, watch):
        for _ in range(21 * 60):
            watch.advance(SECOND)
            bell.look()
        assert bell.told == [CueKind.WARNING, CueKind.END]

    def test_a_laptop_that_slept_through_the_end_tells_only_the_end(self, bell, watch):
        watch.advance(90 * MINUTE)
        bell.look()
        bell.look()
        assert bell.told == [CueKind.END]

    def test_a_talk_that_is_ended_early_is_told_of_once(self, bell, document, watch):
        watch.advance(10 * MINUTE)
        document.do(StartSegment(segment="r1.move"))
        bell.look()
        watch.advance(MINUTE)
        bell.look()
        assert bell.told == [CueKind.END]

    def test_going_on_after_the_end_is_not_told_again(self, bell, document, watch):
        watch.advance(20 * MINUTE)
        bell.look()
        document.do(StartSegment(segment="r1.move"))
        bell.look()
        assert bell.told == [CueKind.END]

    def test_going_back_is_no_end(self, bell, document, watch):
        document.do(StartSegment(segment="r1.move"))
        bell.look()
        bell.told.clear()
        watch.advance(MINUTE)
        document.do(GoBack())
        bell.look()
        assert bell.told == []

    def test_the_end_of_the_day_is_told_though_it_comes_early(self, bell, document, watch):
        watch.advance(MINUTE)
        document.do(EndDay())
        bell.look()
        assert bell.told == [CueKind.END]

    def test_nothing_is_told_while_the_clock_is_held(self, bell, document, watch):
        watch.advance(10 * MINUTE)
        document.do(PauseClock())
        watch.advance(60 * MINUTE)
        bell.look()
        assert bell.told == []
