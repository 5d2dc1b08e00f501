"""The fields of a contribution, each said once: how it is written, and when it is asked for.

The form of Capture, note sheets, the workbook and the way back from it, the report and what
else shows a contribution follow from `FIELDS`; each of them knows what to do with a `Form`,
none of them a field. What a field is called is said in `worldcafe.wording.captions`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain import vocabulary as v
from worldcafe.domain.model import (
    LINE_LENGTH,
    PROSE_LENGTH,
    Agreement,
    Amount,
    Contact,
    Contribution,
    NextStep,
    Partner,
    Period,
    Resource,
    Value,
)
from worldcafe.domain.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is written, whatever it is written in."""


@dataclass(frozen=True, slots=True)
class Text(Form):
    """Free text."""

    limit: int = LINE_LENGTH

    @property
    def is_prose(self) -> bool:
        """Whether it may be several lines."""
        return self.limit > LINE_LENGTH


LINE, PROSE = Text(), Text(PROSE_LENGTH)


class Someone(Text):
    """Whoever does something, by name; best somebody of the café."""


class Body(Text):
    """An organisation."""


class City(Text):
    """A city, or what else a place is called."""


class Country(Text):
    """A country, by its ISO code; as written where it is not recognised."""


class Email(Text):
    """An e-mail address."""


class Link(Text):
    """A web address, or where else something is published."""


class Themes(Form):
    """Codes of subjects, or a workshop's own words."""


class Targets(Form):
    """Targets of the Sustainable Development Goals."""


class Language(Form):
    """A language, by its ISO 639-1 code."""


class Day(Form):
    """A date."""


class When(Form):
    """A day, a month or a year, as exactly as it is known."""


class Figure(Form):
    """A sum, in figures."""


class Currency(Form):
    """A currency, by its ISO 4217 code."""


class Rating(Form):
    """One to five."""


class Person(Form):
    """A participant, by id."""


class Reference(Form):
    """Another contribution, by id."""


@dataclass(frozen=True, slots=True)
class OneOf(Form):
    """A code of a list."""

    codes: type[v.Code]


@dataclass(frozen=True, slots=True)
class SomeOf(Form):
    """Several codes of a list."""

    codes: type[v.Code]


class Goals(SomeOf):
    """Codes that are numbers, each with a title."""


@dataclass(frozen=True, slots=True)
class Tick(Form):
    """Yes or no."""

    of: str = ""
    """The field it is said about: without that, a no says nothing."""


@dataclass(frozen=True, slots=True)
class Place(Form):
    """A table or a round, by id; people write its number."""

    what: str
    """`table` or `round`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of something compound."""

    name: str
    form: Form
    is_later: bool = False
    """Whether it can wait, where the whole is asked for at the table."""


@dataclass(frozen=True, slots=True)
class Parts(Form):
    """Something compound."""

    model: type[Value]
    parts: tuple[Part, ...]
    plain: str
    """The part that a text stands for."""
    needed: tuple[str, ...] = ()
    """Parts without which it cannot be kept."""
    keeps: tuple[str, ...] = ()
    """Parts whose text joins `plain` in brackets where it is not understood."""

    def form_of(self, name: str) -> Form:
        """How a part is written."""
        return next(part.form for part in self.parts if part.name == name)


class Span(Parts):
    """From when until when; `2019–2024` as a text."""


class Money(Parts):
    """A sum with its currency; `120 000 EUR` as a text."""


@dataclass(frozen=True, slots=True)
class Several(Form):
    """Any number of compound things."""

    each: Parts
    n_usual: int = 2
    """For how many there is room at once."""


