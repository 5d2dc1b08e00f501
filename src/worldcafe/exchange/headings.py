"""The headings of participant lists, in five languages and some others."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.exchange.values import is_email


class Field(StrEnum):
    """What a column of a list may be."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    POSITION = "position"
    ORGANISATION = "organisation"
    ORGANISATION_TYPE = "organisation_type"
    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    LANGUAGES = "languages"
    EMAIL = "email"
    ROLE = "role"
    DELEGATION = "delegation"
    NEEDS_ACCESS = "needs_access"
    IGNORE = "ignore"
    """Known, and of no use here: running number, telephone, date, signature."""


# A heading is recognised when it is one of these, or has one of these in it; then the
# longest wins, and after it the field that stands first here.
_HEADINGS: dict[Field, str] = {
    Field.IGNORE: """
        n, no, nº, num, numero, number, nr, ord, ordre, order, orden, ordem, serial, serial
        number, sn, id, رقم, الرقم, م, ر ت, telephone, tel, phone, phone number, mobile, gsm,
        whatsapp, fax, telefono, movil, celular, telefone, telemovel, هاتف, رقم الهاتف, الجوال,
        date, fecha, data, تاريخ, signature, emargement, firma, assinatura, توقيع, civilite,
        salutation, tratamiento, tratamento, honorific, courtesy title, اللقب الشرفي, sexe,
        genre, sex, gender, sexo, genero, الجنس, age, edad, idade, passport, passeport,
        pasaporte, passaporte, nationality, nationalite, nacionalidad, nacionalidade, الجنسية,
        remarks, remarques, observations, observaciones, observacoes, commentaires, comments,
        comentarios, notes, ملاحظات, timestamp, horodateur, marca temporal, hotel, allergies,
        arrival, arrivee, departure, depart, website, site web, sitio web, superviseur,
        supervisor, assistant, emergency contact, chef de delegation, head of delegation, jefe
        de delegacion, chefe de delegacao, رئيس الوفد
    """,
    Field.EMAIL: """
        email, e mail, mail, emails, e mails, email address, e mail address, mail address,
        courriel, courrier electronique, adresse electronique, adresse email, adresse e mail,
        adresse mail, adresse courriel, mel, correo, correo electronico, direccion de correo,
        direccion de correo electronico, correio eletronico, correio electronico, endereco
        eletronico, endereco de email, البريد الإلكتروني, البريد الالكتروني, بريد إلكتروني,
        البريد, الإيميل, ايميل, posta elettronica
    """,
    Field.ORGANISATION_TYPE: """
        type d organisation, type organisation, type d institution, type d organisme, type de
        structure, type de collectivite, categorie d organisation, nature de l organisation,
        statut de l organisation, organisation type, organization type, type of organisation,
        type of organization, type of institution, institution type, kind of organisation, kind
        of organization, type of entity, stakeholder group, constituency, mandants, tipo de
        organizacion, tipo de institucion, tipo de entidad, tipo de organismo, tipo de
        organizacao, tipo de instituicao, tipo de entidade, نوع المنظمة, نوع المؤسسة, نوع الجهة,
        type, tipo, categorie, category, categoria, secteur, sector, setor, القطاع
    """,
    Field.NEEDS_ACCESS: """
        accessibilite, besoins d accessibilite, besoin d accessibilite, besoins d acces, besoin
        d acces, acces pmr, pmr, mobilite reduite, personne a mobilite reduite, fauteuil
        roulant, table accessible, handicap, accessibility, accessibility needs, accessibility
        requirements, access needs, access requirements, needs access, needs accessible table,
        accessible table, step free access, wheelchair, wheelchair access, wheelchair user,
        reduced mobility, mobility needs, disability, accesibilidad, necesidades de
        accesibilidad, necesidades de acceso, necesita acceso, mesa accesible, movilidad
        reducida, silla de ruedas, discapacidad, acessibilidade, necessidades de acessibilidade,
        necessita de acesso, mesa acessivel, mobilidade reduzida, cadeira de rodas, deficiencia,
        إمكانية الوصول, احتياجات الوصول, طاولة ميسرة, كرسي متحرك, صعوبة الحركة, محدودية الحركة,
        إعاقة, الإعاقة, ذوو الإعاقة, ذوي الإعاقة, سهولة الوصول
    """,
    Field.DELEGATION: """
        delegation, delegations, nom de la delegation, membre de la delegation, delegation d
        origine, groupe, groupe de voyage, name of delegation, delegation name, name of the
        delegation, group, delegacion, delegaciones, nombre de la delegacion, grupo, delegacao,
        delegacoes, nome da delegacao, الوفد, الوفود, اسم الوفد, وفد, المجموعة, delegazione,
        gruppo
    """,
    Field.ROLE: """
        role a table, role a la table, role au cafe, role dans le cafe, role pendant l atelier,
        role atelier, role de table, fonction a table, role au world cafe, table role, cafe
        role, role at table, role at the table, role in the cafe, workshop role, role in the
        workshop, world cafe role, rol en la mesa, rol de mesa, rol en el cafe, rol en el
        taller, funcion en la mesa, papel na mesa, funcao na mesa, papel no cafe, papel na
        oficina, الدور على الطاولة, الدور في الطاولة, دور الطاولة, role, rol, roles, papel,
        ruolo, الدور, دور
    """,
    Field.POSITION: """
        fonction, fonctions, poste, poste occupe, intitule du poste, titre du poste, fonction
        titre, titre fonction, profession, emploi, metier, qualite, grade, responsabilite,
        fonction dans l organisation, role dans l organisation, position, job, job title,
        position title, title position, functional title, designation, occupation, function,
        role in the organisation, role in the organization, role in organization, post title,
        post, cargo, puesto, puesto de trabajo, funcion, ocupacion, profesion, cargo en la
        organizacion, cargo que ocupa, funcao, profissao, posto, ocupacao, الوظيفة, المنصب,
        المسمى الوظيفي, الصفة, المهنة, وظيفة, title, titre, titulo, funzione
    """,
    Field.LANGUAGES: """
        langue, langues, langue de travail, langues de travail, langues parlees, langue parlee,
        langue preferee, langue s, language, languages, working language, working languages,
        language s, spoken languages, languages spoken, preferred language, idioma, idiomas,
        idiomas de trabajo, lengua, lenguas, lengua de trabajo, lenguas de trabajo, idiomas de
        trabalho, lingua, linguas, linguas de trabalho, lingue, اللغة, اللغات, لغات العمل, لغة
        العمل, لغات, sprache, sprachen
    """,
    Field.COUNTRY: """
        pays, pays d origine, pays de residence, pays d affectation, country, country of
        residence, country of origin, duty country, pais, pais de origen, pais de residencia,
        pais de origem, البلد, الدولة, بلد, دولة, البلاد, بلد الإقامة, paese, land
    """,
    Field.CITY: """
        ville, ville de residence, lieu d affectation, commune, localite, lieu, city, town, city
        town, town city, municipality, duty station, location, locality, ciudad, municipio,
        localidad, lugar, lugar de destino, cidade, localidade, local, المدينة, مدينة, البلدية,
        مكان العمل, مقر العمل, citta, stadt
    """,
    Field.REGION: """
        region, regions, region du monde, region geographique, continent, zone, world region,
        geographic region, area, continente, regiao, zona, المنطقة, الإقليم, القارة, المنطقة
        الجغرافية
    """,
    Field.ORGANISATION: """
        organisation, organization, organisation bureau, organisme, institution, institutions,
        university, universite, universidad, universidade,
        structure, entite, employeur, bureau, office, collectivite, association, societe,
        entreprise, affiliation, organisation d appartenance, nom de l organisation, nom de l
        organisme, nom de l institution, nom de la structure, nom de la collectivite, company,
        company name, employer, entity, agency, organisation name, organization name, name of
        organisation, name of organization, name of the organisation, name of institution, name
        of the organization, institution name, institutional affiliation, organizacion,
        institucion, entidad, organismo, empresa, oficina, nombre de la organizacion, nombre de
        la institucion, nombre de la entidad, entidade, instituicao, organizacao, orgao,
        escritorio, nome da organizacao, nome da instituicao, nome da entidade, المنظمة,
        المؤسسة, الجهة, الهيئة, المكتب, جهة العمل, اسم المنظمة, اسم المؤسسة, اسم الجهة, ente,
        organizzazione
    """,
    Field.FULL_NAME: """
        nom complet, noms complets, nom et prenom, nom et prenoms, noms et prenoms, nom prenom,
        nom prenoms, nom et prenom s, nom s et prenom s, prenom et nom, prenoms et nom, prenom
        nom, prenoms nom, nom du participant, nom de la participante, participant, participante,
        participants, participantes, nom des participants, full name, fullname, complete name,
        name and surname, first and last name, name of participant, name of the participant,
        participant name, participant s name, first name last name, last name first name,
        surname and given name, surname first name, given name surname, family name first name,
        name surname, nombre completo, nombre y apellido, nombre y apellidos, nombres y
        apellidos, nombre s y apellido s, apellido y nombre, apellidos y nombre, apellidos y
        nombres, apellidos nombres, apellidos nombre, nombre apellidos, nombre apellido, nombres
        apellidos, nombre del participante, nome completo, nome e sobrenome, nome e apelido,
        sobrenome e nome, apelido e nome, nome do participante, nome sobrenome, cognome e nome,
        nome e cognome, nome cognome, الاسم الكامل, الاسم الثلاثي, الاسم واللقب, اللقب والاسم,
        الاسم والنسب, الاسم و اللقب, اسم المشارك, اسم المشاركة, المشارك, المشاركون, الاسم
        الرباعي
    """,
    Field.FAMILY_NAME: """
        nom de famille, noms de famille, nom d usage, nom patronymique, patronyme, family name,
        family names, family, last name, last names, lastname, surname, surnames, apellido,
        apellidos, apellido s, primer apellido, apellidos del participante, sobrenome, apelido,
        apelidos, sobrenomes, nome de familia, ultimo nome, اللقب, اسم العائلة, العائلة, النسب,
        الاسم العائلي, الاسم الأخير, الكنية, الشهرة, cognome, nachname, familienname
    """,
    Field.GIVEN_NAME: """
        prenom, prenoms, prenom s, given, given name, given names, first name, first names,
        firstname, forename, forenames, nombre de pila, primer nombre, primeiro nome, nome
        proprio, prenome, الاسم الأول, الاسم الشخصي, اسم الشخص, vorname
    """,
}

