"""What two spellings of the same words have in common, and what it is when nothing is."""

import pytest

from worldcafe.domain.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("N’GUESSAN, Zoë ", "n guessan zoe"),
        ("Łódź_Straße № 5", "lodz strasse no 5"),
        ("Ångström\u200d œuvre", "angstrom oeuvre"),
        ("مُدَرِّسَة", "مدرسه"),
        ("１２ Ⅻ", "12 xii"),
        ("– … ’", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_go_and_letters_stay(text, folded):
    assert fold(text) == folded
    assert fold(fold(text)) == folded
