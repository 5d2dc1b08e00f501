"""The program in one file that runs where it lies: an AppImage.

It begins with `runtime.c`, which mounts or unpacks what follows it in the same file. That is
compiled in a root of Debian and linked with Debian's own libraries.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from roots import debian, inside

SOURCE = Path(__file__).with_name("runtime.c")

BUILDER = (
    "gcc", "binutils", "libc6-dev", "libfuse3-dev", "libselinux1-dev", "libsquashfuse-dev",
    "libzstd-dev", "zlib1g-dev", "squashfs-tools",
)  # fmt: skip

LINKED = ("libc6-dev", "libfuse3-dev", "libsquashfuse-dev", "libzstd-dev", "zlib1g-dev")
"""Debian's packages that the runtime holds parts of."""

AHEAD = (
    "worldcafe", "_internal/libpython3*", "_internal/base_library.zip",
    "_internal/shiboken6/libshiboken6*", "_internal/PySide6/libpyside6*",
    "_internal/PySide6/QtCore.abi3.so", "_internal/PySide6/Qt/lib/libQt6Core.*",
    "_internal/PySide6/QtWidgets.abi3.so", "_internal/PySide6/Qt/lib/libQt6Widgets.*",
    "_internal/PySide6/Qt/lib/libQt6Gui.*", "_internal/PySide6/QtGui.abi3.so",
    "_internal/libcrypto*", "_internal/PySide6/Qt/lib/libQt6Network.*",
    "_internal/PySide6/QtNetwork.abi3.so", "_internal/PySide6/Qt/lib/libQt6XcbQpa.*",
    "_internal/libsqlite3*", "_internal/pydantic_core/_pydantic_core.*",
)  # fmt: skip
"""What every start reads nearly whole, in that order: nine tenths of all that it reads."""

UNWANTED = (
    "lzo1x_decompress_safe", "LZ4_decompress_safe", "lzma_stream_buffer_decode",
    "lzma_alone_decoder", "lzma_code", "lzma_end",
)  # fmt: skip
"""Ways to unpack that squashfuse knows and we do not use; the first is under the GPL."""


def appimage(folder: Path, target: Path, application: str) -> None:
    """Write the folder of the program as one file that starts by itself."""
    root = debian("trixie-runtime", BUILDER)
    work = root / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    runtime = compile_runtime(root, work)
    tree = lay_out(folder, work / "AppDir", application)
    add_licences(root, tree / "licences")
    packing = ["mksquashfs", "AppDir", "packed", "-all-root", "-no-xattrs", "-noappend"]
    densest = ["-comp", "zstd", "-Xcompression-level", "19", "-b", "1M"]
    inside(root, [*packing, *densest, "-quiet", "-no-progress"], "/work")
    with target.open("wb") as made:
        for part in (runtime, work / "packed"):
            made.write(part.read_bytes())
    target.chmod(0o755)
    shutil.rmtree(work)


def compile_runtime(root: Path, work: Path) -> Path:
    """What the file begins with, compiled in a root."""
    shutil.copy(SOURCE, work)
    dropped = [f"-Wl,--defsym={name}=0" for name in UNWANTED]
    options = ["-std=gnu17", "-Os", "-Wall", "-Werror", "-D_FILE_OFFSET_BITS=64", "-static-pie"]
    options += ["-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections,--no-warnings"]
    headers = ["-I/usr/include/fuse3", "-isystem", "/usr/include/squashfuse"]
    libraries = ["-lsquashfuse_ll", "-lsquashfuse", "-lfuse3", "-lzstd", "-lz"]
    compiling = ["gcc", *options, *dropped, *headers, SOURCE.name, *libraries, "-oruntime"]
    inside(root, compiling, "/work")
    inside(root, ["strip", "runtime"], "/work")
    runtime = work / "runtime"
    with runtime.open("r+b") as made:
        made.seek(8)
        made.write(b"AI\2")  # how desktops know an AppImage, of type 2
    return runtime


def lay_out(folder: Path, tree: Path, application: str) -> Path:
    """The folder of the program as an AppImage wants it."""
    shutil.copytree(folder, tree, symlinks=True)
    (tree / "usr").mkdir()
    (tree / "share").rename(tree / "usr/share")
    for link, aim in {
        "AppRun": "worldcafe",
        f"{application}.desktop": f"usr/share/applications/{application}.desktop",
        f"{application}.svg": f"usr/share/icons/hicolor/scalable/apps/{application}.svg",
        ".DirIcon": f"{application}.svg",
    }.items():
        (tree / link).symlink_to(aim)
    (tree / ".ahead").write_text("\n".join(read_ahead(tree)), encoding="utf-8")
    return tree


def read_ahead(tree: Path) -> Iterator[str]:
    """The names of the files that the runtime reads before they are asked for."""
    for pattern in AHEAD:
        found = [file for file in sorted(tree.glob(pattern)) if not file.is_symlink()]
        if not found:
            sys.exit(f"{pattern} is read ahead and not there any more.")
        yield from (str(file.relative_to(tree)) for file in found)


def add_licences(root: Path, folder: Path) -> None:
    """Put beside the program's licences those of what the runtime is linked with."""
    for package in LINKED:
        said = root / f"usr/share/doc/{package}/copyright"
        shutil.copy(said, folder / f"AppImage-{package}.txt")
    lgpl = root / "usr/share/common-licenses/LGPL-2.1"
    shutil.copy(lgpl, folder / "AppImage-LGPL-2.1.txt")