# Headings that mean one half of the name beside the other half, and the whole name alone.
_HALF_OR_WHOLE: dict[str, tuple[Field, ...]] = {
    "nom": (Field.FAMILY_NAME,),
    "noms": (Field.FAMILY_NAME,),
    "nombre": (Field.GIVEN_NAME,),
    "nombres": (Field.GIVEN_NAME,),
    "nombre s": (Field.GIVEN_NAME,),
    "nome": (Field.GIVEN_NAME,),
    "nomes": (Field.GIVEN_NAME,),
    "الاسم": (Field.GIVEN_NAME,),
    "اسم": (Field.GIVEN_NAME,),
    "الأسماء": (Field.GIVEN_NAME,),
    "name": (Field.FAMILY_NAME, Field.GIVEN_NAME),
    "names": (Field.FAMILY_NAME, Field.GIVEN_NAME),
}

_FAMILY_WORDS = frozenset(
    {"nom", "noms", "apellido", "apellidos", "sobrenome", "apelido", "cognome", "surname",
     "last", "family", "لقب"}
)  # fmt: skip
_GIVEN_WORDS = frozenset(
    {"prenom", "prenoms", "nombre", "nombres", "nome", "first", "given", "forename",
     "اسم", "واسم", "والاسم"}
)  # fmt: skip

