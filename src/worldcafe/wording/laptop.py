"""Whether the computer is ready for the day, in sentences, each with its remedy."""

from worldcafe.domain.laptop import GIGABYTE, Laptop, State
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

_SENTENCES: dict[State, tuple[str, str]] = {
    State.FILE_WHOLE: (N_("The file of the workshop is whole."), ""),
    State.FILE_DAMAGED: (
        N_("Parts of the file are not as its history says: {damaged}."),
        N_("Save a copy, or open an earlier state of the file, and write to whoever looks "
           "after this computer."),
    ),
    State.FILE_SYNCED: (
        N_("The file lies in a folder that {service} copies elsewhere while you work."),
        N_("Save a copy in a folder of this computer alone, and work in that copy."),
    ),
    State.SPACE_ENOUGH: (N_("There is room on the disk: {space}."), ""),
    State.SPACE_LITTLE: (
        N_("There is little room on the disk: {space}."),
        N_("Empty the bin or move films and pictures: photos of tables need room."),
    ),
    State.SPACE_NONE: (
        N_("There is nearly no room on the disk: {space}."),
        N_("Make room before the day begins, or nothing can be recorded."),
    ),
    State.CLOCK_RIGHT: (N_("The clock says {time}, {day}."), ""),
    State.CLOCK_BEHIND: (
        N_("The clock says {time}, {day}, but the file was written later than that."),
        N_("Set date, time and time zone of this computer, best by itself from the internet."),
    ),
    State.DAY_PASSED: (
        N_("The clock says {time}, {day}; the workshop was to be before that."),
        N_("Set the date of the workshop in Prepare, or the clock of this computer."),
    ),
    State.POWER_PLUGGED: (N_("The computer is plugged in."), ""),
    State.POWER_BATTERY: (
        N_("The computer runs on its battery: {percent}%."),
        N_("Plug it in for the day, and have an extension cord at hand."),
    ),
    State.PROJECTOR_THERE: (N_("A second screen or a projector is there."), ""),
    State.PROJECTOR_MISSING: (
        N_("There is no second screen."),
        N_("Plug the projector in and, on Windows, press Windows+P and choose “Extend”."),
    ),
    State.SOUND_THERE: (N_("The gong can be heard."), ""),
    State.SOUND_OFF: (
        N_("The gong is switched off."),
        N_("Switch it on in Live, beside the clock, and try it in the room."),
    ),
    State.SOUND_MISSING: (
        N_("This computer plays no sound."),
        N_("Plug in a loudspeaker or choose one in its settings; a bell does as well."),
    ),
    State.NETWORK_THERE: (N_("Phones can find this computer at {address}."), ""),
    State.NETWORK_MISSING: (
        N_("This computer is in no network, so phones cannot reach it."),
        N_("Join the Wi-Fi of the house or make a hotspot; without, notes are typed here."),
    ),
    State.PRINTER_THERE: (N_("There is a printer."), ""),
    State.PRINTER_MISSING: (
        N_("No printer is set up."),
        N_("Save table cards and badges as PDF and have them printed elsewhere."),
    ),
}  # fmt: skip


def state_sentence(state: State, laptop: Laptop, words: Words) -> str:
    """What was found: `There is no second screen.`."""
    return _filled(_SENTENCES[state][0], laptop, words)


def remedy_sentence(state: State, laptop: Laptop, words: Words) -> str:
    """What helps; empty where nothing has to."""
    remedy = _SENTENCES[state][1]
    return _filled(remedy, laptop, words) if remedy else ""


def _filled(text: str, laptop: Laptop, words: Words) -> str:
    return words(
        text,
        damaged=laptop.n_damaged,
        service=laptop.synced_by,
        space=words("{n} GB", n=words.number((laptop.free_bytes or 0) / GIGABYTE, 1)),
        time=words.time(laptop.now.time()),
        day=words.date(laptop.now.date()),
        percent=laptop.battery.percent if laptop.battery else 0,
        address=laptop.address,
    )
