"""What the report says of each opportunity, in words, whatever it is written to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from worldcafe.domain import fields, harvest
from worldcafe.domain.changes import value_of
from worldcafe.domain.choosing import Choice, chosen
from worldcafe.domain.model import Contribution, NextStep, Partner, Resource
from worldcafe.domain.vocabulary import Kind, PartnerRole
from worldcafe.prints.printed_cafe import PrintedCafe
from worldcafe.wording import Words
from worldcafe.wording.captions import caption, hint
from worldcafe.wording.measures import measured


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was said, under what it answers."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A partner as the picture and the table show it."""

    name: str
    city: str
    country: str
    type: str
    role: str
    role_code: PartnerRole | None

    @property
    def place(self) -> str:
        """City and country in a row."""
        return ", ".join(filter(None, [self.city, self.country]))

    @property
    def on_a_line(self) -> str:
        """Name, place and role: `Ville de Thiès (Thiès, Senegal) – Reciprocal partner`."""
        place = f"({self.place})" if self.place else ""
        role = f"– {self.role}" if self.role else ""
        return " ".join(filter(None, [self.name, place, role]))


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next."""

    text: str
    facts: tuple[Passage, ...]
    """Kind, owner, date and status, where they were said."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One opportunity, told."""

    ref: str
    title: str
    provenance: str
    modality: str
    passages: tuple[Passage, ...]
    """Prose, the most important first."""
    facts: tuple[Passage, ...]
    """Short answers."""
    source: tuple[Passage, ...]
    """In which language it was written, by whom, and what it takes further."""
    bodies: tuple[Body, ...]
    step: Step | None


def opportunities(cafe: PrintedCafe, choice: Choice) -> list[Opportunity]:
    """The opportunities of a choice. Refuses where there is none, as `chosen` does."""
    found = chosen(cafe.workshop, choice)
    refs = harvest.references(cafe.workshop)
    dots = harvest.dots(cafe.workshop)
    return [
        Opportunity(
            ref=refs[item.id],
            title=item.title,
            provenance=_provenance(cafe, item),
            modality=cafe.words.label(item.modality),
            passages=tuple(_passages(cafe, item)),
            facts=tuple(_facts(cafe, item, dots.get(item.id, 0))),
            source=tuple(_source(cafe, item, refs)),
            bodies=tuple(_body(cafe, each) for each in item.partners),
            step=_step(cafe, item.next_step) if harvest.has_next_step(item) else None,
        )
        for item in found
    ]


def counts(cafe: PrintedCafe) -> list[tuple[int, str]]:
    """The figures of the cover, each with what it counts: those of the workbook's cover."""
    numbers, words = harvest.numbers(cafe.workshop), cafe.words
    return [
        (
            len(harvest.of_kinds(cafe.workshop, Kind.OPPORTUNITY)),
            words("Opportunities"),
        ),
        (numbers.n_partners, words("Partners")),
        (numbers.n_countries, words("Countries")),
        (numbers.n_people, words("Participants")),
        (numbers.n_tables, words("Tables")),
        (numbers.n_rounds, words("Rounds")),
    ]


def what_is_told(cafe: PrintedCafe, n: int) -> str:
    """How many opportunities the report tells of, where those are not all."""
    n_all = len(harvest.of_kinds(cafe.workshop, Kind.OPPORTUNITY))
    if n == n_all:
        return ""
    return cafe.words.plural(
        "{n} of {all} opportunities, as chosen", "{n} of {all} opportunities, as chosen", n,
        all=n_all,
    )  # fmt: skip


def when_and_where(cafe: PrintedCafe) -> str:
    """Place and date of the workshop in a row."""
    about = cafe.workshop.about
    return cafe.words.line([about.place, cafe.words.date(about.date)])


def _provenance(cafe: PrintedCafe, item: Contribution) -> str:
    words, workshop = cafe.words, cafe.workshop
    table, round_ = workshop.tables.get(item.table_id), workshop.rounds.get(item.round_id)
    theme, _ = cafe.theme_of(table)
    parts = [
        workshop.room_of(item.table_id),
        words("Table {n}", n=table.number) if table else "",
        words("Round {n}", n=round_.number) if round_ else "",
        theme,
    ]
    return words.line(parts)


def _said(pairs: Iterable[tuple[str, str]]) -> Iterable[Passage]:
    return (Passage(label, text) for label, text in pairs if text.strip())


