"""Everything a developer types: `python3 packaging/dev.py COMMAND`.

It runs on a machine that has Python and nothing else. Each command first brings the machine
and `.venv` to what it needs, which takes no time once they are.
"""

import sys

# Older Pythons must be able to read this file as far as to say that they are too old:
# no `:=`, no `match`, no `from __future__` here.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("worldcafe needs Python 3.11 or newer; this is %s." % sys.version.split()[0])  # noqa: UP031

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Timer

from environment import (
    DEV_LOCK,
    FREEZER_LOCK,
    PYTHON,
    ROOT,
    RUN_LOCK,
    VALIDATOR,
    VALIDATOR_RUNS,
    prepare,
    prepare_checkers,
    pyproject,
    python,
    python_says,
)
from system_packages import (
    EARS,
    END_TO_END,
    ENSUREPIP,
    FIREFOX,
    NODE,
    NSIS,
    PHONE,
    POSTGRES,
    QT,
    ROOTS,
    SPEECH,
    WINDOW,
    WINE,
    require,
)

say = partial(print, flush=True)

UV = "uv==0.13.9"
MEMORY, MEMORY_NEEDED = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - pytest makes its own folders


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; the other arguments are the command's own."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say("usage: python3 packaging/dev.py COMMAND [ARGUMENTS]\n")
        for name, function in COMMANDS.items():
            say(f"  {name:13}{(function.__doc__ or '').splitlines()[0]}")
        return 0 if set(arguments) & {"-h", "--help", "help"} else 2
    try:
        return command(list(arguments[1:]))
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Open the desktop on the Turin example, or pass the arguments on to `worldcafe`."""
    linux_screens = (os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY"))
    has_display = sys.platform != "linux" or any(linux_screens)
    require(ENSUREPIP | QT | WINDOW if has_display else ENSUREPIP)
    prepare(RUN_LOCK)
    if arguments:
        return python("-m", "worldcafe", *arguments, folder=Path.cwd())
    return run_desktop() if has_display else run_without_display()


def run_desktop() -> int:
    """Open the Turin example, which is put among the person's documents the first time."""
    code = "import platformdirs; print(platformdirs.user_documents_path())"
    example = Path(python_says("-c", code)) / "worldcafe-turin.worldcafe"
    if not example.exists():
        say(f"Writing the Turin example to {example}")
        example.parent.mkdir(parents=True, exist_ok=True)
        failed = python("-m", "worldcafe", "demo", str(example))
        if failed:
            return failed
    return python("-m", "worldcafe", str(example))


def run_without_display() -> int:
    """Take the Turin example to its workbook on the command line."""
    say("There is no display here: the Turin example goes through the command line instead.")
    folder = ROOT / "build" / "turin"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    workshop, workbook = str(folder / "turin.worldcafe"), str(folder / "synthesis.xlsx")
    for step in (
        ["demo", workshop],
        ["check", workshop],
        ["export", workshop, workbook, "--lang", "fr"],
    ):
        say(f"$ worldcafe {shlex.join(step)}")
        failed = python("-m", "worldcafe", *step)
        if failed:
            return failed
    say(f"The synthesis workbook: {workbook}")
    return 0


def test(arguments: list[str]) -> int:
    """Run every check; with arguments, only pytest with these."""
    node = NODE if VALIDATOR_RUNS else {}
    needs = ENSUREPIP | QT | WINDOW | END_TO_END | EARS | PHONE | POSTGRES | node
    require(needs)
    prepare(DEV_LOCK)
    prepare_checkers()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Else each of the hundreds of processes that are started would compile the program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    write_to_memory()
    if VALIDATOR_RUNS:
        os.environ["WORLDCAFE_OOXML_VALIDATOR"] = str(VALIDATOR)
    if arguments:
        return python("-m", "pytest", *arguments)
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        results = list(cores.map(run_silently, READ))
    results += [run_check(name, command) for name, command in CHECKS.items()]
    say()
    for result in sorted(results, key=lambda result: result.name == "tests"):  # tests last
        verdict = "ok" if result.passed else "FAILED"
        say(f"{result.name:14}{verdict:8}{result.seconds:6.1f} s   {result.last_line}")
    return 0 if all(result.passed for result in results) else 1


