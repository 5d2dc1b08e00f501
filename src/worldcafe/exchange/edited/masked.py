"""Texts that went out without somebody's name, and come back edited."""

import re

from worldcafe.domain.disclosure import Disclosure, masks
from worldcafe.domain.fields import COMPOUND
from worldcafe.domain.model import Contribution, Entity
from worldcafe.domain.workshop import Workshop


class Masked:
    """Puts back into an edited text what was taken out of it when it was written."""

    def __init__(self, workshop: Workshop, disclosure: Disclosure) -> None:
        self._masks: dict[tuple[str, str], dict[str, tuple[tuple[str, str], ...]]] = {}
        for (kind, id_, path), pairs in masks(workshop, disclosure).items():
            self._masks.setdefault((kind, id_), {})[path] = pairs

    def whole(self, text: str, entity: Entity, field: str) -> str | None:
        """The text with every mark replaced by what it stands for, by the entity's field.

        A text without any mark was written anew. None where some marks are gone or moved:
        then nobody knows what stands for what.
        """
        found = self._masks.get((entity.kind_name, entity.id), {})
        paths = [path for path in found if _belongs(path, entity, field)]
        if not paths:
            return text
        pairs = [pair for path in paths for pair in found[path]]
        by_length = sorted({mark for mark, _ in pairs}, key=len, reverse=True)
        marks = re.compile("|".join(map(re.escape, by_length)))
        there = marks.findall(text)
        if not there:
            return text
        if there != [mark for mark, _ in pairs] or field == "contacts":
            return None
        originals = iter(pairs)
        return marks.sub(lambda _: next(originals)[1], text)


def _belongs(path: str, entity: Entity, field: str) -> bool:
    """Whether a text is part of what a field of `FieldChange` says."""
    whole, _, part = field.partition(".")
    if not path.startswith(f"{whole}."):
        return path == field
    at = path.split(".")[1]
    if not isinstance(entity, Contribution):
        return path == field
    match whole:
        case "extras":
            return path.endswith(".value") and entity.extras[int(at)].name == part
        case "resources":
            return entity.resources[int(at)].direction == part
        case name if name in COMPOUND:
            return at == part
    return True
