"""Making a hotspot, what firewalls ask, and what a network that is not ours means: in words.

The steps name what stands on the screens of Windows 11, macOS 15 and GNOME 48.
"""

from collections.abc import Mapping

from worldcafe.wording.marker import N_

STEPS: Mapping[str, tuple[str, ...]] = {
    "Windows": (
        N_("Open Settings › Network & internet › Mobile hotspot."),
        N_(
            "Under Properties choose Edit: give the hotspot a name and a password of at least "
            "eight characters."
        ),
        N_(
            "Switch Mobile hotspot on. Windows wants a connection that it can share: any Wi-Fi "
            "or cable will do, the internet is not needed."
        ),
        N_(
            "It takes eight devices. For more, bring a small Wi-Fi router: it needs neither "
            "internet nor an account."
        ),
    ),
    "macOS": (
        N_("Open System Settings › General › Sharing, and the (i) beside Internet Sharing."),
        N_(
            "Share your connection from: anything but Wi-Fi, such as Thunderbolt Bridge, even "
            "with nothing plugged in. To devices using: Wi-Fi."
        ),
        N_(
            "Wi-Fi Options: a name, WPA2/WPA3 Personal, and a password of at least eight "
            "characters."
        ),
        N_("Switch Internet Sharing on. macOS asks for an administrator’s password."),
    ),
    "Linux": (
        N_("Open Settings › Wi-Fi, and Turn On Wi-Fi Hotspot… in its menu."),
        N_("Give it a name and a password of at least eight characters, and turn it on."),
        N_("In a terminal: {command}"),
    ),
}  # fmt: skip
"""What to do, in order, for each system."""

COMMANDS: Mapping[str, str] = {
    "Linux": "nmcli device wifi hotspot ssid NAME password PASSWORD",
}
"""What fills the gap of a step; nobody translates it."""

AFTERWARDS = N_(
    "Then choose the new address under Network, open the room, and type the hotspot’s name and "
    "password beside the code, so that phones join it by a code as well."
)

FIREWALL: Mapping[str, str] = {
    "Windows": N_(
        "Windows asks once whether worldcafe may be reached: allow it on private networks. "
        "Where the Wi-Fi counts as public, make it private: Settings › Network & internet › "
        "properties of the Wi-Fi › Private network."
    ),
    "macOS": N_(
        "Where its firewall is on, macOS asks whether worldcafe may accept incoming "
        "connections, and it may ask about devices on the local network: allow both."
    ),
    "Linux": N_(
        "Most systems ask nothing. Where a firewall runs, open the port for the local network, "
        "such as: {command}"
    ),
}  # fmt: skip
"""What the firewall of each system asks."""
OPENING = "sudo ufw allow {port}/tcp"

WITHOUT_ADMINISTRATOR: Mapping[str, str] = {
    "Windows": N_(
        "Without an administrator’s password Windows lets nothing in. Ask for worldcafe to be "
        "allowed beforehand, or open the room on a computer that is yours: the workshop is one "
        "file, copy it there. Where hotspots are forbidden, a phone makes one and this "
        "computer joins it."
    ),
    "macOS": N_(
        "The firewall of macOS is off unless somebody switched it on; then nothing is asked. "
        "A hotspot needs the administrator: let a phone make it, and join it with this "
        "computer."
    ),
    "Linux": N_(
        "The port needs no administrator, and a hotspot mostly needs none. Where one is "
        "refused, let a phone make it, and join it with this computer."
    ),
}  # fmt: skip
"""The way for whoever may not change the system."""

SOMEBODY_ELSES = N_(
    "The line is plain HTTP. On a Wi-Fi that is not yours whoever is in it, and knows how, can "
    "read along, see codes, and write in their place. Take a Wi-Fi with a password that only "
    "your room has, best a hotspot of your own; what must not be read stays on paper. "
    "Guest Wi-Fi often keeps devices from each other: then no phone reaches this computer."
)
