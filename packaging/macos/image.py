"""The program for people without Python, on a Mac: a disk image with the application.

PyInstaller freezes what is locked for the Mac it runs on; a Mac with the other processor makes
the other image. `--check` fetches on any system what both would be made of.

Where `WORLDCAFE_IDENTITY` names a certificate in the keychain, everything is signed with it,
and where `WORLDCAFE_NOTARY` names a profile of notarytool in `WORLDCAFE_KEYCHAIN`, Apple is
asked to notarise it.
"""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import icons
from bundle import Target, add_texts, fetch, licences
from environment import FREEZER_LOCK, PACKAGING, ROOT, RUN_LOCK
from wheel import build as build_wheel
from worldcafe import __version__
from worldcafe.wording.languages import LANGUAGES

say = partial(print, flush=True)

HERE = PACKAGING / "macos"
DIST = ROOT / "dist"
WORK = ROOT / "build" / "macos"
APP = WORK / "dist" / "worldcafe.app"
ENTITLEMENTS = HERE / "entitlements.plist"

OLDEST = "13.0"
"""The macOS that Qt needs."""
BUNDLE, WORKSHOP = "org.worldcafe.worldcafe", "org.worldcafe.workshop"
PROCESSORS = ("arm64", "x86_64")


def build() -> None:
    """Write the disk image for the processor of this Mac, and try what is on it."""
    freeze()
    complete(APP / "Contents")
    sign(APP, "--entitlements", str(ENTITLEMENTS))
    try_out()
    DIST.mkdir(exist_ok=True)
    image = DIST / f"worldcafe-{__version__}-macos-{os.uname().machine}.dmg"
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(APP, Path(place, APP.name), symlinks=True)
        Path(place, "Applications").symlink_to("/Applications")
        run(
            "hdiutil", "create", "-volname", "worldcafe", "-srcfolder", place, "-ov", str(image)
        )
    if "WORLDCAFE_IDENTITY" in os.environ:
        sign(image)
    if profile := os.environ.get("WORLDCAFE_NOTARY"):
        run(
            "xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"
        )
        run("xcrun", "stapler", "staple", str(image))
    say(f"dist/{image.name} {image.stat().st_size / 1e6:.1f} MB")


def freeze() -> None:
    """Lay the application as PyInstaller makes it, from an environment of its own."""
    shutil.rmtree(WORK, ignore_errors=True)
    wheel, _archive = build_wheel(WORK / "ours")
    run(sys.executable, "-m", "venv", str(WORK / "venv"))
    installing = [str(WORK / "venv/bin/python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    for lock in (RUN_LOCK, FREEZER_LOCK):
        run(*installing, "--require-hashes", "--only-binary=:all:", "-r", str(lock))
    run(*installing, "--no-index", str(wheel))
    freezing = ["--noconfirm", "--log-level=WARN", "--distpath", str(WORK / "dist")]
    freezing += ["--workpath", str(WORK / "work"), str(PACKAGING / "linux/worldcafe.spec")]
    os.environ["WORLDCAFE_ENTITLEMENTS"] = str(ENTITLEMENTS)
    run(str(WORK / "venv/bin/pyinstaller"), *freezing)


def complete(contents: Path) -> None:
    """Give an application what the Finder reads, its icon and the licences."""
    (contents / "Info.plist").write_bytes(plistlib.dumps(info()))
    resources = contents / "Resources"
    (resources / "worldcafe.icns").write_bytes(icons.icns())
    folder = resources / "licences"
    (site,) = (WORK / "venv/lib").glob("python*/site-packages")
    names = [str(file.relative_to(site)) for file in site.rglob("*") if file.is_file()]
    add_texts(folder, names)
    for name, called in licences(names).items():
        shutil.copy(site / name, folder / called)
    for language, text in localised().items():
        place = resources / f"{language}.lproj"
        place.mkdir(exist_ok=True)
        (place / "InfoPlist.strings").write_text(text, encoding="utf-8")


def info() -> dict[str, Any]:
    """What the Finder reads of the application: Info.plist."""
    names = workshop_names()
    return {
        "CFBundleIdentifier": BUNDLE,
        "CFBundleName": "worldcafe",
        "CFBundleDisplayName": "worldcafe",
        "CFBundleExecutable": "worldcafe",
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "CFBundleIconFile": "worldcafe.icns",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": sorted(LANGUAGES),
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
        "NSLocalNetworkUsageDescription": "Phones in the room reach the workshop over it.",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": names["en"],
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "worldcafe.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [WORKSHOP],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": WORKSHOP,
                "UTTypeDescription": names["en"],
                "UTTypeIconFile": "worldcafe.icns",
                "UTTypeConformsTo": ["public.data", "public.content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["worldcafe"],
                    "public.mime-type": ["application/vnd.worldcafe"],
                },
            }
        ],
    }