def _passages(cafe: PrintedCafe, item: Contribution) -> Iterable[Passage]:
    """Prose and what stands with it, in the order in which an opportunity is read."""
    words = cafe.words
    for field in fields.in_reading_order():
        match field.form:
            case fields.Text() as form if form.is_prose:
                yield from _said([(_called(field, item, words), _prose(field, item, words))])
            case fields.RESOURCES:
                for path, _ in fields.paths_of(field):
                    said = _lines(_resource(words, each) for each in value_of(item, path))
                    yield from _said([(caption(path, words), said)])


def _called(field: fields.Field, item: Contribution, words: Words) -> str:
    """The caption; that of the translation with its language, where it is said."""
    called = caption(field.name, words)
    if field.name != "translation" or not item.translation_lang:
        return called
    language = words.language_name(item.translation_lang)
    return words("Translation ({language})", language=language)


def _prose(field: fields.Field, item: Contribution, words: Words) -> str:
    """The text, and what is ticked about it."""
    ticked = [
        hint(each.name, words) or caption(each.name, words)
        for each in fields.FIELDS
        if each.form == fields.Tick(of=field.name) and getattr(item, each.name)
    ]
    text = getattr(item, field.name)
    return "\n".join([text, *ticked]) if text else ""


def _facts(cafe: PrintedCafe, item: Contribution, votes: int) -> Iterable[Passage]:
    """Short answers; the votes stand before the ratings."""
    words = cafe.words
    shown = [field for field in fields.in_reading_order() if field.name not in _HEADED]
    found = [
        (caption(field.name, words), _fact(field.form, getattr(item, field.name), words))
        for field in shown
    ]
    at = next(n for n, field in enumerate(shown) if isinstance(field.form, fields.Rating))
    return _said([*found[:at], (words("Votes"), str(votes or "")), *found[at:]])


_HEADED = frozenset({"kind", "title"})
"""Fields that an opportunity stands under."""


def _fact(form: fields.Form, value: Any, words: Words) -> str:
    """A short answer in words; none for what is told elsewhere."""
    found = ""
    match form:
        case fields.OneOf():
            found = words.label(value)
        case fields.SomeOf():
            found = _lines(map(words.label, value))
        case fields.Themes():
            found = _lines(dict.fromkeys(map(words.theme, value)))
        case fields.Targets():
            found = ", ".join(value)
        case fields.Rating():
            found = str(value or "")
        case fields.CONTACTS:
            found = _lines(
                ", ".join(filter(None, [each.name, each.organisation, each.email]))
                for each in value
            )
        case fields.PERIOD | fields.AGREEMENT | fields.AMOUNT:
            found = measured(value, words) if value else ""
        case fields.Day():
            found = words.date(value)
        case fields.Tick(of=""):
            found = words("Yes") if value else ""
        case fields.Text() if not form.is_prose:
            found = value
    return found


def _source(
    cafe: PrintedCafe, item: Contribution, refs: Mapping[str, str]
) -> Iterable[Passage]:
    words = cafe.words
    return _said(
        [
            (caption("lang", words), words.language_name(item.lang) if item.lang else ""),
            (caption("author_id", words), cafe.person(item.author_id)),
            (caption("builds_on_id", words), refs.get(item.builds_on_id or "", "")),
        ]
    )


def _resource(words: Words, resource: Resource) -> str:
    said = ", ".join(filter(None, [resource.by, resource.amount]))
    kind = words.label(resource.kind)
    return words("{what}: {who}", what=kind, who=said) if said else kind


def _body(cafe: PrintedCafe, partner: Partner) -> Body:
    return Body(
        name=partner.name or partner.city or cafe.country(partner.country),
        city=partner.city if partner.name else "",
        country=cafe.country(partner.country) if partner.name or partner.city else "",
        type=cafe.words.label(partner.type),
        role=cafe.words.label(partner.role),
        role_code=partner.role,
    )


def _step(cafe: PrintedCafe, step: NextStep | None) -> Step | None:
    if step is None:
        return None
    words = cafe.words
    facts = _said(
        (
            caption(f"next_step.{part.name}", words),
            _fact(part.form, getattr(step, part.name), words),
        )
        for part in fields.NEXT_STEP.parts
    )
    return Step(step.text, tuple(facts))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
