"""How much of people goes into a file that leaves the house."""

from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.model import Participant


class Names(StrEnum):
    """How people are named."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What an export tells of people. Whoever asked not to be named gets initials at most."""

    names: Names = Names.FULL
    personal_data: bool = True
    """Without it neither e-mail addresses, contacts nor names."""

    def name(self, person: Participant) -> str:
        """The participant's name as far as it is shown; empty if not at all."""
        if self.is_nameless:
            return ""
        if self.names is Names.INITIALS or person.name_hidden:
            return initials(person.name)
        return person.name

    def spelt(self, name: str) -> str:
        """Another person's name as far as it is shown; empty if not at all."""
        if self.is_nameless:
            return ""
        return initials(name) if self.names is Names.INITIALS else name

    @property
    def is_nameless(self) -> bool:
        """Whether nobody is named."""
        return self.names is Names.NONE or not self.personal_data

    @property
    def shows_emails(self) -> bool:
        """Whether addresses are shown: most of them spell the name."""
        return self.names is Names.FULL and self.personal_data


EVERYTHING = Disclosure()


def initials(name: str) -> str:
    """`A. D.` for Awa Diop; hyphens begin a word too, as in J.-B."""
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.split()
    )