# Recognised only when they are the whole heading, or a part between "/" or brackets.
_ONLY_ALONE = frozenset(
    {"local", "land", "type", "tipo", "post", "title", "titre", "titulo", "area", "zone",
     "zona", "ente", "notes", "category", "categorie", "categoria", "function", "grade",
     "group", "groupe", "grupo", "gruppo", "مجموعة", "handicap", "family", "given", "last",
     "first", "university", "universite", "universidad", "universidade"}
)  # fmt: skip
# "Role" may be a job, "Title" only Mr or Ms: the values decide.
_VAGUE = frozenset(
    {"role", "roles", "rol", "papel", "ruolo", "دور", "title", "titre", "titulo"}
)

_PRIORITY = tuple(_HEADINGS)
_MIN_STRENGTH = 0.15
_LONGEST_HEADING = 160


class Guess(NamedTuple):
    """What a heading means; strength 1 when all of it does."""

    field: Field
    strength: float
    halves: tuple[Field, ...] = ()
    """For `FULL_NAME`: what it is instead where the other half of the name has a column."""
    is_vague: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether neither other columns nor the values are needed to settle it."""
        return not (self.halves or self.is_vague)


def heading_guess(heading: str) -> Guess | None:
    """What a heading says its column is."""
    if len(heading) > _LONGEST_HEADING or is_email(heading):
        return None
    guess = _exact().get(_words(heading))
    if guess:
        return guess
    pieces = [_exact().get(_words(piece)) for piece in _PIECES.split(heading)]
    known = [piece for piece in pieces if piece]
    if not known:
        return _contained(_words(heading).split())
    halves = {field for guess in known for field in guess.halves[:1] or (guess.field,)}
    sure = [guess for guess in known if guess.is_sure]
    if sure and {Field.FAMILY_NAME, Field.GIVEN_NAME} <= halves:
        return Guess(Field.FULL_NAME, 1.0)
    return (sure or known)[0]


_PIECES = re.compile(r"[/|\n()\[\]:]| [-–] ")


def _words(heading: str) -> str:
    """Folded, and Arabic words without their article."""
    words = fold(heading).split()
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)


@cache
def _exact() -> dict[str, Guess]:
    exact = {
        words: Guess(field, 1.0, is_vague=words in _VAGUE)
        for field, headings in reversed(_HEADINGS.items())
        for words in map(_words, headings.split(","))
    }
    for heading, halves in _HALF_OR_WHOLE.items():
        exact[_words(heading)] = Guess(Field.FULL_NAME, 1.0, halves)
    return exact


def _contained(words: list[str]) -> Guess | None:
    for size in range(min(len(words) - 1, 6), 0, -1):
        phrases = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
        guesses = [
            _exact()[phrase]
            for phrase in phrases
            if phrase in _exact() and len(phrase) > 2 and phrase not in _ONLY_ALONE
        ]
        if guesses:
            best = min(guesses, key=lambda guess: _PRIORITY.index(guess.field))
            strength = 0.9 * size / len(words)
            enough = 0.25 if best.halves else _MIN_STRENGTH
            return best._replace(strength=strength) if strength >= enough else None
    return None


def is_family_first(heading: str) -> bool:
    """Whether a full-name heading such as "Nom et prénom" names the family first."""
    words = _words(heading).split()
    return bool(words) and words[0] in _FAMILY_WORDS and not _GIVEN_WORDS.isdisjoint(words[1:])
