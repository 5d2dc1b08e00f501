"""What is typed in a conversation and not recorded yet: for each writer one draft."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from worldcafe.domain.model import Draft, draft_id
from worldcafe.domain.workshop import Workshop

Values = Mapping[str, Any]
"""What the fields of a form say, as JSON would hold it."""


@dataclass(frozen=True)
class Typed:
    """A new contribution, changes to recorded ones by their id, and a key insight."""

    fresh: Values = field(default_factory=dict)
    edited: Mapping[str, Values] = field(default_factory=dict)
    insight: str | None = None

    @classmethod
    def of(cls, draft: Draft | None) -> "Typed":
        """What a draft holds. Text of a form unknown to us is kept as prose."""
        if draft is None:
            return cls()
        try:
            content = json.loads(draft.content)
        except ValueError:
            content = None
        if not isinstance(content, dict):
            return cls(fresh={"description": draft.content})
        if not content.keys() <= {"fresh", "edited", "insight"}:
            return cls(fresh=content)
        fresh, edited, insight = (content.get(key) for key in ("fresh", "edited", "insight"))
        edits = edited.items() if isinstance(edited, dict) else ()
        return cls(
            fresh=fresh if isinstance(fresh, dict) else {},
            edited={id: each for id, each in edits if isinstance(each, dict)},
            insight=insight if isinstance(insight, str) else None,
        )

    @property
    def content(self) -> str:
        """The same as a draft holds it."""
        said = {"fresh": self.fresh, "edited": self.edited, "insight": self.insight}
        kept = {key: each for key, each in said.items() if each or each == ""}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be recorded."""
        return not (self.fresh or self.edited or self.insight is not None)

    def with_edit(self, contribution_id: str, values: Values) -> "Typed":
        """The same with these changes to one contribution; with none if they are empty."""
        edited = {id: each for id, each in self.edited.items() if id != contribution_id}
        return replace(self, edited={**edited, contribution_id: values} if values else edited)

    def beside(self, other: "Typed") -> "Typed | None":
        """What both say; None if they say something of the same."""
        both_insights = self.insight is not None and other.insight is not None
        if (self.fresh and other.fresh) or both_insights or self.edited.keys() & other.edited:
            return None
        return Typed(
            fresh=self.fresh or other.fresh,
            edited={**self.edited, **other.edited},
            insight=other.insight if self.insight is None else self.insight,
        )

    @property
    def in_short(self) -> str:
        """Its first words, to know it by."""
        forms = (self.fresh, *self.edited.values())
        texts = [form.get(key) for form in forms for key in ("title", "description")]
        said = (str(each).strip() for each in (*texts, self.insight) if each)
        return next(filter(None, said), "")


def draft_of(workshop: Workshop, table_id: str, round_id: str, writer: str) -> Draft | None:
    """What this writer is typing in a conversation."""
    return workshop.drafts.get(draft_id(table_id, round_id, writer))


def drafts_of_others(
    workshop: Workshop, table_id: str, round_id: str, writer: str
) -> tuple[Draft, ...]:
    """What waits in a conversation from other desks and devices, the oldest first."""
    return tuple(
        draft
        for draft in workshop.drafts.values()
        if (draft.table_id, draft.round_id) == (table_id, round_id) and draft.writer != writer
    )


def last_draft(workshop: Workshop, writer: str) -> Draft | None:
    """What this writer typed last, in whatever conversation."""
    own = [draft for draft in workshop.drafts.values() if draft.writer == writer]
    return own[-1] if own else None
