"""The words for several contributions that say the same: proposed here, decided by a person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, Partner
from worldcafe.domain.vocabulary import Review, StepStatus

_OWN = frozenset({
    "id", "table_id", "round_id", "recorded_at", "withdrawn_at", "merged_into_id",
    "cluster_id", "author_id", "review", "organiser_status", "lang", "translation_lang",
    "number", "came_by",
})  # fmt: skip
"""Fields that belong to one contribution, or follow from another field."""
_LISTS = frozenset(
    name for name, field in Contribution.model_fields.items() if field.default == ()
)
_EMPTY = (None, "", (), False)


def differing(originals: Sequence[Contribution]) -> tuple[str, ...]:
    """The fields in which these say different things, in the order of the model."""
    found = []
    for name in Contribution.model_fields:
        said = [getattr(item, name) for item in originals]
        if name not in _OWN and any(value != said[0] for value in said):
            found.append(name)
    return tuple(found)


def proposed_merge(originals: Sequence[Contribution], merged_id: str) -> Contribution:
    """One contribution for all of them, with nothing lost that a list can hold.

    Lists are brought together, other fields are taken from the first that says something.
    A title in another language becomes the translation, unless there is one.
    """
    first = originals[0]
    said: dict[str, Any] = {}
    for name in Contribution.model_fields:
        values = [getattr(item, name) for item in originals]
        if name in _LISTS:
            said[name] = together(name, values)
        else:
            said[name] = next((value for value in values if value not in _EMPTY), values[0])
    said |= {"id": merged_id, "title": first.title, "lang": first.lang, "kind": first.kind}
    said |= {"merged_into_id": None, "withdrawn_at": None}
    said |= {"recorded_at": None, "number": None, "came_by": None}
    said |= {"review": Review.NEW, **_translated(originals)}
    if said["organiser_status"] is StepStatus.TO_DO:
        said["organiser_status"] = None
    return Contribution.model_validate(said)


def together(name: str, values: Iterable[Sequence[Any]]) -> tuple[Any, ...]:
    """Every entry of these lists once; the same partner once, with all that is said of it."""
    entries = [entry for value in values for entry in value]
    if name != "partners":
        return tuple(dict.fromkeys(entries))
    found: dict[tuple[str, str], Partner] = {}
    for partner in entries:
        key = (fold(partner.name or partner.city), partner.country)
        found[key] = _filled(found[key], partner) if key in found else partner
    return tuple(found.values())


def _filled(known: Partner, other: Partner) -> Partner:
    gaps = {name: value for name, value in dict(other).items() if not getattr(known, name)}
    return known.but(**gaps)


def _translated(originals: Sequence[Contribution]) -> Mapping[str, Any]:
    first, *others = originals
    if first.title_translation or first.translation:
        return {
            name: getattr(first, name)
            for name in ("title_translation", "translation", "translation_lang")
        }
    for other in others:
        if first.lang and other.lang and other.lang != first.lang:
            return {
                "title_translation": other.title,
                "translation": other.description,
                "translation_lang": other.lang,
            }
    return {}
