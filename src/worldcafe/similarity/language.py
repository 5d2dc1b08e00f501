"""In which of the program's languages a text is written."""

import re
from functools import cache
from typing import Any

from worldcafe.domain.vocabulary import LANGUAGES

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LEAST = 0.5
"""How likely the best of our languages must be against the other four."""
_FOREIGN = 0.95
"""How likely a language that is none of ours must be for nothing to be proposed."""


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, one of the program's five.

    None if the text says too little (a name, a number), if it is more likely in another
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
    return code if total > 0 and likely / total >= _LEAST else None


@cache
def _identifier() -> Any:
    try:
        from py3langid import langid  # type: ignore[import-untyped]  # noqa: PLC0415 - slow

        return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    except Exception:  # noqa: BLE001 - missing or damaged alike: nothing is proposed
        return None
