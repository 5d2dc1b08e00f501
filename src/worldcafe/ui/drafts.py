"""What a conversation's draft holds: everything typed there that is not recorded yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from worldcafe.domain.commands import DiscardDraft, SaveDraft
from worldcafe.domain.model import draft_id
from worldcafe.ui.bridge import Bridge

DRAFT_PAUSE_MS = 600
"""A draft is kept when nothing was typed for so long."""
ORIGIN = "desk.draft"
"""Who saves drafts: whoever typed ignores the echo. Drafts are never undone."""


@dataclass(frozen=True)
class Typed:
    """A new contribution, changes to recorded ones by their id, and a key insight."""

    fresh: Mapping[str, Any] = field(default_factory=dict)
    edited: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    insight: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be recorded."""
        return not (self.fresh or self.edited or self.insight is not None)

    def without(self, contribution_id: str) -> "Typed":
        """The same without the changes to one contribution."""
        edited = {id: each for id, each in self.edited.items() if id != contribution_id}
        return replace(self, edited=edited)


def typed(bridge: Bridge, table_id: str, round_id: str) -> Typed:
    """What is being typed in a conversation. Text of a form unknown to us is kept as prose."""
    draft = bridge.workshop.drafts.get(draft_id(table_id, round_id, bridge.document.writer))
    if draft is None:
        return Typed()
    try:
        content = json.loads(draft.content)
    except ValueError:
        content = None
    if not isinstance(content, dict) or not content.keys() <= {"fresh", "edited", "insight"}:
        said = content if isinstance(content, dict) else {"description": draft.content}
        return Typed(fresh=said)
    fresh, edited = content.get("fresh"), content.get("edited")
    edits = edited.items() if isinstance(edited, dict) else ()
    insight = content.get("insight")
    return Typed(
        fresh=fresh if isinstance(fresh, dict) else {},
        edited={id: each for id, each in edits if isinstance(each, dict)},
        insight=insight if isinstance(insight, str) else None,
    )


def keep_typed(bridge: Bridge, table_id: str, round_id: str, said: Typed) -> bool:
    """Keep what is being typed on disk; nothing typed takes the draft away.

    False if it was refused, which the person has been told.
    """
    if said.is_empty:
        command: SaveDraft | DiscardDraft = DiscardDraft(table_id=table_id, round_id=round_id)
    else:
        content: dict[str, Any] = {}
        if said.fresh:
            content["fresh"] = said.fresh
        if said.edited:
            content["edited"] = said.edited
        if said.insight is not None:
            content["insight"] = said.insight
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        command = SaveDraft(table_id=table_id, round_id=round_id, content=text)
    return bridge.do(command, origin=ORIGIN) is not None
