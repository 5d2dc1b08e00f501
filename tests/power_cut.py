"""A disk that remembers what was written and what was synced, so that power can be cut.

SQLite reaches the disk through a table of functions (its VFS). Here four of them are
wrapped: every write, truncation, sync and removal is noted and then done. From the notes a
disk can be rebuilt as a cut at any of these moments may leave it: what was synced is there,
and of what was written since, any sectors may be missing.
"""

import contextlib
import ctypes
import ctypes.util
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

SECTOR = 512

_P = ctypes.c_void_p
_Int64 = ctypes.c_int64
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, ctypes.c_int, _Int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _P, _Int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_int)
# Names go through as addresses: SQLite keeps the pointer it passes.
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, _P, ctypes.c_int, _P)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, ctypes.c_int)
_MAIN_DB, _MAIN_JOURNAL = 0x100, 0x800
_WATCHED = _MAIN_DB | _MAIN_JOURNAL


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`; only the functions that are wrapped have a name."""

    _fields_ = [
        ("version", ctypes.c_int), ("close", _P), ("read", _P), ("write", _P),
        ("truncate", _P), ("sync", _P), ("rest", _P * 13),
    ]  # fmt: skip


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`, as far as its name goes."""

    _fields_ = [
        ("version", ctypes.c_int), ("file_size", ctypes.c_int), ("path_size", ctypes.c_int),
        ("next", _P), ("name", ctypes.c_char_p), ("data", _P), ("open", _P), ("delete", _P),
        ("rest", _P * 17),
    ]  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something that reached the operating system."""

    file: str
    what: str
    """`write`, `truncate`, `sync` or `delete`."""
    offset: int = 0
    content: bytes = b""


def recordable() -> bool:
    """Whether the SQLite of this Python can be watched: a shared library on a Unix."""
    return os.name == "posix" and _library() is not None


def _library() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("sqlite3")
    with contextlib.suppress(OSError, AttributeError):
        import _sqlite3

        # The library that Python itself uses, through Python's own extension module.
        for candidate in (getattr(_sqlite3, "__file__", None), name):
            if candidate:
                library = ctypes.CDLL(candidate)
                library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
                return library
    return None


@contextlib.contextmanager
def recorded() -> Iterator[list[Event]]:
    """The events of every workshop file that is opened meanwhile, as they come."""
    library = _library()
    assert library is not None
    vfs = library.sqlite3_vfs_find(None).contents
    events: list[Event] = []
    recorder = _Recorder(vfs, events)
    kept = vfs.open, vfs.delete
    vfs.open = ctypes.cast(recorder.on_open, _P)
    vfs.delete = ctypes.cast(recorder.on_delete, _P)
    try:
        yield events
    finally:
        vfs.open, vfs.delete = kept


class _Recorder:
    """Functions that note what they are asked, and then have it done."""

    def __init__(self, vfs: _Vfs, events: list[Event]) -> None:
        self.events = events
        self.names: dict[int, str] = {}
        self.wrapped: dict[int, _Methods] = {}
        really_open, really_delete = _OPEN(vfs.open), _DELETE(vfs.delete)

        def on_open(vfs_, name, file, flags, out):
            code = really_open(vfs_, name, file, flags, out)
            if code == 0 and flags & _WATCHED and name:
                self.names[file] = _name(name)
                self._wrap(file)
            return code

        def on_delete(vfs_, name, sync):
            code = really_delete(vfs_, name, sync)
            events.append(Event(_name(name), "delete", offset=sync))
            return code

        self.on_open, self.on_delete = _OPEN(on_open), _DELETE(on_delete)

    def _wrap(self, file: int) -> None:
        """Give an open file functions of our own in place of the operating system's."""
        pointer = ctypes.cast(file, ctypes.POINTER(ctypes.POINTER(_Methods)))
        methods = pointer.contents.contents
        address = ctypes.addressof(methods)
        if address not in self.wrapped:
            self.wrapped[address] = self._methods_over(methods)
        pointer[0] = ctypes.pointer(self.wrapped[address])

    def _methods_over(self, methods: _Methods) -> _Methods:
        write, truncate = _WRITE(methods.write), _TRUNCATE(methods.truncate)
        sync = _SYNC(methods.sync)

        def on_write(file, data, size, offset):
            content = ctypes.string_at(data, size)
            self.events.append(Event(self.names[file], "write", offset, content))
            return write(file, data, size, offset)

        def on_truncate(file, size):
            self.events.append(Event(self.names[file], "truncate", size))
            return truncate(file, size)

        def on_sync(file, flags):
            code = sync(file, flags)
            self.events.append(Event(self.names[file], "sync"))
            return code

        ours = _Methods.from_buffer_copy(methods)
        self.kept = [*getattr(self, "kept", []), on_write, on_truncate, on_sync]
        functions = _WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync)
        self.kept += functions
        ours.write, ours.truncate, ours.sync = (ctypes.cast(f, _P) for f in functions)
        return ours


def _name(address: int) -> str:
    return Path(os.fsdecode(ctypes.string_at(address))).name


class Disk:
    """What is surely on the disk, and what is still on its way."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.synced: dict[str, bytes | None] = dict(files)
        self.pending: dict[str, list[Event]] = {}

    def follow(self, event: Event) -> None:
        """One event further."""
        if event.what == "delete" and event.offset:  # with its folder
            self.synced[event.file] = None
            self.pending.pop(event.file, None)
        elif event.what == "sync":
            pending = self.pending.pop(event.file, [])
            self.synced[event.file] = _applied(self.synced.get(event.file), pending)
        else:
            self.pending.setdefault(event.file, []).append(event)

    def after_cut(self, folder: Path, luck: Random) -> None:
        """Write the files as a power cut now may leave them."""
        for name in self.synced.keys() | self.pending.keys():
            reached = [
                part
                for event in self.pending.get(name, [])
                for part in _sectors(event)
                if luck.random() < 0.5
            ]
            content = self.synced.get(name)
            if reached or content is not None:
                (folder / name).write_bytes(_applied(content, reached) or b"")


def _sectors(event: Event) -> Iterator[Event]:
    """An event in the pieces that a disk writes at once."""
    if event.what != "write":
        yield event
        return
    start, end = event.offset, event.offset + len(event.content)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        piece = event.content[start - event.offset : stop - event.offset]
        yield Event(event.file, "write", start, piece)
        start = stop


def _applied(content: bytes | None, events: list[Event]) -> bytes | None:
    """A file's content after these events; None while there is no file."""
    if not events:
        return content
    data = bytearray(content or b"")
    for event in events:
        if event.what == "truncate":
            del data[event.offset :]
        elif event.what == "delete":
            data.clear()
        else:
            end = event.offset + len(event.content)
            data.extend(bytes(max(0, end - len(data))))
            data[event.offset : end] = event.content
    return bytes(data)
