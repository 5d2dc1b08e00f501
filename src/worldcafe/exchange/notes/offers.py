"""What the pick lists of a note sheet offer, by form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import SDG_TARGETS, ThemeCode
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes.record import Room
from worldcafe.wording import Words
from worldcafe.wording.currencies import currencies_of
from worldcafe.wording.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Offer:
    """What pick lists draw from."""

    workshop: Workshop
    people: Sequence[Participant]
    """Those who may be meant."""
    words: Words

    def choices(self, form: f.Form) -> list[str]:
        """What a pick list offers for a form; nothing for free text."""
        words, workshop, people = self.words, self.workshop, self.people
        found: Iterable[object] = ()
        match form:
            case f.Someone() | f.Person():
                found = _distinct(person.name for person in people)
            case f.Body():
                found = _distinct(person.organisation for person in people)
            case f.City():
                found = _distinct(person.city for person in people)
            case f.Country() | f.Currency():
                codes = {person.country for person in workshop.participants.values()}
                is_place = isinstance(form, f.Country)
                near = _distinct(map(words.country, codes))
                found = near if is_place else list(currencies_of(sorted(codes)))
            case f.Language():
                spoken = dict.fromkeys((*workshop.about.languages, *LANGUAGES))
                found = map(words.language_name, spoken)
            case f.OneOf(codes=of) | f.SomeOf(codes=of):
                found = map(words.label, of)
            case f.Themes():
                names = (*map(words.label, ThemeCode),
                         *(theme.name for theme in workshop.themes_in_order))  # fmt: skip
                found = {fold(name): name for name in names}.values()
            case f.Targets():
                found = SDG_TARGETS
            case f.Tick():
                found = (words("Yes"), words("No"))
            case f.Rating():
                found = range(1, 6)
            case f.Place():
                found = sorted(Room(workshop).places(form.what))
        return list(map(str, found))


def _distinct(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if text}, key=fold)
