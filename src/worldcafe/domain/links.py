"""Web addresses in what people wrote, and which of them may be opened."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_NOT_ITS_END = ".,;:!?…)]}'’"
LONGEST = 2_000
"""Characters of an address; Excel takes no more."""


def web_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Each address as it is written, and as it is opened: http or https, and nothing else.

    Left out is what shows another host than it leads to, as `https://bank.org@evil.org` does.
    """
    for found in _ADDRESS.finditer(text):
        written = found[0].rstrip(_NOT_ITS_END)
        opened = written if "://" in written else f"https://{written}"
        try:
            parts = urlsplit(opened)
        except ValueError:
            continue
        host = parts.hostname or ""
        if "." in host and "@" not in parts.netloc and len(opened) <= LONGEST:
            yield written, opened


def web_address(text: str) -> str:
    """The first of them, as it is opened; empty if there is none."""
    return next((opened for _, opened in web_addresses(text)), "")
