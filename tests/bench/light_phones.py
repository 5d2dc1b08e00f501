"""Phones that cost next to nothing, so that what is measured is the laptop.

A request is bytes that were made beforehand, an answer is looked through for its length and
nothing else: of the time between the two hardly any is the phone's own.
"""

import asyncio
import gzip
import json
import time
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Line(asyncio.Protocol):
    """A phone's connection: one request at a time."""

    def __init__(self) -> None:
        self._came = bytearray()
        self._whole = 0
        self._answer: asyncio.Future[bytes] | None = None

    @classmethod
    async def to(cls, url: str) -> "Line":
        """A connection to the laptop."""
        parts = urlsplit(url)
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(cls, parts.hostname, parts.port)
        return line

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        if not self._whole:
            head = self._came.find(_END)
            if head < 0:
                return
            at = self._came.lower().find(_LENGTH, 0, head) + len(_LENGTH)
            self._whole = head + len(_END) + int(self._came[at : self._came.find(b"\r", at)])
        if len(self._came) >= self._whole:
            said, self._came, self._whole = bytes(self._came), bytearray(), 0
            if self._answer is not None and not self._answer.done():
                self._answer.set_result(said)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error or ConnectionError())

    async def ask(self, request: bytes) -> bytes:
        """The answer to a request, its head included."""
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    async def took(self, request: bytes) -> float:
        """The seconds until everything in it was acknowledged."""
        begun = time.perf_counter()
        said = await self.ask(request)
        took = time.perf_counter() - begun
        assert said.startswith(b"HTTP/1.1 200"), said
        assert b'"ok": false' not in said, said
        return took


def read(path: str, url: str, code: str) -> bytes:
    """A request for what is at a path."""
    told = f"Host: {urlsplit(url).netloc}\r\nX-Cafe-Code: {code}\r\nAccept-Encoding: gzip"
    return f"GET {path} HTTP/1.1\r\n{told}\r\n\r\n".encode()


def outbox(url: str, code: str, device: str, *items: Mapping[str, Any]) -> bytes:
    """A request that sends these, each as something new."""
    told = [{"id": str(uuid.uuid4()), "round_id": "r0", **each} for each in items]
    body = json.dumps({"items": told}).encode()
    head = (
        f"POST /api/1/outbox HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n"
        f"X-Cafe-Code: {code}\r\nX-Cafe-Device: {device}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def said(answer: bytes) -> Any:
    """What an answer says."""
    _, _, body = answer.partition(_END)
    return json.loads(gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body)
