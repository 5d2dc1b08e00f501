"""What a Windows library asks of others, read from its own tables.

objdump stops half way through the tables of libraries that a packer has moved.
"""

from __future__ import annotations

import struct
from pathlib import Path


def imports(library: Path) -> dict[str, set[str]]:
    """By name of another library, in small letters, what is asked of it by name."""
    image = library.read_bytes()
    (header,) = struct.unpack_from("<L", image, 0x3C)
    n_sections, n_optional = struct.unpack_from("<H12xH", image, header + 6)
    optional = header + 24
    # Of the optional header for 64 bits, the table of tables; the second is of imports.
    (table,) = struct.unpack_from("<L", image, optional + 112 + 8)
    sections = [
        struct.unpack_from("<4L", image, optional + n_optional + 40 * number + 8)
        for number in range(n_sections)
    ]

    def place(address: int) -> int:
        """Where in the file lies what is loaded at an address."""
        for size, start, n_bytes, offset in sections:
            if start <= address < start + max(size, n_bytes):
                return int(offset + address - start)
        raise ValueError(f"{library.name}: nothing lies at {address:#x}")

    def text(address: int) -> str:
        start = place(address)
        return image[start : image.index(b"\0", start)].decode("ascii")

    asked: dict[str, set[str]] = {}
    entry = place(table) if table else len(image)
    while entry < len(image):
        names, name, addresses = struct.unpack_from("<L8xLL", image, entry)
        if not name:
            break
        wanted = asked.setdefault(text(name).lower(), set())
        one = place(names or addresses)
        while (said := struct.unpack_from("<Q", image, one)[0]) != 0:
            if not said >> 63:  # else by number
                wanted.add(text(said + 2))
            one += 8
        entry += 20
    return asked
