"""The program in one file that runs where it lies: an AppImage.

Its runtime mounts or unpacks what follows it in the same file. It is compiled here, from the
source at a commit, and linked with what it needs; a check of a hash says less than that.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from roots import debian, inside, run

BUILDER = (
    "gcc", "binutils", "libc6-dev", "libfuse3-dev", "libselinux1-dev", "libsquashfuse-dev",
    "libzstd-dev", "zlib1g-dev", "squashfs-tools",
)  # fmt: skip

SOURCES = {
    "type2-runtime": (
        "https://github.com/AppImage/type2-runtime",
        "caf24f9f712084686bfc24a70b75e50df0aefb9c",
    ),
    # Debian's package leaves out one header of the same version.
    "squashfuse": (
        "https://github.com/vasi/squashfuse",
        "775b4cc72ab47641637897f11ce0da15d5c1f115",
    ),
}
"""What is not in Debian: where it is, and at which commit."""

LINKED = ("libc6-dev", "libfuse3-dev", "libsquashfuse-dev", "libzstd-dev", "zlib1g-dev")
"""Debian's packages that the runtime holds parts of."""

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
    add_licences(root, work, tree / "licences")
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
    for name, (address, commit) in SOURCES.items():
        git = ("git", "-C", str(work / name))
        run("git", "init", "--quiet", str(work / name))
        run(*git, "fetch", "--quiet", "--depth=1", address, commit)
        run(*git, "-c", "advice.detachedHead=false", "checkout", "--quiet", "FETCH_HEAD")
    source = "type2-runtime/src/runtime"
    dropped = [f"-Wl,--defsym={name}=0" for name in UNWANTED]
    options = ["-std=gnu99", "-Os", "-w", "-D_FILE_OFFSET_BITS=64", "-static-pie"]
    options += [f'-DGIT_COMMIT="{SOURCES["type2-runtime"][1]}"', f"-T{source}/data_sections.ld"]
    options += ["-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections,--no-warnings"]
    headers = ["-I.", "-I/usr/include/fuse3", "-idirafter", "/usr/include/squashfuse"]
    libraries = ["-lsquashfuse_ll", "-lsquashfuse", "-lfuse3", "-lzstd", "-lz"]
    inside(
        root,
        ["gcc", *options, *dropped, *headers, f"{source}/runtime.c", *libraries, "-oruntime"],
        "/work",
    )
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
    return tree


def add_licences(root: Path, work: Path, folder: Path) -> None:
    """Put beside the program's licences those of what the runtime is made of."""
    shutil.copy(work / "type2-runtime/LICENSE", folder / "AppImage-runtime.txt")
    for package in LINKED:
        said = root / f"usr/share/doc/{package}/copyright"
        shutil.copy(said, folder / f"AppImage-{package}.txt")
    lgpl = root / "usr/share/common-licenses/LGPL-2.1"
    shutil.copy(lgpl, folder / "AppImage-LGPL-2.1.txt")
