"""The program for people without Python, on Linux: a Debian package and a portable archive.

`build` freezes the wheel in a Debian 12 root, whose glibc is old enough for every system that
is still cared for, and writes both into `dist/`. `check` installs the one and unpacks the
other in a bare Debian 12 and 13, and takes the Turin example to its workbook and to a window
there. Both need root, for `chroot`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from environment import FREEZER_LOCK, PACKAGING, ROOT, RUN_LOCK, python, python_says
from wheel import build as build_wheel

say = partial(print, flush=True)

ROOTS = ROOT / "build" / "roots"
DIST = ROOT / "dist"
HERE = PACKAGING / "linux"
APPLICATION = "org.worldcafe.worldcafe"

BUILDER = ("python3", "python3-venv", "python3-dev", "binutils")
WINDOW = (
    "libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libdbus-1-3", "libxkbcommon0",
    "libx11-6", "libx11-xcb1", "libxcb-render-util0", "libxcb-shm0", "libgssapi-krb5-2",
)  # fmt: skip
"""Debian 12's packages that a window needs, which every desktop has."""


NEWER = {("trixie", "libglib2.0-0"): "t64"}
"""What 13 adds to the name of a package."""


# The frozen folder


def debian(suite: str, packages: Sequence[str]) -> Path:
    """A bare root of Debian with these packages, made once."""
    root = ROOTS / suite
    if not (root / "whole").exists():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        say(f"Laying a root of Debian {suite}")
        include = f"--include={','.join(packages)}"
        run(
            "debootstrap",
            "--variant=minbase",
            include,
            suite.split("-", maxsplit=1)[0],
            str(root),
        )
        (root / "whole").touch()
    return root


def freeze() -> Path:
    """The folder with the program and everything it needs, as PyInstaller lays it."""
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
    folder = work / "dist" / "worldcafe"
    for library in folder.rglob("libpython*.so*"):
        run("strip", "--strip-unneeded", str(library))
    add_licences(root, folder / "licences")
    return folder


def download(lock: Path, wheels: Path) -> None:
    """Fetch what is locked, for the oldest Python and glibc it shall run with."""
    tags = [f"--platform=manylinux_2_{n}_x86_64" for n in range(36, 4, -1)]
    tags += ["--platform=manylinux2014_x86_64"]
    target = [*tags, "--python-version=3.11", "--implementation=cp", "--only-binary=:all:"]
    options = ["--quiet", "--no-deps", "--require-hashes", "--dest", str(wheels)]
    if python("-m", "pip", "download", *options, *target, "--requirement", str(lock)):
        sys.exit("The locked packages could not be fetched; see above.")


def add_licences(root: Path, folder: Path) -> None:
    """Put beside the program the licence of everything that is bundled with it."""
    folder.mkdir()
    shutil.copy(ROOT / "LICENSE", folder / "worldcafe-MIT.txt")
    for metadata in (root / "work/venv/lib").rglob("*.dist-info"):
        package = metadata.name.split("-")[0]
        texts = [file for file in metadata.rglob("*") if is_licence(file)]
        for file in texts:
            shutil.copy(file, folder / f"{package}-{file.name}")
    shutil.copy(HERE / "QT.txt", folder / "QT.txt")
    for licence in ("LGPL-3", "GPL-3"):  # the first is said in additions to the second
        shutil.copy(root / "usr/share/common-licenses" / licence, folder / f"QT-{licence}.txt")
    shutil.copy(root / "usr/share/doc/python3.11/copyright", folder / "Python.txt")


def is_licence(file: Path) -> bool:
    """Whether this is the text of a licence among what a package says of itself."""
    said = file.name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))
    return file.is_file() and (said or "licenses" in file.parts)


# The two files


def build() -> list[Path]:
    """Write the portable archive and the Debian package; where they are."""
    folder = freeze()
    DIST.mkdir(exist_ok=True)
    return [archive(folder), debian_package(folder)]


