"""Templates to start from: one JSON file each, with its texts in several languages."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from worldcafe.domain.refusal import refuse
from worldcafe.wording.languages import SOURCE

if TYPE_CHECKING:
    from worldcafe.domain.template import Template

_FIRST = ("turin", "classic")
"""Offered before the others, which follow by name."""


@cache
def template_keys() -> tuple[str, ...]:
    """The keys of all templates, in the order they are offered."""
    files = (file.name for file in _folder().iterdir())
    keys = {name.removesuffix(".json") for name in files if name.endswith(".json")}
    return tuple(sorted(keys, key=lambda key: (*(key != first for first in _FIRST), key)))


@dataclass(frozen=True)
class Offer:
    """A template by what one chooses it for."""

    key: str
    name: str
    summary: str


def offered_templates(language: str) -> Iterator[Offer]:
    """All templates, in the order they are offered. Made of nothing that has to be loaded: the
    program shows them before anything else.
    """
    for key in template_keys():
        said = _said(key, language)
        yield Offer(key, said["name"], said["summary"])


def read_template(key: str, language: str) -> "Template":
    """A template in a language, or in English where it lacks it.

    Raises `RuleBroken` if there is no template of this name.
    """
    from worldcafe.domain.template import (  # noqa: PLC0415 - see `offered_templates`
        Template,
        TemplateRound,
        TemplateTheme,
    )

    if key not in template_keys():
        refuse("template_unknown", name=key, names=", ".join(template_keys()))
    said = _said(key, language)
    rounds = said.pop("rounds")
    return Template(
        key=key,
        n_tables=said.pop("tables"),
        harvest_duration=_minutes(said.pop("harvest_minutes")),
        welcome_duration=_minutes(said.pop("welcome_minutes")),
        break_duration=_minutes(said.pop("break_minutes", 0)),
        close_duration=_minutes(said.pop("close_minutes")),
        themes=tuple(TemplateTheme(**theme) for theme in said.pop("themes")),
        rounds=tuple(
            TemplateRound(
                question=round_["question"],
                talk_duration=_minutes(round_["talk_minutes"]),
                break_duration=_minutes(round_.get("break_minutes", 0)),
                break_name=round_.get("break_name", ""),
                move_duration=_minutes(round_["move_minutes"]),
            )
            for round_ in rounds
        ),
        **said,
    )


def _said(key: str, language: str) -> dict[str, Any]:
    text = (_folder() / f"{key}.json").read_text("utf-8")
    said: dict[str, Any] = _in_language(json.loads(text), language)
    if language not in said["languages"]:  # a room speaks that of whoever prepares it
        said["languages"].insert(0, language)
    return said


def _folder() -> Traversable:
    return resources.files("worldcafe.resources") / "templates"


def _in_language(said: Any, language: str) -> Any:
    """The same, with every text that stands in several languages in this one."""
    if isinstance(said, list):
        return [_in_language(item, language) for item in said]
    if not isinstance(said, dict):
        return said
    if SOURCE.code in said:
        return said.get(language, said[SOURCE.code])
    return {name: _in_language(value, language) for name, value in said.items()}


def _minutes(minutes: float) -> dt.timedelta:
    return dt.timedelta(minutes=minutes)
