"""A room's network that can be lost: a link of this computer's own, to where the laptop is.

Nothing answers on a link that is down, not even that nobody is there; a browser's own way of
being offline fails at once.
"""

import contextlib
import os
import shutil
import subprocess


class Air:
    """A network namespace and the link to it, as long as the block lasts."""

    def __init__(self):
        self._name = f"room{os.getpid() % 100_000}"
        # Another run may have such a network too, or have left one.
        self._net = f"10.203.{os.getpid() % 250}"
        self.laptop = f"{self._net}.1"
        """The laptop's address."""

    @property
    def within(self):
        """How a command is begun that runs on the laptop's side."""
        return ("ip", "netns", "exec", self._name)

    def __enter__(self):
        name = self._name
        try:
            _ip("netns", "add", name)
            _ip("link", "add", name, "type", "veth", "peer", "name", "laptop", "netns", name)
            _ip("addr", "add", f"{self._net}.2/30", "dev", name)
            _ip("link", "set", name, "up")
            for command in (
                ("addr", "add", f"{self.laptop}/30", "dev", "laptop"),
                ("link", "set", "laptop", "up"),
                ("link", "set", "lo", "up"),
            ):
                _ip("-n", name, *command)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        # The link first: with its namespace it would go only a while later.
        for command in (("link", "del", self._name), ("netns", "del", self._name)):
            with contextlib.suppress(subprocess.CalledProcessError):
                _ip(*command)

    def lose(self, *, lost=True):
        """Take the laptop's end of the link down, or up again: the way there stays known."""
        _ip("-n", self._name, "link", "set", "laptop", "down" if lost else "up")


def is_allowed():
    """Whether this computer lets us make such a network."""
    if shutil.which("ip") is None or os.geteuid() != 0:
        return False
    with contextlib.suppress(subprocess.CalledProcessError), Air():
        return True
    return False


def _ip(*arguments):
    subprocess.run(("ip", *arguments), check=True, capture_output=True)
