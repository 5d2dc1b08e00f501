"""What workbooks are tried with: hostile texts, and a language that says what it likes."""

import datetime as dt

from small_cafe import opportunity, small_workshop
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words, words_for

ENGLISH = words_for("en")
TURIN_TIME = dt.timezone(dt.timedelta(hours=2))
MADE_AT = dt.datetime(2027, 4, 21, 12, 40, tzinfo=TURIN_TIME)
HOSTILE = [
    "=1+1", "+33 6", "-x", "@SUM(A1)", "#N/A", "#REF!", "_x0041_", "_x005F_x0041_", "TRUE",
    "'quoted", "\ttab", "12", "1-2", "<b>&amp;</b>", "a]]>b", " two  spaces ", "\u202eabc",
    "\u2028line", "العربية", "👩\u200d👩\u200d👧 family", "{n}", "%s", "&P&N", "\xa0", "\x85",
]  # fmt: skip


class Translated(Words):
    """Another language: every text of the program, changed."""

    def __init__(self, change):
        super().__init__("en")
        self._change = change

    def __call__(self, message, **params):
        return self._change(super().__call__(message, **params))


def hostile_workshop():
    """A café where every hostile text is a title, a description and part of a theme."""
    said = [
        opportunity(f"c{n}", themes=("skills", f"{text} ours")).model_copy(
            update={"title": text, "description": text}
        )
        for n, text in enumerate(HOSTILE)
    ]
    return Workshop.of([*small_workshop().entities(), *said])