def workshop_names() -> dict[str, str]:
    """What a workshop's file is called in each language, as desktops on Linux are told too."""
    told = PACKAGING / "linux" / "org.worldcafe.worldcafe.mime.xml"
    found = re.findall(
        r'<comment(?: xml:lang="(\w+)")?>(.*)</comment>', told.read_text(encoding="utf-8")
    )
    return {language or "en": name for language, name in found}


def localised() -> dict[str, str]:
    """By language the file that translates what Info.plist says in English."""
    names = workshop_names()
    return {code: f'"{names["en"]}" = "{name}";\n' for code, name in names.items()}


def try_out() -> None:
    """The application is whole, and takes the example to its workbook."""
    program = str(APP / "Contents/MacOS/worldcafe")
    run("plutil", "-lint", str(APP / "Contents/Info.plist"))
    run("codesign", "--verify", "--deep", "--strict", str(APP))
    with tempfile.TemporaryDirectory() as place:
        run(program, "--version")
        run(program, "demo", "turin.worldcafe", folder=place)
        run(program, "doctor", "turin.worldcafe", folder=place)
        run(program, "export", "turin.worldcafe", "synthesis.xlsx", folder=place)


def sign(what: Path, *options: str) -> None:
    """Sign with the certificate; without one only so that a Mac starts it at all."""
    identity = os.environ.get("WORLDCAFE_IDENTITY")
    hardened = ["--options=runtime", "--timestamp", *options] if identity else []
    run("codesign", "--force", *hardened, "--sign", identity or "-", str(what))


def check() -> None:
    """Fetch what the application is made of on both processors, and look for which it is."""
    for processor in PROCESSORS:
        with tempfile.TemporaryDirectory() as place:
            target = Target("3.13", "darwin", processor, tags(processor))
            wheels = fetch(RUN_LOCK, target, Path(place, "wheels"))
            for wheel in wheels:
                shutil.unpack_archive(wheel, Path(place, "files"), "zip")
            everything = [file for file in Path(place, "files").rglob("*") if file.is_file()]
            names = [str(file.relative_to(Path(place, "files"))) for file in everything]
            add_texts(Path(place, "licences"), names)
            compiled = [file for file in everything if file.suffix in {".so", ".dylib"}]
            asking = ["file", "--brief", *map(str, compiled)]
            told = subprocess.run(asking, check=True, capture_output=True, text=True).stdout
            for file, kind in zip(compiled, re.split(r"\n(?=Mach-O)", told), strict=True):
                if not kind.startswith("Mach-O") or processor not in kind:
                    sys.exit(f"{file.name} is not for {processor}: {kind}")
            say(f"{processor}: {len(wheels)} wheels, {len(compiled)} libraries for it")


def tags(processor: str) -> tuple[str, ...]:
    """The tags of wheels for a processor, on the oldest macOS and those before."""
    versions = [*range(int(OLDEST.partition(".")[0]), 10, -1)]
    numbers = [f"{version}_0" for version in versions] + [f"10_{n}" for n in range(16, 8, -1)]
    return tuple(f"macosx_{n}_{kind}" for n in numbers for kind in (processor, "universal2"))


def run(*command: str, folder: str | None = None) -> None:
    """Run a command; end with its own message where it fails."""
    if subprocess.run(command, check=False, cwd=folder).returncode:
        sys.exit(f"{command[0]} failed; see above.")


if __name__ == "__main__":
    match sys.argv[1:], sys.platform:
        case ["--check"], _:
            check()
        case [], "darwin":
            build()
        case _:
            sys.exit(__doc__)
