"""The keys of a note and the columns of a note sheet, as they follow from the fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold
from worldcafe.wording import N_, TRANSLATED, Words, words_for
from worldcafe.wording.captions import CAPTIONS, caption, former, hint, numbered

FIELDS: Mapping[str, f.Field] = MappingProxyType(
    {field.name.removesuffix("_id"): field for field in (*f.ORIGIN, *f.IN_FORM)}
)
"""By key, as in a JSON line."""


@dataclass(frozen=True, slots=True)
class NoteColumn:
    """A column of the note sheet."""

    path: str
    """The field: its key, and for a part of it the part's: `partners.2.city`, from 1."""
    is_rest: bool = False
    """Whether it holds those of several that have no columns of their own."""

    @property
    def form(self) -> f.Form:
        """How a cell of the column becomes a value."""
        return form_of(self.path)

    @property
    def field(self) -> f.Field:
        """The field that the column belongs to."""
        return FIELDS[self.path.partition(".")[0]]

    def title(self, words: Words) -> str:
        """The heading in a language."""
        if self.is_rest:
            return words(CAPTIONS[self.field.name].rest)
        return _heading(self.path, words)

    def prompt(self, words: Words) -> str:
        """What is shown beside a cell that is being filled."""
        if self.is_rest:
            return words("One name to a line, or semicolons between.")
        return hint(_told(self.path), words) or words(_prompt(self.form))

    @property
    def width(self) -> int:
        """In characters."""
        return _WIDTHS.get(self.path, _width(self.form))


def _prompt(form: f.Form) -> str:
    match form:
        case f.SomeOf() | f.Themes() | f.Targets():
            return N_("Pick one from the list, or type several with a semicolon between them.")
        case f.Day():
            return N_("Day, month and year.")
    return ""


_WIDTHS = {"title": 34, "description": 50, "translation": 50, "id": 38}
"""Where the form says too little."""


def _width(form: f.Form) -> int:
    match form:
        case f.City() | f.Country():
            return 18
        case f.Text():
            return 36 if form.is_prose else 24
        case f.SomeOf() | f.Themes() | f.Several() | f.Person():
            return 26
        case f.Day() | f.Rating() | f.Place() | f.Currency():
            return 12
        case f.Tick() | f.Language() | f.Targets() | f.When() | f.Figure():
            return 16
    return 20


def _columns(field: f.Field, *, later: bool) -> Iterator[NoteColumn]:
    """The columns of a field that are asked for at the table, or those that can wait."""
    key = field.name.removesuffix("_id")
    is_later = not field.at_table
    match field.form:
        case f.Several(each, n_usual):
            if later and CAPTIONS[field.name].rest:
                yield NoteColumn(key, is_rest=True)
            for n in range(1, n_usual + 1):
                for part in each.parts:
                    if later == (is_later or part.is_later):
                        yield NoteColumn(f"{key}.{n}.{part.name}")
        case f.Parts(parts=parts):
            for part in parts:
                if later == (is_later or part.is_later):
                    yield NoteColumn(f"{key}.{part.name}")
        case f.Reference():
            pass  # no note is typed with the ids of others at hand
        case _:
            if later == is_later:
                yield NoteColumn(key)


TABLE_COLUMNS = (
    NoteColumn("round"),
    *(column for field in f.IN_FORM for column in _columns(field, later=False)),
)
"""What is asked at the table."""

LATER_COLUMNS = tuple(
    column for field in f.IN_FORM for column in _columns(field, later=True)
)  # fmt: skip
"""What can be added later."""

HIDDEN_COLUMNS = (NoteColumn("table"), NoteColumn("id"))
"""What keeps a row the same contribution, wherever it is copied to."""

COLUMNS = (*TABLE_COLUMNS, *LATER_COLUMNS, *HIDDEN_COLUMNS)


def number_in(path: str) -> int:
    """The number of the part that a path leads to; 0 if to none."""
    return next((int(step) for step in path.split(".") if step.isdigit()), 0)


def form_of(path: str) -> f.Form:
    """The form of the field, or of a part of one."""
    key, *steps = path.split(".")
    form = FIELDS[key].form
    if steps:
        parts = form.each if isinstance(form, f.Several) else form
        assert isinstance(parts, f.Parts)
        return parts.form_of(steps[-1])
    return form


def field_name(field: str, words: Words) -> str:
    """What a doubt's `field` is called in a language: the heading of its column."""
    key, *_ = field.split(".")
    return _heading(field, words) if key in FIELDS and _told(field) in CAPTIONS else field


def _heading(path: str, words: Words) -> str:
    n, told = number_in(path), _told(path)
    return numbered(told, n, words) if n else caption(told, words)


def _told(path: str) -> str:
    """The path as captions have it: by the field's name, whichever of several it is."""
    key, *steps = path.split(".")
    return ".".join([FIELDS[key].name, *(step for step in steps if not step.isdigit())])


# --- headings ----------------------------------------------------------------------------

