"""From a text that people wrote freely to records with the keys of a JSON line.

"Table 3" and "Round 2" say where what follows was said. A heading, an item of a list or a short
line after a blank one begins a contribution; "Pays : Sénégal" is a field of it, what else
follows its description. Tables of a document are read as sheets are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.exchange.document import Block, Grid, Paragraph
from worldcafe.exchange.notes.fields import paths_by_heading
from worldcafe.exchange.notes.headings import path_of
from worldcafe.exchange.notes.rows import n_headings, record_of, records_in

_LABEL = re.compile(r"(?P<label>[^:：]{2,60}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_PLACE = re.compile(r"(?P<what>[^\W\d]+(?: [^\W\d]+)*) (?:n |no )?(?P<n>\d{1,4})")
_APART = re.compile(r"\s*[,;·|–—]\s*|\s+-\s+")
_LONGEST_TITLE = 160


def records_of_text(blocks: Sequence[Block]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a text, each with the number of the paragraph that begins it, from 1."""
    writing = _Writing()
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Grid):
            if block.rows and n_headings(block.rows[0]) > 1:
                yield from writing.close()
                for _row, record in records_in(block.rows, 0, ""):
                    yield number, {**writing.place, **record}
            else:
                for row in block.rows:
                    yield from writing.take(number, Paragraph(" : ".join(filter(None, row))))
        else:
            yield from writing.take(number, block)
    yield from writing.close()


class _Writing:
    """Takes the paragraphs of a text one by one."""

    def __init__(self) -> None:
        self.place: dict[str, str] = {}
        self._cells: dict[str, str] = {}
        self._number = 0
        self._after_blank = True

    def take(self, number: int, said: Paragraph) -> Iterator[tuple[int, dict[str, Any]]]:
        """What the paragraph ends: the contribution before it, if it begins another."""
        text, after_blank = said.text, self._after_blank
        self._after_blank = not text
        if not text:
            return
        place = _place_in(text)
        if place:
            yield from self.close()
            self.place.update(place)
            self._after_blank = True
            return
        path, value = _labelled(text)
        begins = said.is_heading or said.is_item or (after_blank and _is_short(text))
        if path == "title" or (path is None and (begins or not self._cells)):
            yield from self.close()
            self._number, self._cells = number, {"title": value}
        elif path:
            self._number = self._number or number
            self._cells.setdefault(path, value)
        else:
            before = self._cells.get("description", "")
            self._cells["description"] = f"{before}\n{text}".strip()

    def close(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The contribution that is open, if any."""
        cells, self._cells = self._cells, {}
        if cells:
            yield self._number, record_of({**self.place, **cells})
        self._number = 0


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith((".", ":", ";", ","))


def _labelled(text: str) -> tuple[str | None, str]:
    """The field that a line such as "Pays : Sénégal" is about, and what it says."""
    found = _LABEL.fullmatch(text)
    path = path_of(found["label"]) if found else None
    return (path, found["value"]) if found and path and found["value"] else (None, text)


def _place_in(text: str) -> dict[str, str]:
    """The table or the round, or both, that a line names and nothing else."""
    place: dict[str, str] = {}
    for piece in _APART.split(text.strip(" :.")):
        found = _PLACE.fullmatch(fold(piece))
        path = paths_by_heading().get(found["what"]) if found else None
        if found is None or path not in {"table", "round"}:
            return {}
        place[path] = found["n"]
    return place
