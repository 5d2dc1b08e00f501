"""Files of the person's own: asked for, dropped here, named, and opened where they belong."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from worldcafe.ui.settings import Settings

MOST_LETTERS = 80
"""Of a title in the name of a file."""


def kind_of_file(name: str, suffixes: Iterable[str]) -> str:
    """What a dialog calls a kind of file, and how those of it end."""
    return f"{name} ({' '.join(f'*{each}' for each in suffixes)})"


def ask_file(
    parent: QWidget | None, caption: str, kind: str, folder: Path | str = ""
) -> Path | None:
    """The file that is to be read; None if the person thinks better of it."""
    name, _kind = QFileDialog.getOpenFileName(parent, caption, str(folder), kind)
    return Path(name) if name else None


def ask_files(
    parent: QWidget, caption: str, kind: str, folder: Path | str = ""
) -> Sequence[Path]:
    """The files that are to be read."""
    names, _kind = QFileDialog.getOpenFileNames(parent, caption, str(folder), kind)
    return tuple(map(Path, names))


def ask_folder(parent: QWidget, caption: str, folder: Path) -> Path | None:
    """The folder that is meant; None if the person thinks better of it."""
    name = QFileDialog.getExistingDirectory(parent, caption, str(folder))
    return Path(name) if name else None


def ask_new_file(
    parent: QWidget | None, caption: str, proposed: Path, kind: str
) -> Path | None:
    """Where a file is to be written; it ends as the one that is `proposed`."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, caption, str(proposed), kind_of_file(kind, (proposed.suffix,))
    )
    if not chosen:
        return None
    path, suffix = Path(chosen), proposed.suffix
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


class WhereFilesGo(Protocol):
    """Whoever knows where files for others go."""

    settings: Settings
    folder: Path


def ask_where(
    parent: QWidget, going: WhereFilesGo, caption: str, name: str, kind: str, *, remembered: str
) -> Path | None:
    """Where a file for others is to be written; None if the person thinks better of it.

    `name` is proposed, with its suffix, in the folder that was chosen last for this `kind` of
    file; that is kept under what `remembered` says.
    """
    last = Path(going.settings.recall(remembered) or ".")
    folder = last if last.is_absolute() and last.is_dir() else going.folder
    path = ask_new_file(parent, caption, folder / name, kind)
    if path is not None:
        going.settings.keep(remembered, str(path.parent.resolve()))
    return path


def files_in(held: QMimeData) -> list[Path]:
    """The files and folders that are dragged, dropped or pasted."""
    return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]


def file_stem(title: str) -> str:
    """A title as the name of a file, on every system; empty where nothing of it can be."""
    kept = (" " if char in '<>:"/\\|?*' else char for char in title if char.isprintable())
    return " ".join("".join(kept).split())[:MOST_LETTERS].strip(" .")


def open_outside(path: Path) -> bool:
    """Open a file or a folder in the system's own way; whether that could be done."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
