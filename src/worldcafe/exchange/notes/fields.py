"""The fields of a note and the columns of a note sheet, each said once.

Reading and writing both follow these two tables: `FIELDS` for the keys of a JSON line,
`COLUMNS` for the note sheet in the order in which it shows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from worldcafe.domain import vocabulary as v
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contact, NextStep, Partner, Resource
from worldcafe.exchange.notes.forms import (
    PROSE,
    Country,
    Date,
    Email,
    Form,
    Language,
    OneOf,
    Parts,
    Person,
    Place,
    Rating,
    Several,
    SomeOf,
    Targets,
    Text,
    Themes,
    YesNo,
)
from worldcafe.wording import N_, TRANSLATED, Words, words_for

PARTNER = Parts(
    Partner,
    {
        "name": Text(),
        "city": Text(),
        "country": Country(),
        "type": OneOf(v.PartnerType),
        "role": OneOf(v.PartnerRole),
    },
    plain="name",
)
RESOURCE = Parts(
    Resource,
    {
        "kind": OneOf(v.ResourceKind),
        "direction": OneOf(v.Direction),
        "by": Text(),
        "amount": Text(),
    },
    plain="kind",
    needed=("kind", "direction"),
)
NEXT_STEP = Parts(
    NextStep,
    {
        "type": OneOf(v.NextStepType),
        "text": Text(PROSE),
        "owner": Text(),
        "due": Date(),
        "status": OneOf(v.StepStatus),
    },
    plain="text",
    keeps=("type", "due"),
)
CONTACT = Parts(
    Contact,
    {"name": Text(), "organisation": Text(), "email": Email(), "consent": YesNo()},
    plain="name",
)

FIELDS: Mapping[str, Form] = MappingProxyType({
    "id": Text(PROSE),
    "table": Place("table"),
    "round": Place("round"),
    "kind": OneOf(v.Kind),
    "lang": Language(),
    "title": Text(PROSE),
    "description": Text(PROSE),
    "translation": Text(PROSE),
    "translation_lang": Language(),
    "modality": OneOf(v.Modality),
    "activities": SomeOf(v.Activity),
    "scope": OneOf(v.Scope),
    "themes": Themes(),
    "pillars": SomeOf(v.Pillar),
    "sdg_targets": Targets(),
    "partners": Several(PARTNER),
    "demand": Text(PROSE),
    "demand_confirmed": YesNo(),
    "experience_offered": Text(PROSE),
    "place": Text(),
    "lesson": Text(PROSE),
    "resources": Several(RESOURCE),
    "expected_result": Text(PROSE),
    "beneficiaries": Text(PROSE),
    "adaptation": Text(PROSE),
    "maturity": OneOf(v.Maturity),
    "impact": Rating(),
    "feasibility": Rating(),
    "quality_checks": SomeOf(v.QualityCheck),
    "enabling_factors": Text(PROSE),
    "obstacles": Text(PROSE),
    "next_step": NEXT_STEP,
    "contacts": Several(CONTACT),
    "builds_on": Text(),
    "author": Person(),
})  # fmt: skip
"""By key, as in a JSON line."""

ATTRIBUTES: Mapping[str, str] = MappingProxyType({
    key: {"table": "table_id", "round": "round_id", "author": "author_id",
          "builds_on": "builds_on_id"}.get(key, key)
    for key in FIELDS
})  # fmt: skip
"""The attribute of `Contribution` that a key fills."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the note sheet."""

    path: str
    """The field: its key, and for a part of it the part's: `partners.2.city`, from 1."""
    heading: str
    """In English, with `{n}` for the number of a part."""
    width: int = 20
    """In characters."""
    prompt: str = ""
    """Shown beside a cell that is being filled."""

    def title(self, words: Words) -> str:
        """The heading in a language."""
        n = number_in(self.path)
        return words(self.heading, n=n) if n else words(self.heading)

    @property
    def form(self) -> Form:
        """How a cell of the column becomes a value."""
        return form_of(self.path)


N_PARTNERS = 3
"""Partners that have columns of their own."""


def _numbered(n: int, *columns: tuple[str, str, int]) -> tuple[Column, ...]:
    return tuple(Column(path.format(n=n), heading, width) for path, heading, width in columns)


