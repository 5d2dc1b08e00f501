"""How somebody comes into the room by phone: the steps that screens show, in words."""

from dataclasses import dataclass

from worldcafe.wording.voices import Voices
from worldcafe.wording.words import Words


@dataclass(frozen=True)
class Step:
    """Something to scan, and what does the same by hand."""

    heading: str
    lines: tuple[str, ...]
    code: str
    """The text of the code to scan."""


def steps(
    voices: Voices, *, wifi_code: str, name: str, password: str, page: str, code: str, url: str
) -> tuple[Step, ...]:
    """Join the Wi-Fi, if there is something to scan for that; then open the page."""
    words = voices
    opened = Step(words("Open the page"), (page, _code(voices.first, code)), url)
    if not wifi_code:
        return (opened,)
    told = (name, _password(voices.first, password) if password else "")
    joined = Step(words("Join the Wi-Fi"), tuple(filter(None, told)), wifi_code)
    return tuple(
        Step(f"{n}. {step.heading}", step.lines, step.code)
        for n, step in enumerate((joined, opened), start=1)
    )


def _code(words: Words, code: str) -> str:
    """In one language: what is to be typed is no text to be read twice."""
    return words("Code: {code}", code=code)


def _password(words: Words, password: str) -> str:
    return words("Password: {password}", password=password)
