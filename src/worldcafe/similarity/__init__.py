"""Contributions that may be the same, across tables, rounds and languages; offline.

The only user of numpy, the sentence encoder and the language identifier.
"""

from worldcafe.similarity.encoder import ENCODER, Encoder, Vector
from worldcafe.similarity.index import Group, Index, Stopped, Suggestion
from worldcafe.similarity.language import guess_language, other_language
from worldcafe.similarity.model import LIKELY
from worldcafe.similarity.reasons import Reason
from worldcafe.similarity.traits import text_digest

__all__ = [
    "ENCODER",
    "LIKELY",
    "Encoder",
    "Group",
    "Index",
    "Reason",
    "Stopped",
    "Suggestion",
    "Vector",
    "guess_language",
    "other_language",
    "text_digest",
]