_SEVERAL = N_("Pick one from the list, or type several with a semicolon between them.")
_PARTNER = (
    ("partners.{n}.name", N_("Partner {n}: name"), 26),
    ("partners.{n}.city", N_("Partner {n}: city"), 18),
    ("partners.{n}.country", N_("Partner {n}: country"), 18),
    ("partners.{n}.role", N_("Partner {n}: role"), 18),
)
_RESOURCE = (
    ("resources.{n}.kind", N_("Resource {n}: what"), 18),
    ("resources.{n}.direction", N_("Resource {n}: offered or needed"), 18),
    ("resources.{n}.by", N_("Resource {n}: by whom"), 24),
    ("resources.{n}.amount", N_("Resource {n}: how much"), 20),
)
_CONTACT = (
    ("contacts.{n}.name", N_("Contact {n}: name"), 22),
    ("contacts.{n}.organisation", N_("Contact {n}: organisation"), 26),
    ("contacts.{n}.email", N_("Contact {n}: e-mail"), 26),
    ("contacts.{n}.consent", N_("Contact {n}: agrees to be named"), 16),
)

TABLE_COLUMNS = (
    Column("round", N_("Round"), 10, N_("The number of the round.")),
    Column(
        "kind", N_("Kind"), 15, N_("What it is. An opportunity is something to do together.")
    ),
    Column("title", N_("Title"), 34, N_("The idea in one line, as you would tell it.")),
    Column("description", N_("What"), 50, N_("Two or three sentences: what, where, why.")),
    Column("modality", N_("Modality"), 22),
    Column("activities", N_("Activities"), 24, _SEVERAL),
    *(column for n in range(1, N_PARTNERS + 1) for column in _numbered(n, *_PARTNER)),
    Column("themes", N_("Themes"), 26, _SEVERAL),
    Column("next_step.text", N_("Next step"), 36, N_("What happens first after today.")),
    Column("next_step.owner", N_("Who does it"), 22),
    Column("next_step.due", N_("By when"), 13, N_("Day, month and year.")),
)
"""What is asked at the table."""

LATER_COLUMNS = (
    Column(
        "partners", N_("More partners"), 30, N_("One name to a line, or semicolons between.")
    ),
    *(
        Column(f"partners.{n}.type", N_("Partner {n}: type"), 24)
        for n in range(1, N_PARTNERS + 1)
    ),
    Column("demand", N_("Who asks, for what"), 36),
    Column("demand_confirmed", N_("Request confirmed"), 14),
    Column("experience_offered", N_("Experience offered"), 36),
    Column("place", N_("Place"), 24),
    Column("lesson", N_("Lesson learned"), 36),
    Column("expected_result", N_("Expected result"), 36),
    Column("beneficiaries", N_("Who benefits"), 30),
    *_numbered(1, *_RESOURCE),
    *_numbered(2, *_RESOURCE),
    Column("adaptation", N_("What must be adapted"), 36),
    Column("scope", N_("Scope"), 20),
    Column("pillars", N_("Decent work pillars"), 26, _SEVERAL),
    Column("sdg_targets", N_("SDG targets"), 16, _SEVERAL),
    Column("maturity", N_("Maturity"), 20),
    Column("impact", N_("Impact (1–5)"), 12),
    Column("feasibility", N_("Feasibility (1–5)"), 12),
    Column("quality_checks", N_("Quality checks"), 26, _SEVERAL),
    Column("enabling_factors", N_("What helps"), 30),
    Column("obstacles", N_("Obstacles"), 30),
    Column("next_step.type", N_("Kind of next step"), 24),
    Column("next_step.status", N_("Status of next step"), 16),
    *_numbered(1, *_CONTACT),
    *_numbered(2, *_CONTACT),
    Column("lang", N_("Language"), 14),
    Column("translation", N_("Translation"), 50),
    Column("translation_lang", N_("Language of the translation"), 16),
    Column("author", N_("Written by"), 24),
)
"""What can be added later."""

