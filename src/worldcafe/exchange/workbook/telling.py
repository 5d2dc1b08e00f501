"""How the workbook says what the workshop holds: names, references, places, local times."""

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache

from worldcafe.domain import harvest
from worldcafe.domain.disclosure import EVERYTHING, Disclosure, disclosed
from worldcafe.domain.model import Contact, Contribution, Partner, Resource
from worldcafe.domain.vocabulary import Code, PartnerRole
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook.text import readable
from worldcafe.wording.words import Words

SEPARATOR = "; "
"""Between several values in a cell; formulas that count themes rely on it."""


class Telling:
    """A workshop in the words of one language, as far as it is disclosed."""

    def __init__(
        self,
        workshop: Workshop,
        words: Words,
        made_at: dt.datetime,
        disclosure: Disclosure = EVERYTHING,
    ) -> None:
        self.workshop = disclosed(workshop, disclosure, somebody=words("(a participant)"))
        self.words = words
        self.made_at = made_at
        self.disclosure = disclosure
        self.pictures_folder = ""
        """The name of the folder beside the workbook with the pictures, where there is one."""
        self.sheet_of: dict[str, str] = {}
        """The name of the sheet on which each Excel table stands, once that is settled."""
        self.refs = harvest.references(workshop)
        # Codes of two lists may be the same text, so the type counts too.
        self.label = lru_cache(maxsize=None, typed=True)(words.label)
        self.country = cache(words.country)
        self.language = cache(words.language_name)
        self.theme = cache(lambda theme: readable(words.theme(theme)))
        """A theme's name as it will read in a cell."""
        self.yes = words("Yes")
        self.no = words("No")
        self.not_said = words("(not said)")
        self._zone = made_at.tzinfo

    def in_a_row(self, items: Iterable[Contribution]) -> str:
        """The references of some contributions."""
        return SEPARATOR.join(self.refs[item.id] for item in items)

    def themes(self, item: Contribution) -> str:
        return SEPARATOR.join(filter(None, harvest.themes_of(item, self.theme)))

    def labels(self, codes: Iterable[Code]) -> str:
        return SEPARATOR.join(map(self.label, codes))

    def yes_no(self, said: bool) -> str:  # noqa: FBT001 - it is what is told
        return self.yes if said else self.no

    def local(self, moment: dt.datetime | None) -> dt.datetime | None:
        """An instant on the clock of the place where the workbook is made, to the minute."""
        if moment is None:
            return None
        return moment.astimezone(self._zone).replace(second=0, microsecond=0, tzinfo=None)

    def person(self, participant_id: str | None) -> str:
        """A participant's name; empty for nobody, and where nobody is named."""
        person = self.workshop.participants.get(participant_id or "")
        return person.name if person else ""

    def note_taker(self, item: Contribution) -> str:
        """Who wrote it; else who took notes in the conversation, else at the table."""
        note_taker = self.workshop.note_taker_of(item.table_id, item.round_id)
        return self.person(item.author_id or note_taker)

    def table_number(self, table_id: str) -> int | None:
        table = self.workshop.tables.get(table_id)
        return table.number if table else None

    def round_number(self, round_id: str) -> int | None:
        round_ = self.workshop.rounds.get(round_id)
        return round_.number if round_ else None

    def table_theme(self, table_id: str) -> str:
        theme = self.workshop.theme_of(table_id)
        return self.words.theme_name(theme.name, theme.code) if theme else ""

    def partner(self, partner: Partner, *, role: bool = False) -> str:
        """A partner on one line: `Ville de Thiès (Thiès, Senegal) – Reciprocal partner`."""
        places = [partner.city if partner.name else "", self.country(partner.country)]
        place = ", ".join(filter(None, places))
        text = " ".join(filter(None, [partner.name or partner.city, place and f"({place})"]))
        return f"{text} – {self.label(partner.role)}" if role and partner.role else text

    def partners(self, item: Contribution) -> str:
        return _lines(self.partner(partner, role=True) for partner in item.partners)

    def partners_as(self, item: Contribution, role: PartnerRole) -> str:
        return _lines(self.partner(each) for each in item.partners if each.role is role)

    def countries(self, item: Contribution) -> str:
        found = dict.fromkeys(map(self.country, harvest.countries_of(item)))
        return SEPARATOR.join(filter(None, found))

    def countries_of(self, item: Contribution) -> tuple[str, ...]:
        """The countries as they read in the cell, each once."""
        told = readable(self.countries(item)).split(SEPARATOR)
        return tuple(dict.fromkeys(filter(None, told)))

    def resources(self, resources: Iterable[Resource]) -> str:
        return _lines(map(self.resource, resources))

    def contacts(self, item: Contribution) -> str:
        """Only those who agreed to be named: the others are not in what is disclosed."""
        return _lines(map(self.contact, item.contacts))

    def contact(self, contact: Contact) -> str:
        """A contact on one line: `Awa Diop, ILO, awa@example.org`."""
        return ", ".join(filter(None, [contact.name, contact.organisation, contact.email]))

    def resource(self, resource: Resource) -> str:
        """A resource on one line: `Funding – Ville de Thiès (10 000 €)`."""
        amount = f"({resource.amount})" if resource.amount else ""
        who = " ".join(filter(None, [resource.by, amount]))
        return " – ".join(filter(None, [self.label(resource.kind), who]))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
