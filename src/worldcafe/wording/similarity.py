"""Why two contributions may be the same, as a sentence."""

from collections.abc import Sequence

from worldcafe.domain.vocabulary import Activity
from worldcafe.wording.words import Words


def reason(code: str, names: Sequence[str], words: Words) -> str:
    """The sentence for a reason of `worldcafe.similarity`: its code, and what is shared."""
    match code:
        case "same_words":
            return words("Almost the same words.")
        case "same_idea":
            return words("The same idea in other words.")
        case "same_idea_translated":
            return words("The same idea in another language.")
    listed = words.row(_name(code, name, words) for name in names)
    return _naming(code, listed, len(names), words)


def _naming(code: str, names: str, n: int, words: Words) -> str:
    """A sentence that says what is shared."""
    match code:
        case "same_partners":
            text = words.plural(
                "The same partner: {names}.", "The same partners: {names}.", n, names=names
            )
        case "same_places":
            text = words.plural(
                "The same place: {names}.", "The same places: {names}.", n, names=names
            )
        case "same_names":
            text = words("Both name: {names}.", names=names)
        case "same_countries":
            text = words.plural(
                "The same country: {names}.", "The same countries: {names}.", n, names=names
            )
        case "same_themes":
            text = words.plural(
                "The same theme: {names}.", "The same themes: {names}.", n, names=names
            )
        case "same_activities":
            text = words.plural(
                "The same activity: {names}.", "The same activities: {names}.", n, names=names
            )
        case "same_numbers":
            text = words.plural(
                "The same number: {names}.", "The same numbers: {names}.", n, names=names
            )
        case _:
            raise KeyError(code)
    return text


def _name(code: str, name: str, words: Words) -> str:
    """A code in the reader's language; what people wrote as it is."""
    match code:
        case "same_countries":
            return words.country(name)
        case "same_themes":
            return words.theme(name)
        case "same_activities":
            return words.label(Activity(name))
    return name
