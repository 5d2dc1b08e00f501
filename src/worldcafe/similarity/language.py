"""In which of the program's languages a text is written."""

import re
from functools import cache
from typing import Any

from worldcafe.wording.languages import LANGUAGES

LEAST_DOUBT = 20
"""Characters below which a guess against what was said is none."""
_SCRIPTS = {
    code: (re.compile(each.letters), re.compile(each.foreign_letters or "(?!)"))
    for code, each in LANGUAGES.items()
    if each.letters
}
"""The letters that a language has for itself, and those of its script that are not its own."""
_OURS = {kin for code, each in LANGUAGES.items() for kin in (code, *each.kin)}
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
        against = bool(said) and said not in _SCRIPTS
        if against and len(text.strip()) < LEAST_DOUBT:
            return None
        seen = guess_language(text, at_least=_SURE if against else _LEAST)
        if seen in _SCRIPTS and not _SCRIPTS[seen][0].search(text):
            return None
    return seen if seen != said else None


def _by_script(text: str) -> str | None:
    """The language whose own letters most of the letters are, if there is one."""
    n_letters = sum(map(len, _LETTERS.findall(text)))
    for code, (own, foreign) in _SCRIPTS.items():
        if 2 * len(own.findall(text)) > n_letters > 0 and not foreign.search(text):
            return code
    return None


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
    if best not in _OURS and likely >= _FOREIGN:
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