def write_to_memory() -> None:
    """Have tests write where a sync costs nothing; where there is such a disk, it is what they
    wait for most. What a power cut leaves they prove on a disk of their own.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
        os.environ["TMPDIR"] = str(MEMORY)


def coverage(arguments: list[str]) -> int:
    """Say which lines of domain and document no test reaches; fail below the floor for them."""
    require(ENSUREPIP | QT)
    prepare(DEV_LOCK)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    write_to_memory()
    report = ["--cov", "--cov-report=term-missing:skip-covered"]
    return python(*PYTEST, *report, "tests/property", "tests/unit", *arguments)


def bench(arguments: list[str]) -> int:
    """Print the tables of `docs/measurements.md`; with names, only those of `tests/bench`."""
    folder = ROOT / "tests" / "bench"
    tables = arguments or ["__main__", *sorted(MEASURED)]
    files = [folder / f"{name}.py" for name in tables]
    for file in files:
        if not file.is_file():
            say(f"There is no {file.relative_to(ROOT)}. Known: {', '.join(sorted(MEASURED))}.")
            return 2
    return max(run_offscreen(str(file)) for file in files)


def prove(arguments: list[str]) -> int:
    """Prove at length: `room`, `desks`, `screens`, `access`, or `browsers`."""
    proofs = {
        "room": (ENSUREPIP | QT, ["tests/shaky_room.py"]),
        "desks": (ENSUREPIP | QT | POSTGRES, ["tests/shared_desks.py"]),
        # Each size and language where a core is free, told as it is done.
        "screens": (
            ENSUREPIP | QT,
            [*PYTEST, "--dist=worksteal", "-v", "tests/gui/test_screens.py"],
        ),
        "access": (
            ENSUREPIP | QT | WINDOW | END_TO_END | EARS | SPEECH,
            [
                "-m",
                "pytest",
                "tests/e2e/test_heard.py",
                "tests/e2e/test_day_by_keyboard.py",
                "tests/gui/test_focus.py",
            ],
        ),
        "browsers": (ENSUREPIP | QT | FIREFOX, ["-m", "pytest", "tests/e2e/test_firefox.py"]),
    }
    if len(arguments) != 1 or arguments[0] not in proofs:
        say(f"usage: python3 packaging/dev.py prove {'|'.join(proofs)}")
        return 2
    needs, proof = proofs[arguments[0]]
    require(needs)
    os.environ["WORLDCAFE_SCREENS"] = "all"  # every size and language, not the usual few
    return run_offscreen(*proof)


def screenshots(arguments: list[str]) -> int:
    """Make the pictures in `docs/screenshots` anew."""
    return run_offscreen("packaging/screenshots.py", *arguments)


def first_minutes(_arguments: list[str]) -> int:
    """Make the row of pictures of the first five minutes anew."""
    return run_offscreen("packaging/first_minutes.py")


def manual(_arguments: list[str]) -> int:
    """Make the pictures of the manual anew, and write it in every language into `dist`."""
    return run_offscreen("packaging/manual.py")


def run_offscreen(*arguments: str) -> int:
    """Run a script that draws, without a window."""
    require(ENSUREPIP | QT)
    prepare(DEV_LOCK)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return python(*arguments)


def package(arguments: list[str]) -> int:
    """Write what people install on a system into `dist`, or with `--check` try it."""
    here = {"linux": "linux", "darwin": "macos", "win32": "windows"}[sys.platform]
    system = arguments.pop(0) if set(arguments[:1]) & PACKAGERS.keys() else here
    checking = arguments[:1] == ["--check"]
    if arguments and not checking:
        say(f"usage: python3 packaging/dev.py package [{'|'.join(PACKAGERS)}] [--check]")
        return 2
    require(ENSUREPIP | QT)
    prepare(DEV_LOCK)
    failed = 0
    if system == "linux":
        failed = python("packaging/wheel.py", "build", "dist")
        failed = failed or python("packaging/audit.py", "sbom", "dist/worldcafe-sbom.cdx.json")
    needs, building, trying = PACKAGERS[system]
    require(needs | (TRIALS.get(system, {}) if checking else {}))
    script = [*trying, *arguments[1:]] if checking else [building]
    return failed or python(*script)


def audit(arguments: list[str]) -> int:
    """Ask whether holes are known in what is locked; "could not ask" fails as well."""
    require(ENSUREPIP)
    prepare(DEV_LOCK)
    return python("packaging/audit.py", "audit", *arguments)


def release(arguments: list[str]) -> int:
    """Run every check, build and try the packages, and set the tag of this version."""
    if arguments:
        say("usage: python3 packaging/dev.py release")
        return 2
    require(ENSUREPIP)
    prepare(DEV_LOCK)
    steps: tuple[Callable[[], int], ...] = (
        lambda: python("packaging/release.py"),
        lambda: test([]),
        lambda: audit([]),
        lambda: package([]),
        lambda: package(["--check"]),
        lambda: python("packaging/release.py", "--tag"),
    )
    return next(filter(None, (step() for step in steps)), 0)


def i18n(arguments: list[str]) -> int:
    """Bring the catalogues in `resources/i18n` up to the texts in the source."""
    require(ENSUREPIP)
    prepare(DEV_LOCK)
    return python("packaging/i18n.py", "extract", *arguments)


def format_source(arguments: list[str]) -> int:
    """Repair what ruff can repair, and format."""
    require(ENSUREPIP)
    prepare(DEV_LOCK)
    failed = python("-m", "ruff", "check", "--fix", *arguments)
    return python("-m", "ruff", "format", *arguments) or failed


def lock(arguments: list[str]) -> int:
    """Write the lock files anew from pyproject.toml; with `--upgrade`, at newer versions."""
    require(ENSUREPIP)
    prepare(DEV_LOCK)
    failed = python("-m", "pip", "install", "--quiet", UV)
    if failed:
        return failed
    build = "\n".join(pyproject()["build-system"]["requires"])  # the editable install's own
    shipped = ["--extra", "postgres"]
    as_running = ["--constraints", "packaging/requirements.lock"]
    for file, options in (
        (RUN_LOCK, shipped),
        (DEV_LOCK, ["--extra", "dev", *shipped, *as_running]),
        (FREEZER_LOCK, ["--extra", "package", *shipped, *as_running]),
    ):
        command = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
        command += ["--no-strip-extras"]  # pip asks for a hash of each as it is asked for
        command += ["--python-version", "3.11", "--output-file", f"packaging/{file.name}"]
        command += ["--custom-compile-command", "python3 packaging/dev.py lock"]
        failed = python(*command, *options, *arguments, "pyproject.toml", "-", text=build)
        if failed:
            return failed
    prepare(DEV_LOCK)
    return python("packaging/audit.py", "licences")


MEASURED = {
    file.stem
    for file in (ROOT / "tests" / "bench").glob("*.py")
    if not file.stem.startswith(("_", "fit_"))
}
"""What is measured besides the program as a whole."""

COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "coverage": coverage,
    "bench": bench,
    "prove": prove,
    "screenshots": screenshots,
    "first-minutes": first_minutes,
    "manual": manual,
    "package": package,
    "audit": audit,
    "release": release,
    "i18n": i18n,
    "format": format_source,
    "lock": lock,
}

PACKAGERS = {
    "linux": (ROOTS, "packaging/linux/package.py", ["packaging/linux/trial.py"]),
    "windows": (NSIS, "packaging/windows/installer.py", ["packaging/windows/proof.py"]),
    "macos": ({}, "packaging/macos/image.py", ["packaging/macos/image.py", "--check"]),
}
"""By system: what its packages need on Linux, what makes them, and what tries them."""

TRIALS = {"linux": POSTGRES, "windows": WINE, "macos": {"file": "file"}}
"""What trying them needs besides."""

PYTEST = ["-m", "pytest", "--numprocesses=auto", "--dist=worksteal"]
"""On every core. Each begins with its share of the files in a row, whose tests have in common
what is dear to make; who is done takes over from who is not: none waits for the last one."""

READ = {
    "types": ["-m", "mypy", "src", "packaging"],
    "wheel": ["packaging/wheel.py", "check"],
    "translations": ["packaging/i18n.py", "check"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "lint": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
}
"""Checks that read what there is, the longest first: as many beside each other as there are
cores."""

FOR_THOSE_WHO_WAIT = f"--numprocesses={(os.cpu_count() or 1) * 3 // 2}"
"""Where tests wait for windows, browsers and servers for a third of their time, three of them
keep two cores at work."""

CHECKS = {
    "windows": [*PYTEST, FOR_THOSE_WHO_WAIT, "tests/e2e", "tests/gui"],
    "tests": [*PYTEST, "tests/property", "tests/unit"],
}


BESIDE_OTHERS = {"windows"}
"""Checks whose real windows, browsers and servers wait for a busy machine. What fails there is
tried once more alone, or all of it where it broke off; only what fails again fails the check,
and both stay in sight.
"""

SOME_FAILED = 1
"""What pytest ends with where it came to its end."""

SILENT_SECONDS = 600
"""How long a check may say nothing; the longest test takes a quarter of that."""


@dataclass(frozen=True)
class CheckResult:
    """How a check ended."""

    name: str
    passed: bool
    seconds: float
    last_line: str


def run_check(name: str, command: list[str]) -> CheckResult:
    """Run one check, with its output passed on as it comes."""
    say(f"\n--- {name}")
    started = time.monotonic()
    code, output = outcome(command)
    last_line = closing_line(output)
    if code != 0 and name in BESIDE_OTHERS:
        failed = failed_in(output) if code == SOME_FAILED else []
        say(f"\n--- {name}: what did not pass is tried once more")
        code, output = outcome([*PYTEST, "--numprocesses=0", *failed] if failed else command)
        last_line = f"{last_line}; again: {closing_line(output)}"
    seconds = time.monotonic() - started
    say(f"--- {name}: {'ok' if code == 0 else 'FAILED'} in {seconds:.1f} s")
    return CheckResult(name, code == 0, seconds, last_line)


def run_silently(name: str) -> CheckResult:
    """Run a check beside others; what it says comes at its end."""
    started = time.monotonic()
    code, output = outcome(READ[name], aloud=False)
    seconds = time.monotonic() - started
    verdict = "ok" if code == 0 else "FAILED"
    say(f"\n--- {name}\n{output.rstrip()}\n--- {name}: {verdict} in {seconds:.1f} s")
    return CheckResult(name, code == 0, seconds, closing_line(output))


def outcome(command: list[str], *, aloud: bool = True) -> tuple[int, str]:
    """The code a check ended with, and what it said. One that says nothing for long is ended:
    where a process of several has died the others may wait for it for ever.
    """
    output = bytearray()
    with subprocess.Popen(
        [PYTHON, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        stream = process.stdout
        assert stream
        silence = Timer(SILENT_SECONDS, process.kill)
        silence.start()
        for block in iter(lambda: os.read(stream.fileno(), 65536), b""):
            silence.cancel()
            silence = Timer(SILENT_SECONDS, process.kill)
            silence.start()
            if aloud:
                sys.stdout.buffer.write(block)
                sys.stdout.buffer.flush()
            output += block
        silence.cancel()
    return process.returncode, output.decode(errors="replace")


def failed_in(output: str) -> list[str]:
    """The tests that pytest's summary names."""
    return re.findall(
        r"^(?:FAILED|ERROR) (\S+::\w+(?:\[.*?\])?)(?: - .*)?\r?$", output, re.MULTILINE
    )


def closing_line(output: str) -> str:
    """The line that sums a check up: pytest's between signs of equality, else the last."""
    framed: list[str] = re.findall(r"^=+ (.+) =+\r?$", output, re.MULTILINE)
    return ["", *output.strip().splitlines(), *framed][-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
