"""Figures: as the computer writes numbers or as was chosen, in window, projector and prints."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontMetricsF, QRawFont

from worldcafe.prints.lettering import Lettering, Type
from worldcafe.ui.painting.look import as_typed, dress
from worldcafe.ui.parts import label
from worldcafe.ui.projector.face import font
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.preferences import Preferences
from worldcafe.wording.languages import FACES, LANGUAGES, WIDEST, faces

OURS = LANGUAGES["ar"].figures


@pytest.fixture
def desktop(qapp):
    """In Arabic, and as it was afterwards."""
    before = qapp.layoutDirection()
    settings = Settings()
    settings.language = "ar"
    made = []

    def begun():
        made.append(Desktop(qapp, settings))
        return made[-1]

    yield begun
    for each in made:
        each.close()
    settings.language = "en"
    Desktop(qapp, settings).close()
    dress(qapp, dark=False)
    qapp.setLayoutDirection(before)


def computer(monkeypatch, name):
    there = QLocale(name)
    monkeypatch.setattr(QLocale, "system", lambda: there)


def test_the_computer_decides_until_the_person_does(monkeypatch):
    settings = Settings()
    computer(monkeypatch, "ar_MA")
    assert not settings.own_figures
    computer(monkeypatch, "ar_EG")
    assert settings.own_figures
    settings.own_figures = False
    assert not settings.own_figures


def test_preferences_keep_the_computers_way_until_another_is_chosen(monkeypatch):
    settings = Settings()
    computer(monkeypatch, "ar_EG")
    Preferences.of(settings).keep(settings)
    computer(monkeypatch, "fr_FR")
    assert not settings.own_figures


def test_only_a_language_with_figures_of_its_own_is_written_in_them():
    for code, tongue in LANGUAGES.items():
        assert faces(tongue, own_figures=False) == FACES
        assert (faces(tongue, own_figures=True) != FACES) is (code == "ar")


def test_window_and_projector_follow_and_what_is_typed_elsewhere_does_not(
    desktop, qapp, monkeypatch
):
    computer(monkeypatch, "ar_EG")
    begun = desktop()
    assert qapp.font().families()[0] == font(40).families()[0] == OURS
    assert as_typed(label("http://10.0.0.7:8040")).font().families() == list(FACES)
    begun.set_language("fr")
    assert qapp.font().families() == list(FACES)
    begun.set_language("ar")
    assert qapp.font().families()[0] == OURS


def test_its_figures_are_those_of_arabic_and_lines_stand_where_they_did(qapp):
    plain, own, arabic = QFont(), QFont(), QFont()
    for each, families in ((plain, FACES), (own, (OURS, *FACES)), (arabic, FACES[1:])):
        each.setFamilies(list(families))
        each.setPixelSize(40)
    there, before = QFontMetricsF(own), QFontMetricsF(plain)
    assert (there.ascent(), there.lineSpacing()) == (before.ascent(), before.lineSpacing())
    for metrics in (there, before):
        widths = map(metrics.horizontalAdvance, "0123456789")
        assert max(widths) <= metrics.horizontalAdvance(WIDEST)
    drawn, meant = QRawFont.fromFont(own), QRawFont.fromFont(arabic)
    for digit, wanted in zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True):
        (one,), (other,) = (
            face.glyphIndexesForString(text) for face, text in ((drawn, digit), (meant, wanted))
        )
        assert drawn.pathForGlyph(one) == meant.pathForGlyph(other)


def test_a_print_follows_but_for_what_a_phone_types(qapp):
    arabic = LANGUAGES["ar"]
    own = Lettering(right_to_left=True, faces=faces(arabic, own_figures=True))
    western = Lettering(right_to_left=True)
    width = 100

    def taken(letters, **how):
        return letters.block("8 3 5 7", Type(12, **how), width).text_width

    assert taken(own) != taken(western)
    assert taken(own, typed=True) == taken(western)


def test_a_print_leaves_the_figures_in_a_text_of_other_letters(qapp):
    own = Lettering(right_to_left=True, faces=faces(LANGUAGES["ar"], own_figures=True))
    western = Lettering(right_to_left=True)

    def taken(letters, text):
        return letters.block(text, Type(12), 100).text_width

    for text in ("en avril 2028", "O-118"):
        assert taken(own, text) == taken(western, text)
    assert taken(own, "في أبريل 2028") != taken(western, "في أبريل 2028")
