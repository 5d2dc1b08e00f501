"""What the program says, in the language of whoever reads it.

The source is English; `resources/i18n/<language>.po` holds the translations. The
desktop, the command line and the workbook all speak through `Words`.
"""

from worldcafe.wording.marker import N_
from worldcafe.wording.words import TRANSLATED, Words, words_for

__all__ = ["N_", "TRANSLATED", "Words", "words_for"]
