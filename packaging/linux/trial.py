"""Proof that what people install works: each package in a bare Debian 12 and 13.

They have neither Python nor Qt. The Turin example is made, checked, merged, served and taken to
its workbook there, and shared by a PostgreSQL server of this machine; it opens in a window, and
a second workshop in the same. With the Debian package that is so in every language, and a
workshop is opened as a double click does. An AppImage is mounted on the command line and
unpacks itself for the window. It needs root, for `chroot`.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from package import DIST, WINDOW
from roots import ROOTS, debian, inside, run, say

from postgres_server import PostgresServer
from release import version

NEWER = {("trixie", "libglib2.0-0"): "libglib2.0-0t64"}
"""What one of Debian 12's packages is called in 13."""

INSTALLED = {
    ".deb": (["dpkg", "--install"], "worldcafe"),
    ".xz": (["tar", "-C", "/opt", "-xf"], "/opt/worldcafe/worldcafe"),
    ".AppImage": (["chmod", "+x"], "/root/{}"),
}
"""By kind of package: what installs it, and what starts it then."""

TOLD_DESKTOP = ".deb"
"""The kind that tells the desktop of the program."""

DESKTOP = ("desktop-file-utils", "libglib2.0-bin", "shared-mime-info")
"""What knows on a desktop which program opens a file."""

SCREEN = ("xvfb", "xauth", "xdotool")

LANGUAGES = ("en", "fr", "es", "pt", "ar")

STEPS = """
{program} --version
for language in {languages}; do
  LANG=$language.UTF-8 {program} demo turin-$language.worldcafe
  {program} export turin-$language.worldcafe synthesis-$language.xlsx --lang $language
done
{program} check turin-en.worldcafe
{program} doctor turin-en.worldcafe
cp turin-en.worldcafe copy.worldcafe
{program} plan copy.worldcafe >told
{program} merge turin-en.worldcafe copy.worldcafe >told
QT_QPA_PLATFORM=offscreen {program} print turin-en.worldcafe badges.pdf --what badges
cp turin-en.worldcafe served.worldcafe
{program} serve served.worldcafe --host 127.0.0.1 --json >told &
until grep -q '"url": "http://127.0.0.1' told; do kill -0 $!; sleep 1; done
kill $!
{program} share turin-en.worldcafe "{shared}"
{program} export "{shared}" shared.xlsx
{program} take "{shared}" taken.worldcafe
{program} check taken.worldcafe
"""
"""What the command line must be able to do; it ends at the first that fails."""

SHARED = "turin"
"""What the workshop is called on the server."""
HERE = "127.0.0.1"

SEE = """
xvfb-run --server-args='-screen 0 1366x768x24 -fbdir /root' sh -ec '
  seen="xdotool search --onlyvisible --name"
  shows() {{ timeout 120 sh -c "until $seen $1; do sleep 1; done"; }}
  for language in {languages}; do
    export LANG=$language.UTF-8
    {program} turin-$language.worldcafe &
    shows turin-$language
    sleep 5
    cp Xvfb_screen0 window-$language.xwd
    {opener} copy.worldcafe
    shows copy
    kill $!
    wait $! || true
  done
'
"""
"""The window is there, and is kept as a picture; the second workshop opens in it."""


def check() -> None:
    """Try every package in every bare system."""
    files = sorted(
        file for file in DIST.glob(f"worldcafe*{version()}*") if file.suffix in INSTALLED
    )
    for suite in ("bookworm", "trixie"):
        names = [NEWER.get((suite, name), name) for name in WINDOW]
        bare = debian(f"{suite}-bare", [*names, *DESKTOP, *SCREEN, "xz-utils"])
        for file in files:
            with PostgresServer(listens=HERE) as server:
                try_in(bare, file, str(server.address(SHARED, host=HERE)))
            say(f"{file.name} works in Debian {suite}")


def try_in(bare: Path, file: Path, shared: str) -> None:
    """Try a package in a copy of a bare system, and keep pictures of the window in `build`.

    `shared` is an address at which nothing is yet.
    """
    with tempfile.TemporaryDirectory(dir=ROOTS) as place:
        root = Path(place, "root")
        run("cp", "-a", "--reflink=auto", str(bare), str(root))
        shutil.copy(file, root / "root")
        install, program = INSTALLED[file.suffix]
        inside(root, [*install, file.name], "/root")
        program = program.format(file.name)
        is_told = file.suffix == TOLD_DESKTOP
        languages = " ".join(LANGUAGES if is_told else LANGUAGES[:1])
        opener = "gio open" if is_told else program
        for step, may_mount in ((STEPS, True), (SEE, False)):
            told = step.format(
                program=program, languages=languages, opener=opener, shared=shared
            )
            let_mount(root, wanted=may_mount)
            inside(root, ["sh", "-ec", told], "/root")
        for picture in (root / "root").glob("window-*.xwd"):
            shutil.move(picture, ROOTS.parent / f"{file.name}-{bare.name}-{picture.name}")


def let_mount(root: Path, *, wanted: bool) -> None:
    """Whether an AppImage can be mounted in a root; where it cannot, it unpacks itself."""
    device = root / "dev/fuse"
    device.unlink(missing_ok=True)
    if wanted:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(10, 229))


if __name__ == "__main__":
    if os.geteuid():
        sys.exit("Trying packages needs root, for chroot.")
    check()
