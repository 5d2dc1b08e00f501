"""What completes a text while it is typed: everybody and every place already known."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Partner
from worldcafe.domain.vocabulary import ThemeCode
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.countries import country_codes
from worldcafe.wording.currencies import currencies_of, currency_codes, currency_name
from worldcafe.wording.words import Words

N_OFFERED = 8
LEARNED_AT_ONCE = 200
"""Contributions that are learned in one idle moment."""
LONG_ENOUGH = 4
"""Letters of a part from which on a slip of the keyboard is forgiven."""


class Names:
    """Names, each once whatever its case and accents."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._folded: dict[str, str] = {}
        self._written: set[str] = set()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know this name as well."""
        if name in self._written:
            return
        self._written.add(name)
        key = fold(name)
        if key:
            self._folded.setdefault(key, name)

    def matching(self, text: str) -> list[str]:
        """The names that hold every word of the text: those that begin with it come first.

        Where none does, those that hold it but for a slip of the keyboard.
        """
        wanted = fold(text)
        parts = wanted.split()
        first: list[str] = []
        others: list[str] = []
        for key, name in self._folded.items():
            if key.startswith(wanted):
                first.append(name)
            elif all(f" {part}" in f" {key}" for part in parts):
                others.append(name)
            if len(first) >= N_OFFERED:
                break
        if not (first or others) and len(wanted) >= LONG_ENOUGH:
            others = [n for key, n in self._folded.items() if _holds_nearly(key, parts)]
        return (first + others)[:N_OFFERED] if wanted else []


def _holds_nearly(key: str, parts: list[str]) -> bool:
    """Whether every part begins a word of the name, the long ones but for one slip."""
    from worldcafe.domain.slips import begins_nearly  # noqa: PLC0415 - not for a start

    words = key.split()
    return all(
        any(
            word.startswith(part) or (len(part) >= LONG_ENOUGH and begins_nearly(word, part))
            for word in words
        )
        for part in parts
    )


class Suggestions:
    """Completions from the workshop. New contributions are learned as they come."""

    def __init__(self, workshop: Callable[[], Workshop], words: Words) -> None:
        """`workshop` is asked for the present state."""
        self._workshop = workshop
        self._words = words
        self._participants: object = None
        self._contributions: object = None
        self._n_learned = 0
        self._partners: dict[str, Partner] = {}
        self._learned: set[Partner] = set()
        self._names = Names()
        self._cities = Names()
        self._people = Names()
        self._themes = Names()
        self._countries: Names | None = None
        self._currencies: Names | None = None

    def partners(self, text: str) -> list[str]:
        """Organisations of participants and partners named before."""
        self._learn()
        return self._names.matching(text)

    def partner(self, name: str) -> Partner | None:
        """What is known of a partner by its name."""
        self._learn()
        return self._partners.get(fold(name))

    def cities(self, text: str) -> list[str]:
        """Cities of participants and partners."""
        self._learn()
        return self._cities.matching(text)

    def people(self, text: str) -> list[str]:
        """Names of participants, and of owners of next steps."""
        self._learn()
        return self._people.matching(text)

    def themes(self, text: str) -> list[str]:
        """Subjects of the vocabulary and words of the workshop's own."""
        self._learn()
        return self._themes.matching(text)

    def currencies(self, text: str) -> list[str]:
        """Currencies by code and name, `EUR – Euro`; those of the room's countries first."""
        if self._currencies is None:
            people = self._workshop().participants.values()
            near = currencies_of(person.country for person in people)
            self._currencies = Names(
                f"{code} – {currency_name(code, self._words.locale)}"
                for code in dict.fromkeys((*near, *currency_codes()))
            )
        return self._currencies.matching(text)

    def countries(self, text: str) -> list[str]:
        """Countries by their names in the interface's language; those in the room first."""
        if self._countries is None:
            people = self._workshop().participants.values()
            here = dict.fromkeys(p.country for p in people if p.country)
            everywhere = (*here, *country_codes())
            self._countries = Names(map(self._words.country, everywhere))
        return self._countries.matching(text)

    def learn_some(self) -> bool:
        """Learn what a frame has time for; whether there is more to learn.

        Called in idle moments, so that the first letter need not wait for all of it.
        """
        self._learn(LEARNED_AT_ONCE)
        return self._contributions is not self._workshop().contributions

    def _learn(self, most: int | None = None) -> None:
        workshop = self._workshop()
        if workshop.participants is not self._participants:
            self._participants, self._contributions, self._n_learned = (
                workshop.participants, None, 0
            )  # fmt: skip
            self._learn_people()
        if workshop.contributions is not self._contributions:
            name_of = cache(self._words.theme)
            until = self._n_learned + most if most else None
            fresh = tuple(islice(workshop.contributions.values(), self._n_learned, until))
            for item in fresh:
                for partner in item.partners:
                    self._learn_partner(partner)
                for theme in item.themes:
                    self._themes.add(name_of(theme))
                if item.next_step is not None:
                    self._people.add(item.next_step.owner)
            self._n_learned += len(fresh)
            if self._n_learned >= len(workshop.contributions):
                self._contributions = workshop.contributions

    def _learn_people(self) -> None:
        people = self._workshop().participants_in_order
        self._names, self._cities, self._partners = Names(), Names(), {}
        self._learned = set()
        self._people = Names(person.name for person in people)
        self._themes = Names(map(self._words.label, ThemeCode))
        self._countries = None
        for person in people:
            self._learn_partner(
                Partner(name=person.organisation, city=person.city, country=person.country)
            )

    def _learn_partner(self, partner: Partner) -> None:
        if partner in self._learned:
            return
        self._learned.add(partner)
        self._names.add(partner.name)
        self._cities.add(partner.city)
        known = self._partners.get(fold(partner.name))
        if known is None or (not known.city and partner.city):
            self._partners[fold(partner.name)] = partner