def archive(folder: Path) -> Path:
    """The folder, the desktop entry and the icon, to be unpacked anywhere."""
    target = DIST / f"worldcafe-{version()}-linux-x86_64.tar.xz"
    with tarfile.open(target, "w:xz", preset=6) as packed:
        packed.add(folder, "worldcafe", filter=owned_by_root)
        for name, source in shared_files().items():
            packed.add(source, f"worldcafe/share/{name}", filter=owned_by_root)
    return target


def owned_by_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member of an archive without the builder's name."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def debian_package(folder: Path) -> Path:
    """The package for Debian, Ubuntu and their kin."""
    target = DIST / f"worldcafe_{version()}_amd64.deb"
    with tempfile.TemporaryDirectory(dir=ROOTS) as place:
        tree = Path(place, "tree")
        shutil.copytree(folder, tree / "opt/worldcafe", symlinks=True)
        (tree / "usr/bin").mkdir(parents=True)
        (tree / "usr/bin/worldcafe").symlink_to("/opt/worldcafe/worldcafe")
        for name, source in shared_files().items():
            (tree / "usr/share" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, tree / "usr/share" / name)
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text(control(tree), encoding="utf-8")
        tree.chmod(0o755)
        run("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(target))
    return target


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
        "Description": "Run a World Café and leave with the list of what was found",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


# Proof


STEPS = (
    ("--version",),
    ("demo", "/root/turin.worldcafe"),
    ("check", "/root/turin.worldcafe"),
    ("export", "/root/turin.worldcafe", "/root/synthesis.xlsx", "--lang", "fr"),
)


def check() -> None:
    """Install and unpack in bare systems; the example goes to its workbook and to a window."""
    files = sorted(
        file for file in DIST.glob(f"worldcafe*{version()}*") if file.suffix != ".whl"
    )
    for suite in ("bookworm", "trixie"):
        names = [
            f"{name}t64" if suite == "trixie" and name == "libglib2.0-0" else name
            for name in WINDOW
        ]
        bare = debian(f"{suite}-bare", [*names, "xvfb", "xauth"])
        for file in files:
            try_in(bare, file)
            say(f"{file.name} works in Debian {suite}")


def try_in(bare: Path, file: Path) -> None:
    """Take the example to its workbook and to a window in a copy of a bare system."""
    with tempfile.TemporaryDirectory(dir=ROOTS) as place:
        root = Path(place, "root")
        run("cp", "-a", "--reflink=auto", str(bare), str(root))
        shutil.copy(file, root / "root")
        if file.suffix == ".deb":
            inside(root, ["dpkg", "--install", f"/root/{file.name}"])
            program = "/usr/bin/worldcafe"
        else:
            inside(root, ["tar", "-C", "/opt", "-xf", f"/root/{file.name}"])
            program = "/opt/worldcafe/worldcafe"
        for step in STEPS:
            inside(root, [program, *step])
        inside(root, ["sh", "-c", SEE.format(program=program)])
        name = f"{file.name}-{bare.name}.xwd"
        shutil.move(root / "root/window.xwd", ROOTS.parent / name)


SEE = """set -e
xvfb-run --server-args='-screen 0 1366x768x24 -fbdir /root' sh -c '
  {program} /root/turin.worldcafe & sleep 20; cp /root/Xvfb_screen0 /root/window.xwd; kill %1'
"""


# Small things


def version() -> str:
    """The program's version."""
    return python_says("-c", "import worldcafe; print(worldcafe.__version__)")


def run(*command: str) -> None:
    """Run a command; end with its own message where it fails."""
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"{command[0]} failed; see above.")


def inside(root: Path, command: Sequence[str], folder: str = "/") -> None:
    """Run a command in a root, without this machine's environment."""
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
    at = ["env", "--chdir", folder]
    if subprocess.run(["chroot", root, *at, *command], check=False, env=clean).returncode:
        sys.exit(f"{command[0]} failed in {root.name}; see above.")


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    if os.geteuid():
        sys.exit("Building and trying packages needs root, for chroot.")
    match arguments:
        case ["build"]:
            for made in build():
                say(f"{made.relative_to(ROOT)} {made.stat().st_size / 1e6:.1f} MB")
        case ["check"]:
            check()
        case _:
            sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
