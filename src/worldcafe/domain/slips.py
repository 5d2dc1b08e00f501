"""What was typed and what was meant, where a finger slipped."""

from rapidfuzz.distance import OSA


def is_nearly(word: str, meant: str) -> bool:
    """Whether a word is another one, but for one slip."""
    return OSA.distance(word, meant, score_cutoff=1) <= 1


def begins_nearly(word: str, typed: str) -> bool:
    """Whether a word begins with what was typed, but for one slip.

    One letter may be another, missing, too many, or have changed places with the next.
    """
    n = len(typed)
    return any(OSA.distance(typed, word[:k], score_cutoff=1) <= 1 for k in (n, n - 1, n + 1))
