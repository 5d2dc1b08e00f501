"""What the report says of each opportunity, in words, whatever it is written to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution, NextStep, Partner, Resource
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Direction, Kind, PartnerRole
from worldcafe.prints.telling import Telling


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
    """In which language it was written, and by whom."""
    bodies: tuple[Body, ...]
    step: Step | None


def opportunities(telling: Telling) -> list[Opportunity]:
    """Every opportunity in the order it was recorded. Refuses while there is none."""
    found = harvest.of_kinds(telling.workshop, Kind.OPPORTUNITY)
    if not found:
        refuse("print_without_opportunities")
    refs = harvest.references(telling.workshop)
    dots = harvest.dots(telling.workshop)
    return [
        Opportunity(
            ref=refs[item.id],
            title=item.title,
            provenance=_provenance(telling, item),
            modality=telling.words.label(item.modality),
            passages=tuple(_passages(telling, item)),
            facts=tuple(_facts(telling, item, dots.get(item.id, 0))),
            source=tuple(_source(telling, item)),
            bodies=tuple(_body(telling, each) for each in item.partners),
            step=_step(telling, item.next_step) if harvest.has_next_step(item) else None,
        )
        for item in found
    ]


def counts(telling: Telling, n_opportunities: int) -> list[tuple[int, str]]:
    """The figures of the cover, each with what it counts."""
    numbers, words = harvest.numbers(telling.workshop), telling.words
    partners = {
        (each.name or each.city, each.country)
        for item in harvest.of_kinds(telling.workshop, Kind.OPPORTUNITY)
        for each in item.partners
    }
    countries = {country for _, country in partners if country}
    return [
        (n_opportunities, words("Opportunities")),
        (len(partners), words("Partners")),
        (len(countries), words("Countries")),
        (numbers.n_people, words("Participants")),
        (numbers.n_tables, words("Tables")),
        (numbers.n_rounds, words("Rounds")),
    ]


def when_and_where(telling: Telling) -> str:
    """Place and date of the workshop in a row."""
    about = telling.workshop.about
    return " · ".join(filter(None, [about.place, telling.words.date(about.date)]))


def _provenance(telling: Telling, item: Contribution) -> str:
    words, workshop = telling.words, telling.workshop
    table, round_ = workshop.tables.get(item.table_id), workshop.rounds.get(item.round_id)
    theme, _ = telling.theme_of(table)
    parts = [
        words("Table {n}", n=table.number) if table else "",
        words("Round {n}", n=round_.number) if round_ else "",
        theme,
    ]
    return " · ".join(filter(None, parts))


def _said(pairs: Iterable[tuple[str, str]]) -> Iterable[Passage]:
    return (Passage(label, text) for label, text in pairs if text.strip())


def _passages(telling: Telling, item: Contribution) -> Iterable[Passage]:
    words = telling.words
    demand = item.demand
    if demand and item.demand_confirmed:
        confirmed = words("Confirmed by the beneficiary")
        demand = f"{demand}\n{confirmed}"
    language = words.language_name(item.translation_lang) if item.translation_lang else ""
    translation = (
        words("Translation ({language})", language=language)
        if language
        else words("Translation")
    )
    offered = _resources(telling, item.resources, Direction.OFFERED)
    needed = _resources(telling, item.resources, Direction.NEEDED)
    return _said(
        [
            (words("What"), item.description),
            (translation, item.translation),
            (words("Who asks, for what"), demand),
            (words("Experience offered"), item.experience_offered),
            (words("Resources offered"), offered),
            (words("Resources needed"), needed),
            (words("Expected result"), item.expected_result),
            (words("Who benefits"), item.beneficiaries),
            (words("What must be adapted"), item.adaptation),
            (words("What helps"), item.enabling_factors),
            (words("Obstacles"), item.obstacles),
        ]
    )


def _facts(telling: Telling, item: Contribution, votes: int) -> Iterable[Passage]:
    words = telling.words
    themes = [name for name in harvest.themes_of(item, words.theme) if name]
    contacts = [
        ", ".join(filter(None, [each.name, each.organisation, each.email]))
        for each in item.contacts
    ]
    return _said(
        [
            (words("Modality"), words.label(item.modality)),
            (words("Themes"), "\n".join(themes)),
            (words("Activities"), _lines(map(words.label, item.activities))),
            (words("Scope"), words.label(item.scope)),
            (words("Maturity"), words.label(item.maturity)),
            (words("Votes"), str(votes or "")),
            (words("Impact (1–5)"), str(item.impact or "")),
            (words("Feasibility (1–5)"), str(item.feasibility or "")),
            (words("Quality checks"), _lines(map(words.label, item.quality_checks))),
            (words("Decent work pillars"), _lines(map(words.label, item.pillars))),
            (words("SDG targets"), ", ".join(item.sdg_targets)),
            (words("Contacts"), _lines(contacts)),
        ]
    )


def _source(telling: Telling, item: Contribution) -> Iterable[Passage]:
    words = telling.words
    return _said(
        [
            (words("Language"), words.language_name(item.lang) if item.lang else ""),
            (words("Written by"), telling.person(item.author_id)),
        ]
    )


def _resources(telling: Telling, resources: Sequence[Resource], going: Direction) -> str:
    def line(resource: Resource) -> str:
        said = ", ".join(filter(None, [resource.by, resource.amount]))
        kind = telling.words.label(resource.kind)
        return telling.words("{what}: {who}", what=kind, who=said) if said else kind

    return _lines(line(each) for each in resources if each.direction is going)


def _body(telling: Telling, partner: Partner) -> Body:
    return Body(
        name=partner.name or partner.city or telling.country(partner.country),
        city=partner.city if partner.name else "",
        country=telling.country(partner.country) if partner.name or partner.city else "",
        type=telling.words.label(partner.type),
        role=telling.words.label(partner.role),
        role_code=partner.role,
    )


def _step(telling: Telling, step: NextStep | None) -> Step | None:
    if step is None:
        return None
    words = telling.words
    facts = _said(
        [
            (words("Kind of next step"), words.label(step.type)),
            (words("Who does it"), step.owner),
            (words("By when"), words.date(step.due)),
            (words("Status of next step"), words.label(step.status)),
        ]
    )
    return Step(step.text, tuple(facts))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
