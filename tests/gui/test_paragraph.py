"""Paragraphs that are read from the right."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF

from worldcafe.ui.painting.paragraph import in_lines
from worldcafe.ui.parts import label
from worldcafe.wording import TRANSLATED, words_for

LINES = (
    "الأسماء وعناوين البريد الإلكتروني وكل ما تقوله القائمة عنهم، ومقاعدهم القادمة، وكل ما"
    " يربطهم بطاولة أو مساهمة أو جهة اتصال أو صوت: هنا، وفي سجل هذا الملف، وفي النسخ التي"
    " يحتفظ بها worldcafe على هذا الحاسوب."
)


@pytest.fixture
def leftwards(qapp):
    """The program in Arabic."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)


def shown(qtbot, made, width):
    qtbot.addWidget(made)
    made.resize(width, made.heightForWidth(width))
    made.show()
    return made.grab().toImage()


def inked(picture, rows, columns):
    """Whether anything is painted there."""
    paper = picture.pixelColor(picture.width() - 1, 0)
    return any(picture.pixelColor(x, y) != paper for y in rows for x in columns)


def test_every_line_in_arabic_begins_at_the_same_edge(leftwards, qtbot):
    made = label(LINES, wrap=True)
    picture = shown(qtbot, made, 530)
    high = made.fontMetrics().height()
    assert picture.height() >= 3 * high
    near_the_edge = range(picture.width() - 3, picture.width())
    for k in range(3):
        assert inked(picture, range(k * high, (k + 1) * high), near_the_edge), k


def test_a_full_line_in_arabic_is_not_cut(leftwards, qtbot):
    first, _space, _rest = LINES.partition(" عنهم")
    made = label(LINES, wrap=True)
    qtbot.addWidget(made)
    whole = made.fontMetrics().horizontalAdvance(first)
    picture = shown(qtbot, made, whole + 1)
    high = made.fontMetrics().height()
    assert inked(picture, range(high), range(picture.width() - 3, picture.width()))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_date_in_figures_stays_on_one_line(language, qapp):
    date = words_for(language).date(dt.date(2027, 6, 10), "short")
    face = qapp.font()
    before = "كلمة كلمة · "
    for letters in range(len(date)):
        width = QFontMetricsF(face).horizontalAdvance(before + date[:letters]) + 1
        assert date in in_lines(before + date, width, face).split("\n"), letters


def test_a_label_that_is_switched_off_looks_so_in_arabic_too(leftwards, qtbot):
    made = label(LINES, wrap=True)
    made.setStyleSheet("QLabel { color: #000000; } QLabel:disabled { color: #ff0000; }")
    made.setEnabled(False)
    picture = shown(qtbot, made, 530)
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert QColor("#ff0000").name() in colours
    assert QColor("#000000").name() not in colours
