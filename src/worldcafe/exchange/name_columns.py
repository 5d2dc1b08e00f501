"""Which columns hold the names of people, where no heading says so."""

from collections.abc import Mapping, Sequence

from worldcafe.domain.folding import fold
from worldcafe.exchange.headings import Field
from worldcafe.exchange.shapes import Shape, Values
from worldcafe.exchange.values import is_email

_LETTERS_OF_NAME, _MOST_NAMES, MOST_WHOLE = 3, 0.7, 0.6


def names_by_values(
    told: Mapping[int, Field | None], values: Sequence[Values], *, has_headings: bool
) -> dict[int, Field]:
    """The columns that hold names by all appearance, beside what others were told to be."""
    addresses = _addresses(told, values)
    likely = [at for at, each in enumerate(values) if at not in told and _appear_as_names(each)]
    sure = [at for at in likely if _are_in(addresses, values[at])]
    whole = [at for at in sure or likely if values[at].share(Shape.WHOLE_NAME) >= MOST_WHOLE]
    likely = sure if len(sure) == 2 else likely
    are_halves = len(likely) == 2 and likely[1] == likely[0] + 1 and len(whole) < 2
    if are_halves and (sure or not has_headings):
        family = max(likely, key=lambda at: _like_family_names(values[at], at))
        return {at: Field.FAMILY_NAME if at == family else Field.GIVEN_NAME for at in likely}
    if whole or (len(likely) == 1 and (sure or not has_headings)):
        return {(whole or likely)[0]: Field.FULL_NAME}
    return {}


def _addresses(told: Mapping[int, Field | None], values: Sequence[Values]) -> str:
    """All that stands before the @ of e-mail addresses, folded."""
    at = next((at for at, field in told.items() if field is Field.EMAIL), None)
    texts = values[at].texts if at is not None else ()
    return " ".join(fold(text.partition("@")[0]) for text in texts if is_email(text))


def _appear_as_names(values: Values) -> bool:
    """Whether values look like names of people, and not like those of bodies or countries.

    What stands in every row is a hall or a company.
    """
    return (
        len(values.different) > 1
        and values.share(Shape.NAME) >= _MOST_NAMES
        and values.share(Shape.BODY) <= 0.1
        and values.share(Shape.COUNTRY) <= 0.3
        and (values.hardly_repeat or values.share(Shape.WHOLE_NAME) >= _MOST_NAMES)
    )


def _are_in(addresses: str, values: Values) -> bool:
    """Whether many of the names stand in people's e-mail addresses too."""
    found = [
        any(len(word) >= _LETTERS_OF_NAME and word in addresses for word in fold(text).split())
        for text in values.different
    ]
    return sum(found) > 0.3 * len(found)


def _like_family_names(values: Values, at: int) -> tuple[float, ...]:
    """How much half of the name looks like the family's: capitals, order, variety, place."""
    capitals = sum(text.isupper() for text in values.texts) / len(values)
    varied = len(values.different) / len(values)
    return (round(capitals), float(values.are_in_order()), round(varied, 1), at)
