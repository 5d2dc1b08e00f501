"""In which of the program's languages a text is written."""

import re
from functools import cache
from typing import Any

from worldcafe.domain.vocabulary import LANGUAGES

LEAST_DOUBT = 20
"""Characters below which a guess against what was said is none."""
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_NOT_ARABIC = re.compile(
    r"[\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06cc\u06d2]"
)
"""Letters of Persian and Urdu that Arabic does not write."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LEAST = 0.5
"""How likely the best of our languages must be against the other four."""
_SURE = 0.8
"""The same, where somebody said otherwise."""
_FOREIGN = 0.95
"""How likely a language that is none of ours must be for nothing to be proposed."""


def other_language(text: str, said: str) -> str | None:
    """The language in which a text seems to be, where it is none or another than is said.

    The script tells at once; words must be many enough to speak against what somebody said.
    """
    seen = _by_script(text)
    if seen is None:
        against = bool(said) and said != "ar"
        if against and len(text.strip()) < LEAST_DOUBT:
            return None
        seen = guess_language(text, at_least=_SURE if against else _LEAST)
        if seen == "ar" and not _ARABIC.search(text):
            return None
    return seen if seen != said else None


def _by_script(text: str) -> str | None:
    """Arabic, if most of the letters are its own."""
    letters = sum(map(len, _LETTERS.findall(text)))
    if not letters or _NOT_ARABIC.search(text):
        return None
    return "ar" if 2 * len(_ARABIC.findall(text)) > letters else None


def guess_language(text: str, *, at_least: float = _LEAST) -> str | None:
    """The ISO 639-1 code of a text's language, one of the program's five.

    `at_least` is how likely it must be against the program's other languages. None if it is
    less, if the text says too little (a name, a number), if it is more likely in another
    language, or if what tells languages apart cannot be loaded.
    """
    if len(_LETTERS.findall(text)) < 2:
        return None
    identifier = _identifier()
    if identifier is None:
        return None
    ranked = [(str(code), float(likely)) for code, likely in identifier.rank(text)]
    best, likely = ranked[0]
    is_ours = best in LANGUAGES or best.startswith("ar")  # Arabic as it is spoken: arz, ary …
    if not is_ours and likely >= _FOREIGN:
        return None
    ours = [(likely, code) for code, likely in ranked if code in LANGUAGES]
    total = sum(likely for likely, _ in ours)
    likely, code = max(ours)
    return code if total > 0 and likely / total >= at_least else None


@cache
def _identifier() -> Any:
    try:
        from py3langid import langid  # type: ignore[import-untyped]  # noqa: PLC0415 - slow

        return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    except Exception:  # noqa: BLE001 - missing or damaged alike: nothing is proposed
        return None
