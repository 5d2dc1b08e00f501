"""A PostgreSQL server of the tests' own: in a folder that goes again, on a socket."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from worldcafe.document.address import Address

PORT = 54329
"""The name of its socket; nobody else sees the folder."""


def program(name):
    """A program of PostgreSQL's, of whatever version is installed; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    return str(found[-1]) if found else shutil.which(name)


def _version(path):
    return int(path.parts[-3])


class PostgresServer:
    """A server that runs as long as the block lasts; `kill` and `start` as often as wanted."""

    def __init__(self, folder=None, *, durable=False, air=None, listens=""):
        """`listens` is a network address at which it is reached as well. `air` is a network
        that can be lost: then it listens on its far side.
        """
        self._root = folder or tempfile.gettempdir()
        self._durable, self._air = durable, air
        self._listens = air.laptop if air else listens
        self._process = None

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="worldcafe-pg-", dir=self._root))
        # PostgreSQL refuses root: then it is its own user, whom Debian's package brings.
        self._user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(self.folder, self._user)
        self._as_user("initdb", "-D", self._data, "-U", "owner", "-A", "trust", "-E", "UTF8",
                      "--locale=C", "-N")  # fmt: skip
        if self._air is not None:
            with (self.folder / "data" / "pg_hba.conf").open("a") as rules:
                rules.write("host all all 0.0.0.0/0 trust\n")
        self.start()
        return self

    def __exit__(self, *_):
        self.kill(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self):
        return str(self.folder / "data")

    def start(self):
        """Start it, and wait until it answers."""
        options = {
            "listen_addresses": self._listens,
            "unix_socket_directories": str(self.folder), "port": PORT,
            "max_connections": 100, "fsync": "on" if self._durable else "off",
        }  # fmt: skip
        said = [f"-c{name}={value}" for name, value in options.items()]
        command = [program("postgres"), "-D", self._data, *said]
        user = self._user if os.getuid() == 0 else None
        if self._air is not None:  # only root may go there, and is somebody else there
            who = (f"--reuid={user}", f"--regid={user}", "--init-groups")
            command, user = [*self._air.within, "setpriv", *who, *command], None
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, user=user
            )
        end = time.monotonic() + 60
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.uri()).close()
                return
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.02)

    def kill(self, how=signal.SIGKILL):
        """End it, as a power cut would or in good order."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        left = children.read_text().split() if children.exists() else []
        self._process.send_signal(how)
        self._process.wait(60)
        end = time.monotonic() + 60
        while any(Path(f"/proc/{each}").exists() for each in left):
            assert time.monotonic() < end
            time.sleep(0.01)

    def uri(self, user="owner", **query):
        """What libpq reaches it by: its socket, where no other `host` is said."""
        said = {"host": self.folder, "port": PORT, **query}
        told = "&".join(f"{name}={value}" for name, value in said.items())
        return f"postgresql://{user}@/postgres?{told}"

    def address(self, name, user="owner", **query):
        """The address of a workshop on it."""
        return Address.of(self.uri(user, workshop=name, **query))

    def run(self, *statements, user="owner"):
        """Run SQL as somebody; the rows of the last statement, if it has any."""
        with psycopg.connect(self.uri(user), autocommit=True) as session:
            for each in statements:
                found = session.execute(each)
            return found.fetchall() if found.description else []

    def forget(self, name):
        """Take a workshop away, with its roles."""
        self.run(f"DROP SCHEMA IF EXISTS worldcafe_{name} CASCADE")
        for role in (f"worldcafe_{name}_desk", f"worldcafe_{name}_reader"):
            self.run(f"DROP ROLE IF EXISTS {role}")

    def _as_user(self, name, *arguments):
        subprocess.run(
            [program(name), *arguments], check=True, capture_output=True, cwd=self.folder,
            user=self._user if os.getuid() == 0 else None, timeout=120,
        )  # fmt: skip