# Headings of people's own lists, where ours and the JSON keys do not cover them.
_OTHER_HEADINGS = {
    "table": "table number, table no, numéro de table, n de table, mesa, número de mesa,"
    " الطاولة, طاولة, رقم الطاولة",
    "round": "round number, tour, numéro de tour, ronda, rodada, rotation, rotación,"
    " rotação, الجولة, جولة",
    "kind": "type, nature, tipo, categoría, categoria, type of contribution,"
    " type de contribution, النوع, نوع",
    "title": "titre, intitulé, título, titulo, العنوان, عنوان, opportunity, opportunité,"
    " oportunidad, oportunidade, idea, idée, idea title, name, nom, nombre, nome, project,"
    " projet, proyecto, projeto, اسم المشروع, عنوان المشروع, المشروع, libellé, denominación,"
    " المبادرة, denominação",
    "description": "what, quoi, qué, o quê, descripción, descrição, الوصف, وصف, details,"
    " détails, resume, résumé, summary, texte, text, desc, descr, project desc, objective,"
    " objectives, objectif, objectifs, objetivo, objetivos, abstract, synopsis, resumen,"
    " resumo, الملخص, objet, objeto, ementa, assunto, asunto",
    "lang": "langue, idioma, lengua, língua, اللغة",
    "modality": "modalité, modalidad, modalidade, type of cooperation, type de coopération,"
    " طريقة التعاون",
    "activities": "activity, activité, activités, actividad, actividades, atividade,"
    " atividades, الأنشطة",
    "themes": "axe, axes, axe thématique, eje, eje temático, eixo, eixo temático,"
    " theme, thème, thèmes, tema, temas, topic, topics, الموضوع, المواضيع, sector,"
    " sectors, secteur, secteurs, domain, domaine, domaines, dominio, domínio, thématique,"
    " thématiques, temática, área temática, thematic area, focus area, tags, keywords,"
    " mots clés, palabras clave, palavras chave, القطاع, المجال",
    "partners": "partner, partenaire, socio, parceiro, الشريك, partenaires, socios,"
    " parceiros, parcerias, الشركاء, organisations, organizations, institutions,"
    " organizaciones, instituciones, entidades, organizações, instituições, entidad, entidade,"
    " participating organisations, organisations partenaires, المنظمات, actors,"
    " actors involved, acteurs, acteurs clés, actores, atores, stakeholders,"
    " parties prenantes, implementing partner, implementing organisation, implementing agency,"
    " lead organisation, lead agency, porteur, porteur de projet, structure porteuse,"
    " entidad ejecutora, entidade executora, organismo, organismos, ngo, ngo name, ong,"
    " الجهة المنفذة",
    "partners.*.role": "role, rôle, rol, papel, الدور",
    "next_step.text": "next steps, prochaine étape, prochaines étapes, étape suivante, suite,"
    " próximo paso, próximos pasos, próximos passos, siguientes pasos,"
    " próximo passo, siguiente paso, الخطوة التالية, to do, à faire, por hacer, a fazer,"
    " tareas",
    "next_step.owner": "owner, responsible, responsable, responsável, المسؤول, responsables,"
    " responsáveis, person responsible, pilote, encargado",
    "next_step.due": "due, due date, deadline, échéance, date limite, délai, plazo,"
    " fecha límite, prazo, الموعد",
    "status": "état, statut du projet, project status, activity status, estado, situação,"
    " statut, avancement du projet, situación, الحالة",
    "period": "période, durée, duration, dates, periodo, período, duración, duração, الفترة",
    "period.start": "start, start date, starts, début, date de début, fecha de inicio,"
    " inicio, início, data de início, starting date, debut projet, date debut, fecha inicio,"
    " fecha inicial, data inicio, data inicial, planned start date, actual start date,"
    " تاريخ البدء, تاريخ البداية, start year, année de début, año de inicio, ano de início",
    "period.end": "end date, ends, fin, date de fin, fecha de fin, fecha final, fim,"
    " término, date fin, fecha fin, data fim, data final, data de término, planned end date,"
    " actual end date, completion date, closing date, تاريخ الانتهاء, end year, année de fin,"
    " año de fin, ano de término",
    "agreement": "accord, convention, acuerdo, convenio, acordo, convênio",
    "agreement.date": "signed, signature, date de signature, fecha de firma",
    "programme": "program, programa, البرنامج",
    "amount": "budget, montant, coût, cost, presupuesto, monto, importe, orçamento,"
    " montante, الميزانية",
    "amount.currency": "devise, moneda, moeda, العملة",
    "source": "link, url, website, lien, site web, fuente, enlace, fonte, المصدر",
    "sdg_goals": "sdg, sdgs, odd, ods, goals, sustainable development goal,"
    " sustainable development goals, objectifs de développement durable,"
    " objetivos de desarrollo sostenible, objetivos de desenvolvimento sustentável",
    "place": "lieu, lugar, local, المكان",
    "lesson": "leçon, enseignement, lección, lição, lesson learnt, الدرس",
    "contacts": "contact, contact name, contact person, point of contact,"
    " personne de contact, personne contact, persona de contacto, contacto, contato,"
    " pessoa de contato, جهة الاتصال",
    "contacts.*.email": "email, e-mail, contact email, email address, courriel, mail,"
    " adresse mail, correo, correo electrónico, e-mail de contato, ngo contact email,"
    " البريد الإلكتروني",
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
    for words in map(words_for, TRANSLATED):
        yield from ((column.title(words), column.path) for column in COLUMNS)
    for words in map(words_for, TRANSLATED):
        for column in COLUMNS:
            names = former(_told(column.path), words, n=number_in(column.path))
            yield from ((name, column.path) for name in names)
    for path in (*FIELDS, *(column.path for column in COLUMNS)):
        yield path, "next_step.text" if path == "next_step" else path
        if "." in path:
            yield path.replace("s.", "."), path
    for path, headings in _OTHER_HEADINGS.items():
        yield from ((heading, path) for heading in headings.split(","))
