"""The program for people without Python, on Linux: Debian package, portable archive, AppImage.

The wheel is frozen in a Debian 12 root, whose glibc is old enough for every system that is
still cared for; all three, in `dist`, hold the folder that comes out of it. `trial.py` tries
them. Both need root, for `chroot`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent.parent))

from appimage import appimage
from licences import add_licences
from roots import ROOTS, debian, inside, run, say

from environment import FREEZER_LOCK, PACKAGING, ROOT, RUN_LOCK, python
from release import version
from wheel import build as build_wheel

FOLDER = ROOT / "build" / "worldcafe"
"""The program and everything it needs; `org.worldcafe.worldcafe.yml` takes it from here."""

PRESET = 3
"""How hard xz tries: the densest of its presets would save 5 % in four times as long."""

DIST = ROOT / "dist"
HERE = PACKAGING / "linux"
APPLICATION = "org.worldcafe.worldcafe"

HOMEPAGE = os.environ.get("WORLDCAFE_HOMEPAGE", "")
"""Where the program is at home: known to whoever releases it, and left out without that."""

WINDOW = (
    "libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libdbus-1-3", "libxkbcommon0",
    "libx11-6", "libx11-xcb1", "libxcb-render-util0", "libxcb-shm0", "libgssapi-krb5-2",
)  # fmt: skip
"""Debian 12's packages that a window needs, which every desktop has."""

BUILDER = (
    "python3", "python3-venv", "python3-dev", "binutils", *WINDOW,
    # What goes along, since not every desktop has it.
    "libcups2", "libwayland-client0", "libwayland-cursor0", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-shape0", "libxcb-sync1",
    "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0",
)  # fmt: skip


def freeze() -> None:
    """Lay the folder with the program, everything it needs, and what tells a desktop of it."""
    root = debian("bookworm-build", BUILDER)
    work = root / "work"
    shutil.rmtree(work, ignore_errors=True)
    wheels = work / "wheels"
    wheels.mkdir(parents=True)
    build_wheel(wheels)
    for lock in (RUN_LOCK, FREEZER_LOCK):
        download(lock, wheels)
        shutil.copy(lock, work)
    for file in ("worldcafe.spec", "start.py"):
        shutil.copy(HERE / file, work)
    offline = ["--quiet", "--no-index", "--find-links", "wheels"]
    for step in (
        ["python3", "-m", "venv", "venv"],
        *(
            ["venv/bin/pip", "install", *offline, "--require-hashes", "-r", lock.name]
            for lock in (RUN_LOCK, FREEZER_LOCK)
        ),
        ["venv/bin/pip", "install", *offline, "--no-deps", f"worldcafe=={version()}"],
        ["venv/bin/pyinstaller", "--noconfirm", "--log-level", "WARN", "worldcafe.spec"],
    ):
        inside(root, step, folder="/work")
    shutil.rmtree(FOLDER, ignore_errors=True)
    shutil.move(work / "dist" / "worldcafe", FOLDER)
    for library in FOLDER.rglob("libpython*.so*"):
        run("strip", "--strip-unneeded", str(library))
    add_licences(root, FOLDER)
    for name, source in shared_files().items():
        target = FOLDER / "share" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    say_homepage(FOLDER / f"share/metainfo/{APPLICATION}.metainfo.xml", HOMEPAGE)


def say_homepage(metainfo: Path, address: str) -> None:
    """Tell software centres where the program is at home, if that is known."""
    if address:
        said = f'  <url type="homepage">{escape(address)}</url>\n  <developer '
        text = metainfo.read_text(encoding="utf-8").replace("  <developer ", said)
        metainfo.write_text(text, encoding="utf-8")


