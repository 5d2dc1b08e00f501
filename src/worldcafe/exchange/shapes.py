"""What the values of a column look like, whatever its heading says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from worldcafe.domain.folding import fold, folded_words
from worldcafe.exchange.names import looks_like_name
from worldcafe.exchange.values import (
    is_email,
    languages_in,
    roles_in,
    yes_or_no,
)
from worldcafe.wording.countries import country_code


class Shape(Enum):
    """What a single value may look like; it may look like several."""

    EMAIL = auto()
    WEB = auto()
    PHONE = auto()
    NUMBER = auto()
    DATE = auto()
    CODE = auto()
    TICK = auto()
    CIVILITY = auto()
    NAME = auto()
    WHOLE_NAME = auto()
    """A name of several words."""
    BODY = auto()
    """Has a word that organisations have in their names."""
    SORT_OF_BODY = auto()
    """Has a word for a kind of organisation."""
    REGION = auto()
    """Has a word for a part of the world."""
    JOB = auto()
    """Has a word for what somebody is or does at work."""
    LONG = auto()
    PROSE = auto()
    COUNTRY = auto()
    COUNTRY_CODE = auto()
    LANGUAGES = auto()
    ROLE = auto()
    NO_ROLE = auto()
    """What meeting tools call people: attendee, presenter."""


ADDRESSES = (Shape.EMAIL, Shape.WEB)
NO_TEXT = (*ADDRESSES, Shape.PHONE, Shape.NUMBER, Shape.DATE, Shape.TICK)
"""What is never the name of anybody or anything."""

CIVILITIES = folded_words(
    """m mr mrs ms miss mx mme mlle mm madame monsieur dr dra prof pr professor sr sra srta hon
    señor señora senhor senhora herr frau bro sis rev none السيد السيدة الدكتور الدكتورة"""
)
_BODIES = folded_words(
    """university universität universite universidad universidade università institute institut
    instituto institution school ecole escuela escola college academy academie academia
    laboratory laboratoire ministry ministere ministerio department departement departamento
    council conseil consejo agency agence agencia centre center centro association asociacion
    associacao foundation fondation fundacion fundacao company société sociedad ltd inc llc gmbh
    corp group bank office bureau oficina city ville municipio municipality mairie commission
    committee comite federation union network research national international services
    consulting hospital جامعة معهد وزارة مؤسسة شركة بلدية جمعية"""
)
_SORTS = folded_words(
    """public private prive privado publico government gouvernement gobierno governo ngo ong osc
    cso civil university universite universidad academia academic ministry ministere local
    national international municipality city ville ciudad cidade collectivite oit ilo un onu
    union workers employers travailleurs employeurs trabajadores empleadores company entreprise
    empresa association business industry research nonprofit donor bailleur institution
    organisation organization agency حكومة منظمة جامعة"""
)
_REGIONS = folded_words(
    """africa afrique áfrica america amérique américa americas amériques américas asia asie ásia
    europe europa pacific pacifique pacífico caribbean caraïbes caribe arab arabes árabes middle
    mena latinoamerica norteamerica sudamerica suramerica centroamerica iberoamerica oceania
    oceanie sahel maghreb magreb north south east west central latin nord sud est ouest norte
    sur sul este oeste
    أفريقيا آسيا أوروبا العربية"""
)
_JOBS = folded_words(
    """director directora directeur directrice diretor diretora manager managing gerente general
    responsable responsavel head chief chef chefe lead leader lider officer oficial
    coordinator coordinateur coordinatrice coordinador coordinadora coordenador coordenadora
    advisor adviser conseiller conseillere asesor asesora assessor assessora consultant
    consultante consultor consultora engineer ingenieur ingénieure ingeniero ingeniera
    engenheiro engenheira developer developpeur développeuse desarrollador desenvolvedor
    programmer analyst analyste analista scientist researcher chercheur chercheuse
    investigador investigadora pesquisador pesquisadora professor prof professeur professeure
    profesor profesora professora teacher enseignant enseignante docente lecturer instructor
    student etudiant étudiante estudiante estudante phd doctorant doctorante doctoral postdoc
    postdoctoral fellow assistant assistante asistente assistente secretary secretaire
    secretario secretaria president presidente presidenta présidente vice minister ministre
    ministro ministra ambassador ambassadeur embajador embaixador mayor maire alcalde
    alcaldesa prefeito prefeita deputy adjoint adjointe adjunto adjunta senior junior
    specialist specialiste especialista expert experte experto experta technician technicien
    tecnico administrator administrateur administratrice administrador administradora
    architect architecte arquitecto arquiteto designer founder cofounder fondateur fondatrice
    fundador fundadora ceo cto cfo coo cio owner partner associate associe investor intern
    stagiaire volunteer benevole voluntario editor journalist journaliste periodista
    jornalista lawyer avocat avocate abogado abogada advogado advogada nurse infirmier
    infirmière enfermero doctor docteur physician economist economiste accountant comptable
    contador contadora executive representative representant représentante representante
    delegate delegue delegado attache trainer formateur formatrice formador supervisor
    inspector principal dean doyen decano rector recteur reitor chair chairman chairwoman
    chairperson trustee geschäftsführer leiter leiterin direttore direttrice responsabile
    studente studentessa ricercatore ricercatrice مدير مديرة رئيس رئيسة مهندس مهندسة أستاذ
    أستاذة باحث باحثة طالب طالبة مستشار مستشارة منسق منسقة موظف موظفة خبير خبيرة محاسب طبيب
    معلم معلمة وزير سفير نائب أمين مسؤول مسؤولة أخصائي"""
)
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|io|int|info|[a-z]{2})(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[\d\s().\-/]{7,24}(?:\s*(?:ext|x|poste)\.?\s*\d+)?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[\d\s.,'’]*\d\s*[%€$£]?")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,].*)?|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?"
    r"|\d+\s*(?:h|m|min|s|hr|hrs|hours?|minutes?)(?:\s*\d+\s*\w+)*",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=\S*\d)[\w./#-]+")
_LONG_WORDS, _PROSE_WORDS = 6, 15


def _n_words(text: str) -> int:
    return len(text.split())


def _words_of(text: str) -> set[str]:
    return set(fold(text).split())


_LOOKS: Mapping[Shape, Callable[[str], bool]] = {
    Shape.EMAIL: is_email,
    Shape.WEB: lambda text: not is_email(text) and bool(_WEB.fullmatch(text)),
    Shape.PHONE: lambda text: sum(map(str.isdigit, text)) > 6 and bool(_PHONE.fullmatch(text)),
    Shape.NUMBER: lambda text: bool(_NUMBER.fullmatch(text)),
    Shape.DATE: lambda text: bool(_DATE.fullmatch(text)),
    Shape.CODE: lambda text: bool(_CODE.fullmatch(text)),
    Shape.TICK: lambda text: yes_or_no(text) is not None,
    Shape.CIVILITY: lambda text: fold(text) in CIVILITIES,
    Shape.NAME: looks_like_name,
    Shape.WHOLE_NAME: lambda text: _n_words(text) > 1 and looks_like_name(text),
    Shape.BODY: lambda text: not _BODIES.isdisjoint(_words_of(text)),
    Shape.SORT_OF_BODY: lambda text: not _SORTS.isdisjoint(_words_of(text)),
    Shape.REGION: lambda text: not _REGIONS.isdisjoint(_words_of(text)),
    Shape.JOB: lambda text: not _JOBS.isdisjoint(_words_of(text)),
    Shape.LONG: lambda text: _n_words(text) > _LONG_WORDS,
    Shape.PROSE: lambda text: _n_words(text) > _PROSE_WORDS,
    Shape.COUNTRY: lambda text: country_code(text) is not None,
    Shape.COUNTRY_CODE: lambda text: len(text) == 2 and text.isupper(),
    Shape.LANGUAGES: lambda text: bool((s := languages_in(text)).known and not s.unknown),
    Shape.ROLE: lambda text: bool(roles_in(text).known),
    Shape.NO_ROLE: lambda text: not any(roles_in(text)),
}
_MARKED = (
    Shape.EMAIL, Shape.WEB, Shape.DATE, Shape.NUMBER, Shape.PHONE, Shape.CODE, Shape.TICK,
    Shape.PROSE, Shape.WHOLE_NAME, Shape.NAME,
)  # fmt: skip


def shape_of(text: str) -> Shape | None:
    """The most telling of what a value looks like; None if it is any text."""
    return next((shape for shape in _MARKED if _LOOKS[shape](text)), None)


TELLING = 5
"""Values that are enough to speak against a heading."""
_N_DIFFERENT = 60
"""Different values that are looked at."""


@dataclass(frozen=True)
class Values:
    """The values of a column that say something, in the order of the list."""

    texts: Sequence[str]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def different(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(self.texts))

    @cached_property
    def _shares(self) -> dict[tuple[Shape, ...], float]:
        return {}

    def share(self, *shapes: Shape) -> float:
        """How many of the different values look like one of these, from 0 to 1; 0 of none."""
        if shapes not in self._shares:
            looked_at = self.different[:_N_DIFFERENT]
            n = sum(any(_LOOKS[shape](text) for shape in shapes) for text in looked_at)
            self._shares[shapes] = n / len(looked_at) if looked_at else 0.0
        return self._shares[shapes]

    @property
    def hardly_repeat(self) -> bool:
        """Whether most values are different, as those of people are."""
        return len({fold(text) for text in self.texts}) > 0.5 * len(self.texts)

    @property
    def are_one(self) -> bool:
        """Whether the column says one thing throughout."""
        return len(self.texts) >= TELLING and len(self.different) == 1

    @property
    def tell(self) -> bool:
        """Whether there are enough of them to speak against a heading."""
        return len(self.texts) >= TELLING

    def are_in_order(self) -> bool:
        """Whether they stand in alphabetical order, as family names do."""
        folded = [fold(text) for text in self.texts]
        pairs = list(pairwise(folded))
        n_in_order = sum(one <= other for one, other in pairs)
        return len(pairs) >= TELLING and n_in_order >= 0.9 * len(pairs)
