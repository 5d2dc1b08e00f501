"""What worldcafe needs of the system on Linux, and Debian's packages that bring it.

Windows and macOS have all of it; elsewhere than on Debian and its kin the names are said.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

say = partial(print, flush=True)

# Library, program or other thing -> Debian's package.
ENSUREPIP = {"ensurepip": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"}
QT = {
    "a font": "fonts-dejavu-core",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
END_TO_END = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "xrandr": "x11-xserver-utils",
    "soffice": "libreoffice-calc-nogui",
    "pdftoppm": "poppler-utils",
}
EARS = {
    "dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}
"""To hear the window as those do who do not see it."""
SPEECH = {"orca": "orca", "speech-dispatcher": "speech-dispatcher"}
PHONE = {
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
    "WebKitWebDriver": "webkit2gtk-driver",
}
POSTGRES = {"initdb": "postgresql"}
FIREFOX = {"firefox-esr": "firefox-esr"}
ROOTS = {"debootstrap": "debootstrap", "dpkg-deb": "dpkg", "xz": "xz-utils"}
NSIS = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "python3.13": "python3.13",  # whose compiled modules the Python on Windows reads
}
WINE = {"wine": "wine", "import": "imagemagick", "Xvfb": "xvfb", "xdotool": "xdotool"}
NODE = {"node": "nodejs", "npm": "npm"}


def require(needs: dict[str, str]) -> None:
    """Make sure that Linux has these.

    As root on Debian they are installed; otherwise the program ends with the line to type.
    """
    if sys.platform == "linux" and (packages := missing(needs)):
        install(packages)
        if packages := missing(needs):
            sys.exit(f"These packages did not bring what they should: {' '.join(packages)}")


def missing(needs: dict[str, str]) -> list[str]:
    """The packages that are needed and not there."""
    return sorted({package for name, package in needs.items() if not is_there(name)})


def is_there(name: str) -> bool:
    """Whether a library loads, a program is on the path, or whatever else is there."""
    if name == "ensurepip":
        return importlib.util.find_spec(name) is not None
    if name == "a font":
        return has_font()
    if name.startswith("/"):
        return Path(name).exists()
    if ".so." in name:
        return loads(name)
    program = shutil.which(name)
    if name == "initdb":  # Debian keeps it off the path, by version
        return bool(program or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    # LibreOffice may be there without Calc.
    needed = "libsclo.so" if name == "soffice" else "."
    return program is not None and (Path(program).resolve().parent / needed).exists()


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Whether there is a scalable face for Qt and LibreOffice to draw with."""
    if not is_debian():
        return True  # it has other folders, and its desktop has fonts
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    folders += [Path.home() / ".local/share/fonts", Path.home() / ".fonts"]
    files = (file for folder in folders for file in folder.rglob("*"))
    return any(file.suffix in {".ttf", ".otf", ".ttc"} for file in files)


def install(packages: list[str]) -> None:
    """Install packages as root on Debian; otherwise end with what to type."""
    names = " ".join(packages)
    if not is_debian():
        sys.exit(f"Install what Debian calls {names}, then do this again.")
    command = f"apt-get install -y --no-install-recommends {names}"
    if os.geteuid() != 0:
        sys.exit(f"System packages are missing. Type:\n  sudo apt-get update && sudo {command}")
    say(f"Installing system packages: {names}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt, "update"], check=False)
    say_sizes(packages)
    started = [*apt, *command.split()[1:]]
    if subprocess.run(started, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"apt-get could not install them. Try:\n  {command}")


def say_sizes(packages: list[str]) -> None:
    """Print apt's own word on how much there is to fetch and to keep."""
    trial = ["apt-get", "install", "--assume-no", "--no-install-recommends", *packages]
    environment = {**os.environ, "LC_ALL": "C"}
    answer = subprocess.run(trial, check=False, env=environment, capture_output=True, text=True)
    for line in answer.stdout.splitlines():
        if line.startswith(("Need to get", "After this operation")):
            say(f"  {line}")


def is_debian() -> bool:
    """Whether this is Debian, Ubuntu or one of their kin."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    kin = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return bool(kin & {"debian", "ubuntu"}) and shutil.which("apt-get") is not None