PARTNERS = Several(
    Parts(
        Partner,
        (
            Part("name", Body()),
            Part("city", City()),
            Part("country", Country()),
            Part("type", OneOf(v.PartnerType), is_later=True),
            Part("role", OneOf(v.PartnerRole)),
        ),
        plain="name",
    ),
    n_usual=3,
)
RESOURCES = Several(
    Parts(
        Resource,
        (
            Part("kind", OneOf(v.ResourceKind)),
            Part("direction", OneOf(v.Direction)),
            Part("by", Body()),
            Part("amount", LINE),
        ),
        plain="kind",
        needed=("kind", "direction"),
    )
)
NEXT_STEP = Parts(
    NextStep,
    (
        Part("text", PROSE),
        Part("type", OneOf(v.NextStepType), is_later=True),
        Part("owner", Someone()),
        Part("due", Day()),
        Part("status", OneOf(v.StepStatus), is_later=True),
    ),
    plain="text",
    keeps=("type", "due"),
)
PERIOD = Span(Period, (Part("start", When()), Part("end", When())), plain="start")
AGREEMENT = Parts(
    Agreement,
    (Part("frame", OneOf(v.AgreementFrame)), Part("date", When())),
    plain="frame",
)
AMOUNT = Money(
    Amount,
    (
        Part("value", Figure()),
        Part("currency", Currency()),
        Part("kind", OneOf(v.AmountKind)),
    ),
    plain="value",
)
CONTACTS = Several(
    Parts(
        Contact,
        (
            Part("name", Someone()),
            Part("organisation", Body()),
            Part("email", Email()),
            Part("consent", Tick()),
        ),
        plain="name",
    )
)


class Group(v.Code):
    """Fields that are asked for together, those of every day first."""

    TABLE = "table"
    SUBSTANCE = "substance"
    JUDGEMENT = "judgement"
    RUNNING = "running"
    GOALS = "goals"
    PEOPLE = "people"
    AFTERWARDS = "afterwards"


_EVERY = frozenset(Kind)
_OPPORTUNITY = frozenset({Kind.OPPORTUNITY})
_EXPERIENCE = frozenset({Kind.EXPERIENCE})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a contribution."""

    name: str
    """In `Contribution`."""
    form: Form
    kinds: frozenset[Kind] = _OPPORTUNITY
    """The kinds it belongs to. Others may say something in it all the same."""
    at_table: frozenset[Kind] = frozenset()
    """The kinds that are asked for it at the table; all others on demand."""
    by_organiser: bool = False
    """Whether it is the organiser's alone, after the café."""
    group: Group = Group.TABLE
    beside: str = ""
    """The field it stands beside where a text is read again rather than typed."""

    @property
    def is_needed(self) -> bool:
        """Whether no contribution can do without it."""
        return Contribution.model_fields[self.name].is_required()