def download(lock: Path, wheels: Path) -> None:
    """Fetch what is locked, for the oldest Python and glibc it shall run with."""
    tags = [f"--platform=manylinux_2_{n}_x86_64" for n in range(36, 4, -1)]
    tags += ["--platform=manylinux2014_x86_64"]
    target = [*tags, "--python-version=3.11", "--implementation=cp", "--only-binary=:all:"]
    options = ["--quiet", "--no-deps", "--require-hashes", "--dest", str(wheels)]
    if python("-m", "pip", "download", *options, *target, "--requirement", str(lock)):
        sys.exit("The locked packages could not be fetched; see above.")


# What people install


def build() -> None:
    """Write what people install into `dist`, and say how large each is."""
    freeze()
    DIST.mkdir(exist_ok=True)
    for writing, name in (
        (archive, f"worldcafe-{version()}-linux-x86_64.tar.xz"),
        (debian_package, f"worldcafe_{version()}_amd64.deb"),
        (portable_file, f"worldcafe-{version()}-x86_64.AppImage"),
    ):
        writing(DIST / name)
        say(f"dist/{name} {(DIST / name).stat().st_size / 1e6:.1f} MB")


def archive(target: Path) -> None:
    """The folder, to be unpacked anywhere."""
    packing = [
        "xz",
        "--threads=0",
        f"-{PRESET}",
        "--stdout",
    ]  # on every core, which Python does not
    with (
        target.open("wb") as made,
        subprocess.Popen(packing, stdin=subprocess.PIPE, stdout=made) as xz,
    ):
        with tarfile.open(fileobj=xz.stdin, mode="w|") as packed:
            packed.add(FOLDER, "worldcafe", filter=owned_by_root)
        assert xz.stdin
        xz.stdin.close()
    if xz.returncode:
        sys.exit("xz failed; see above.")


def owned_by_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member of an archive without the builder's name."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def debian_package(target: Path) -> None:
    """The package for Debian, Ubuntu and their kin."""
    with tempfile.TemporaryDirectory(dir=ROOTS) as place:
        tree = Path(place, "tree")
        shutil.copytree(FOLDER, tree / "opt/worldcafe", symlinks=True)
        (tree / "usr/bin").mkdir(parents=True)
        (tree / "usr/bin/worldcafe").symlink_to("/opt/worldcafe/worldcafe")
        (tree / "opt/worldcafe/share").rename(tree / "usr/share")
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text(control(tree), encoding="utf-8")
        tree.chmod(0o755)
        packing = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{PRESET}", "--build"]
        run(*packing, str(tree), str(target))


def portable_file(target: Path) -> None:
    """The program in one file, for where nothing may be installed."""
    appimage(FOLDER, target, APPLICATION)


def shared_files() -> dict[str, Path]:
    """What tells a desktop of the program: its name under `share`, and where it is here."""
    icon = ROOT / "resources/icons/worldcafe.svg"
    return {
        f"applications/{APPLICATION}.desktop": HERE / f"{APPLICATION}.desktop",
        f"metainfo/{APPLICATION}.metainfo.xml": HERE / f"{APPLICATION}.metainfo.xml",
        f"mime/packages/{APPLICATION}.xml": HERE / f"{APPLICATION}.mime.xml",
        f"icons/hicolor/scalable/apps/{APPLICATION}.svg": icon,
    }


def control(tree: Path) -> str:
    """What the Debian package says of itself."""
    size = sum(file.lstat().st_size for file in tree.rglob("*")) // 1024
    fields = {
        "Package": "worldcafe",
        "Version": version(),
        "Architecture": "amd64",
        "Section": "misc",
        "Priority": "optional",
        "Maintainer": "The worldcafe contributors <worldcafe@example.org>",
        "Installed-Size": str(size),
        "Depends": f"libc6 (>= 2.35), {', '.join(WINDOW)}".replace(
            "libglib2.0-0,", "libglib2.0-0 | libglib2.0-0t64,"
        ),
        "Recommends": "desktop-file-utils, shared-mime-info",
        **({"Homepage": HOMEPAGE} if HOMEPAGE else {}),
        "Description": "Run a World Café and leave with the list of what was found",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


if __name__ == "__main__":
    if os.geteuid():
        sys.exit("Building packages needs root, for chroot.")
    build()
