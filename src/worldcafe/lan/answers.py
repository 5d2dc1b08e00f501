"""What is read of a request and how it is answered, whoever asks."""

import asyncio
import contextlib
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from aiohttp import web
from pydantic_core import to_json

from worldcafe.domain.refusal import Refusal, RuleBroken
from worldcafe.lan import guards
from worldcafe.lan.modules import WHOLE, in_one
from worldcafe.lan.requests import read_json
from worldcafe.wording.captions import CAPTIONS, caption
from worldcafe.wording.languages import spoken
from worldcafe.wording.words import Words, words_for

TYPES = {
    "html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml",
    "woff2": "font/woff2", "png": "image/png", "json": "application/json",
}  # fmt: skip
"""What the page is made of, by the endings of its files."""
ONE_PACKET = 1_200
"""Bytes that travel as one: to pack less is work for nothing."""


@dataclass(frozen=True)
class Denied(Exception):
    """A request that is not answered, with the status that says so."""

    status: int
    refusal: Refusal


def as_json(said: object, *, status: int = 200, compressed: bool = False) -> web.Response:
    body = to_json(said)
    answer = web.Response(
        body=body, status=status, content_type="application/json", charset="utf-8"
    )
    if compressed and len(body) > ONE_PACKET:
        answer.enable_compression()
    return answer


def refused(status: int, refusal: Refusal, words: Words) -> web.Response:
    answer = as_json(told(refusal, words), status=status)
    if status == 429:
        answer.headers["Retry-After"] = "1"
    return answer


def told(refusal: Refusal, words: Words) -> dict[str, str]:
    """A refusal as a device is told: no path of this computer, fields by their captions."""
    field = str(refusal.params.get("field", ""))
    if field in CAPTIONS:
        params = {**refusal.params, "field": caption(field, words)}
        refusal = type(refusal)(refusal.code, **params)
    if "path" in refusal.params:
        refusal = type(refusal)("laptop_cannot_write")
    return {"code": refusal.code, "sentence": words.refusal(refusal)}


def is_overtaken(items: list[Any], n: int) -> bool:
    """Whether what was typed is recorded, or typed on, by what comes after it.

    Kept all the same, it would be there again when a recording is sent a second time.
    """
    item = items[n]
    if not isinstance(item, dict) or item.get("type") != "draft":
        return False
    return any(
        isinstance(each, dict)
        and each.get("type") in ("draft", "record")
        and each.get("round_id") == item.get("round_id")
        for each in items[n + 1 :]
    )


def not_done(refusal: Refusal, words: Words) -> dict[str, Any]:
    return {"ok": False, **told(refusal, words)}


def named(item: object) -> dict[str, Any]:
    """The beginning of an item's answer: the id by which it was sent."""
    sent = item.get("id") if isinstance(item, dict) else None
    return {"id": sent if isinstance(sent, str) else ""}


async def content_of(
    request: web.Request, most: int, seconds: float, takes: Callable[[int], bool]
) -> bytes:
    """What was sent, `most` bytes within `seconds` at most. `takes` says of each piece whether
    it is within the code's rate. Raises `Denied`, or `TimeoutError`.
    """
    content = bytearray()

    def add(piece: bytes) -> None:
        content.extend(piece)
        if len(content) > most:
            raise Denied(413, RuleBroken("sent_too_much"))
        if not takes(len(piece)):
            raise Denied(429, RuleBroken("too_often"))

    if request.content.is_eof():  # it came along with the head, as most does: no need to wait
        add(request.content.read_nowait())
        return bytes(content)
    async with asyncio.timeout(seconds):
        async for piece in request.content.iter_any():
            add(piece)
    return bytes(content)


async def body_of(request: web.Request, takes: Callable[[int], bool]) -> dict[str, Any]:
    """The object that was sent. Raises `Denied` if it is none, too long or too slow."""
    content = await content_of(request, guards.MOST_BYTES, guards.BODY_SECONDS, takes)
    try:
        said = read_json(content)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise Denied(400, RuleBroken("item_not_understood", where="JSON"))
    return said


def words_of(request: web.Request) -> Words:
    """In the language that was asked for, else one that the device's owner reads."""
    wanted = request.query.get("lang", "")
    told = request.headers.get("Accept-Language", "")
    return words_for(_language(wanted, told))


@lru_cache(maxsize=256)
def _language(wanted: str, told: str) -> str:
    codes = (each.partition(";")[0].strip() for each in told.split(",")[:8])
    return spoken(*filter(None, (wanted, *codes)))


@dataclass(frozen=True)
class StaticFile:
    """A file of the page, as it is sent."""

    content: bytes
    packed: bytes | None
    """For whoever unpacks gzip; None where that would save nothing."""
    kind: str
    tag: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "StaticFile":
        """A file by its name."""
        kind = TYPES[name.rpartition(".")[2]]
        is_text = kind.startswith("text/") or "svg" in kind
        return cls(
            content,
            gzip.compress(content, mtime=0) if is_text else None,
            f"{kind}; charset=utf-8" if is_text else kind,
            f'"{hashlib.sha256(content).hexdigest()[:16]}"',
        )

    def answer(self, request: web.Request) -> web.Response:
        """The file, unless it is known already."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if request.headers.get("If-None-Match") == self.tag:
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = self.kind
        if self.packed is None or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=self.content, headers=headers)
        return web.Response(body=self.packed, headers={**headers, "Content-Encoding": "gzip"})


def static_files() -> dict[str, StaticFile]:
    """The page's files, by name; all of them fit in memory."""
    folder = resources.files("worldcafe.resources") / "phone"
    found: dict[str, StaticFile] = {}
    with contextlib.suppress(FileNotFoundError):
        for file in folder.iterdir():
            if file.name.rpartition(".")[2] in TYPES:
                found[file.name] = StaticFile.of(file.name, file.read_bytes())
        modules = {
            name.removesuffix(".js"): file.content.decode()
            for name, file in found.items()
            if name.endswith(".js")
        }
        found[WHOLE] = StaticFile.of(WHOLE, in_one(modules, "main").encode())
    return found