HIDDEN_COLUMNS = (
    Column("table", N_("Table"), 8),
    Column("id", N_("Id"), 38),
)
"""What keeps a row the same contribution, wherever it is copied to."""

COLUMNS = (*TABLE_COLUMNS, *LATER_COLUMNS, *HIDDEN_COLUMNS)


def number_in(path: str) -> int:
    """The number of the part that a path leads to; 0 if to none."""
    return next((int(step) for step in path.split(".") if step.isdigit()), 0)


def form_of(path: str) -> Form:
    """The form of the field, or of a part of one."""
    key, *steps = path.split(".")
    form = FIELDS[key]
    if steps:
        part = form.part if isinstance(form, Several) else form
        assert isinstance(part, Parts)
        return part.fields[steps[-1]]
    return form


def field_name(field: str, words: Words) -> str:
    """What a doubt's `field` is called in a language: the heading of its column."""
    n = number_in(field)
    wanted = _without_number(field)
    for column in COLUMNS:
        path = _without_number(column.path)
        if path == wanted or (n and path.startswith(f"{wanted}.")):
            return words(column.heading, n=n)
    return field


def _without_number(path: str) -> str:
    return ".".join(step for step in path.split(".") if not step.isdigit())


# --- headings ----------------------------------------------------------------------------

# Headings of people's own lists, where ours and the JSON keys do not cover them.
_OTHER_HEADINGS = {
    "table": "table number, table no, numéro de table, n de table, mesa, número de mesa,"
    " الطاولة, طاولة, رقم الطاولة",
    "round": "round number, tour, numéro de tour, ronda, rodada, rotation, rotación, rotação,"
    " الجولة, جولة",
    "kind": "type, nature, tipo, categoría, categoria, type of contribution,"
    " type de contribution, النوع, نوع",
    "title": "titre, intitulé, título, titulo, العنوان, عنوان, opportunity, opportunité,"
    " oportunidad, oportunidade, idea, idée, idea title",
    "description": "what, quoi, qué, o quê, descripción, descrição, الوصف, وصف, details,"
    " détails, resume, résumé, summary, texte, text",
    "lang": "langue, idioma, lengua, língua, اللغة",
    "modality": "modalité, modalidad, modalidade, type of cooperation, type de coopération,"
    " طريقة التعاون",
    "activities": "activity, activité, activités, actividad, actividades, atividade,"
    " atividades, الأنشطة",
    "themes": "theme, thème, thèmes, tema, temas, topic, topics, الموضوع, المواضيع",
    "partners": "partenaires, socios, parceiros, parcerias, الشركاء",
    "partners.1.name": "partner, partenaire, socio, parceiro, الشريك",
    "partners.1.city": "city, ville, ciudad, cidade, المدينة",
    "partners.1.country": "country, pays, país, البلد",
    "partners.1.role": "role, rôle, rol, papel, الدور",
    "next_step.text": "next steps, prochaine étape, étape suivante, suite, próximo paso,"
    " próximo passo, siguiente paso, الخطوة التالية",
    "next_step.owner": "owner, responsible, responsable, responsável, المسؤول",
    "next_step.due": "due, due date, deadline, échéance, date limite, délai, plazo,"
    " fecha límite, prazo, الموعد",
    "place": "lieu, lugar, local, المكان",
    "lesson": "leçon, enseignement, lección, lição, lesson learnt, الدرس",
    "author": "note taker, notetaker, auteur, preneur de notes, autor, relator, الكاتب",
}


@cache
def paths_by_heading() -> Mapping[str, str]:
    """The field that a folded heading stands for."""
    paths: dict[str, str] = {}
    for heading, path in _headings():
        paths.setdefault(fold(heading), path)
    return paths


def _headings() -> Iterator[tuple[str, str]]:
    """Every heading with its field; what comes first has precedence."""
    for language in TRANSLATED:
        yield from ((column.title(words_for(language)), column.path) for column in COLUMNS)
    for path in (*FIELDS, *(column.path for column in COLUMNS)):
        yield path, "next_step.text" if path == "next_step" else path
        if "." in path:
            yield path.replace("s.", "."), path
    for path, headings in _OTHER_HEADINGS.items():
        yield from ((heading, path) for heading in headings.split(","))
