"""A reminder as a mail that a person sends themselves: subject, text, and as an address.

The address is one of RFC 6068, which the system's mail program opens; nothing is sent here.
"""

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import quote

from worldcafe.domain.reminders import Promise, Reminder
from worldcafe.wording.languages import TRANSLATED
from worldcafe.wording.words import Words, words_for

LONGEST = 2_000
"""Letters of an address: Windows hands on no more than 2,083."""
_NAME, _STEP = 40, 80
"""Letters of names and of steps in an address; one of Arabic takes six of an address."""
_PART = r"""[^\s@<>,;:"()\[\]\\\x00-\x1f]"""
_ADDRESS = re.compile(f"{_PART}{{1,64}}@{_PART}{{1,190}}")


def words_of(reminder: Reminder, words: Words) -> Words:
    """The first of their languages that the program speaks, else that of the desk."""
    spoken = (each for each in reminder.languages if each in TRANSLATED)
    return words_for(next(spoken, words.language))


def subject(title: str, words: Words) -> str:
    """`Your next steps from “Turin”`."""
    return words("Your next steps from “{title}”", title=_short(title) or "World Café")


def text(reminder: Reminder, title: str, date: dt.date | None, words: Words) -> str:
    """The whole mail, with every step."""
    lines = [_line(each, words) for each in reminder.promises]
    return _text(reminder.owner, title, date, words, lines)


def mail_address(reminder: Reminder, title: str, date: dt.date | None, words: Words) -> str:
    """The mail as a `mailto:` address; steps that find no room in it are counted at its end.

    Without an address that is one, whom it goes to is left to the person.
    """
    owner, title = _short(reminder.owner, _NAME), _short(title, _NAME)
    to = reminder.email if _ADDRESS.fullmatch(reminder.email) else ""
    head = f"mailto:{quote(to, safe='@')}?subject={quote(subject(title, words), safe='')}&body="
    lines = [_line(each, words, _STEP) for each in reminder.promises]
    for n_left in range(len(lines) + 1):
        told = lines[: len(lines) - n_left]
        if n_left:
            told.append(words.plural("… and {n} more", "… and {n} more", n_left))
        body = _text(owner, title, date, words, told).replace("\n", "\r\n")
        address = head + quote(body, safe="")
        if len(address) <= LONGEST:
            break
    return address


def _text(
    owner: str, title: str, date: dt.date | None, words: Words, lines: Sequence[str]
) -> str:
    owner, title = _short(owner), _short(title) or "World Café"
    begin = (
        words("After “{title}” on {date}, these next steps are yours:", title=title,
              date=words.date(date))
        if date
        else words("After “{title}”, these next steps are yours:", title=title)
    )  # fmt: skip
    hello = words("Hello {name},", name=owner) if owner else words("Hello,")
    end = words("Please reply with what became of them.")
    return "\n".join([hello, "", begin, *lines, "", end])


def _line(promise: Promise, words: Words, most: int = 0) -> str:
    said = _short(promise.text, most)
    if promise.reference:
        said = f"{said} ({promise.reference})"
    if promise.due:
        return words("• By {date}: {step}", date=words.date(promise.due), step=said)
    return f"• {said}"


def _short(said: str, most: int = 0) -> str:
    """A text on one line, of this many letters at most if that is said."""
    line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return f"{line[: most - 1].rstrip()}…" if 0 < most < len(line) else line
