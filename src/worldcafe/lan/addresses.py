"""Where on the local network the room is: one private address, and a port that stays."""

import contextlib
import ipaddress
import re
import secrets
import socket
import sys
from collections.abc import Iterator

import psutil

from worldcafe.domain.command import Asked
from worldcafe.domain.commands import ChoosePort
from worldcafe.domain.refusal import Refusal, refuse
from worldcafe.lan.gateway import Desk

PORTS = range(8700, 9000)
"""Ports that nothing well known uses, below those that systems lend out."""
HOTSPOTS = {"Windows": "192.168.137.1", "macOS": "192.168.2.1", "Linux": "10.42.0.1"}
"""The address that a computer has in a hotspot of its own, as each system makes it."""
_TRIES = 50
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*", re.IGNORECASE)


def private_addresses() -> list[str]:
    """The private IPv4 addresses of this computer; the one that leads out comes first."""
    found = dict.fromkeys((*_leading_out(), *_of_interfaces()))
    return [each for each in found if is_private(each)]


def is_private(address: str) -> bool:
    """Whether only those on the same network reach this address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return ip.is_private and not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def in_brackets(address: str) -> str:
    """An address as it stands before a port."""
    return f"[{address}]" if ":" in address else address


def page_at(host: str, port: int) -> str:
    """The address of the page."""
    return f"http://{host}:{port}/"


def known_beforehand(host: str, port: int) -> str:
    """The address that the page will have. Raises `RuleBroken` where none can be like that."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return (
            page_at(host, port)
            if _NAME.fullmatch(host)
            else refuse("address_unknown", host=host)
        )
    if ip.is_unspecified or ip.is_multicast or ip.is_loopback:
        refuse("address_unknown", host=host)
    return page_at(in_brackets(str(ip)), port)


def port_of(desk: Desk) -> int:
    """The workshop's own port; drawn by lot, and kept, when it is first asked for."""
    port = desk.workshop.phones.port or drawn_port()
    keep_port(desk, port)
    return port


def keep_port(desk: Desk, port: int) -> None:
    """Let this be the workshop's port from now on. Raises a `Refusal` if it cannot be kept."""
    if desk.workshop.phones.port == port:
        return
    asked = Asked(ChoosePort(port=port), origin="desk.phones")
    for answer in desk.do_all([asked]):
        if isinstance(answer, Refusal):
            raise answer


def drawn_port() -> int:
    """A port for a workshop that has none yet, by lot."""
    return secrets.choice(PORTS)


def listening(host: str | None, port: int | None, preferred: int | None) -> socket.socket:
    """A socket that listens at one address. Without `host` that is a private one.

    `port` was asked for, `preferred` is the workshop's own; without either a free one is
    drawn by lot. Raises `RuleBroken` where there is no such address, or the port is taken.
    """
    address = _address(host)
    wanted = port or preferred
    if wanted:
        bound = _bound(address, wanted)
        return bound or refuse("port_taken", port=wanted)
    drawn = (_bound(address, drawn_port()) for _ in range(_TRIES))
    free = next((bound for bound in drawn if bound is not None), None)
    return free or refuse("port_taken", port=f"{PORTS[0]}–{PORTS[-1]}")


def _address(host: str | None) -> str:
    if host is None:
        found = private_addresses()
        return found[0] if found else refuse("no_network")
    try:
        address: str = str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
        ip = ipaddress.ip_address(address.partition("%")[0])
        ip = getattr(ip, "ipv4_mapped", None) or ip
        if ip.is_unspecified or ip.is_multicast:
            refuse("address_unknown", host=host)
    except (OSError, UnicodeError, ValueError):
        refuse("address_unknown", host=host)
    return address


def _bound(address: str, port: int) -> socket.socket | None:
    """A socket at this port; None if another program has it."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there the other option lets two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(1024)
    except OSError as error:
        made.close()
        if isinstance(error, PermissionError) or error.errno in _TAKEN:
            return None
        refuse("address_unknown", host=address)
    made.settimeout(0)
    return made


_TAKEN = {98, 48, 10048, 10013}
"""`EADDRINUSE` of the three systems, and what Windows says of a port that is kept."""


def _leading_out() -> Iterator[str]:
    """The address from which packets leave for elsewhere. Nothing is sent."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        yield str(probe.getsockname()[0])


def _of_interfaces() -> Iterator[str]:
    for known in psutil.net_if_addrs().values():
        yield from (each.address for each in known if each.family == socket.AF_INET)