FIELDS = (
    Field("kind", OneOf(Kind), _EVERY, at_table=_EVERY),
    Field("lang", Language(), _EVERY),
    Field("title", LINE, _EVERY, at_table=_EVERY),
    Field("description", PROSE, _EVERY, at_table=_EVERY),
    Field("modality", OneOf(v.Modality), at_table=_OPPORTUNITY),
    Field("themes", Themes(), _EVERY, at_table=_EVERY),
    Field("partners", PARTNERS, _EVERY, at_table=_OPPORTUNITY | _EXPERIENCE),
    Field("place", City(), _EXPERIENCE, at_table=_EXPERIENCE),
    Field("lesson", PROSE, _EXPERIENCE, at_table=_EXPERIENCE),
    Field("next_step", NEXT_STEP, _OPPORTUNITY | {Kind.COMMITMENT},
          at_table=_OPPORTUNITY | {Kind.COMMITMENT}),
    Field("builds_on_id", Reference(), _EVERY),
    Field("activities", SomeOf(v.Activity), group=Group.SUBSTANCE),
    Field("demand", PROSE, group=Group.SUBSTANCE),
    Field("demand_confirmed", Tick(of="demand"), group=Group.SUBSTANCE),
    Field("experience_offered", PROSE, group=Group.SUBSTANCE),
    Field("resources", RESOURCES, group=Group.SUBSTANCE),
    Field("expected_result", PROSE, group=Group.SUBSTANCE),
    Field("beneficiaries", PROSE, group=Group.SUBSTANCE),
    Field("adaptation", PROSE, group=Group.SUBSTANCE),
    Field("scope", OneOf(v.Scope), group=Group.JUDGEMENT),
    Field("maturity", OneOf(v.Maturity), group=Group.JUDGEMENT),
    Field("impact", Rating(), group=Group.JUDGEMENT),
    Field("feasibility", Rating(), group=Group.JUDGEMENT),
    Field("enabling_factors", PROSE, group=Group.JUDGEMENT),
    Field("obstacles", PROSE, group=Group.JUDGEMENT),
    Field("quality_checks", SomeOf(v.QualityCheck), group=Group.JUDGEMENT),
    Field("status", OneOf(v.ActivityStatus), group=Group.RUNNING),
    Field("period", PERIOD, group=Group.RUNNING),
    Field("agreement", AGREEMENT, group=Group.RUNNING),
    Field("programme", LINE, group=Group.RUNNING),
    Field("amount", AMOUNT, group=Group.RUNNING),
    Field("source", Link(), group=Group.RUNNING),
    Field("pillars", SomeOf(v.Pillar), _OPPORTUNITY | _EXPERIENCE, group=Group.GOALS),
    Field("sdg_goals", Goals(v.Goal), _OPPORTUNITY | _EXPERIENCE, group=Group.GOALS),
    Field("sdg_targets", Targets(), _OPPORTUNITY | _EXPERIENCE, group=Group.GOALS),
    Field("contacts", CONTACTS, _OPPORTUNITY | _EXPERIENCE, group=Group.PEOPLE),
    Field("title_translation", LINE, _EVERY, group=Group.PEOPLE, beside="title"),
    Field("translation", PROSE, _EVERY, group=Group.PEOPLE, beside="description"),
    Field("translation_lang", Language(), _EVERY, group=Group.PEOPLE, beside="description"),
    Field("author_id", Person(), _EVERY, group=Group.PEOPLE),
    Field("organiser_status", OneOf(v.StepStatus), _EVERY, by_organiser=True,
          group=Group.AFTERWARDS),
    Field("organiser_owner", Someone(), _EVERY, by_organiser=True,
          group=Group.AFTERWARDS),
    Field("organiser_note", PROSE, _EVERY, by_organiser=True,
          group=Group.AFTERWARDS),
    Field("review", OneOf(v.Review), _EVERY, by_organiser=True),
)  # fmt: skip
"""In the order in which they are asked for."""

ORIGIN = (
    Field("id", Text(PROSE_LENGTH), _EVERY),
    Field("table_id", Place("table"), _EVERY),
    Field("round_id", Place("round"), _EVERY),
)
"""Where a contribution comes from: said beside it, and never asked for in the form."""

NAMED = {field.name: field for field in FIELDS}

COMPOUND: dict[str, type[Value]] = {
    field.name: field.form.model for field in FIELDS if isinstance(field.form, Parts)
}
"""What a field holds that is told by part, by its name."""

IN_FORM = tuple(field for field in FIELDS if not field.by_organiser)
"""The fields that a person fills in who writes a contribution down."""

IN_HARVEST = (*IN_FORM, *(field for field in FIELDS if field.group is Group.AFTERWARDS))
"""The fields of a person who works on what was written down: also what became of it."""


def in_reading_order(fields: tuple[Field, ...] = IN_FORM) -> tuple[Field, ...]:
    """The fields as a text is read again: what translates another stands beside it."""
    first = [field for field in fields if not field.beside]
    beside = {field.name: [each for each in fields if each.beside == field.name]
              for field in first}  # fmt: skip
    return tuple(each for field in first for each in (field, *beside[field.name]))


def asked_of(kind: Kind) -> tuple[Field, ...]:
    """The fields that a kind is asked for at the table."""
    return tuple(field for field in FIELDS if kind in field.at_table)


def paths_of(field: Field) -> Iterator[tuple[str, Form]]:
    """The paths by which a field is told (`worldcafe.domain.changes`), each with its form."""
    match field.form:
        case Parts(parts=parts):
            yield from ((f"{field.name}.{part.name}", part.form) for part in parts)
        case Several(each=each) if each.model is Resource:
            yield from ((f"{field.name}.{going}", field.form) for going in v.Direction)
        case form:
            yield field.name, form
