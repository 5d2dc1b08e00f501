"""Cafés to print: a crowd, one where people typed whatever they liked; and reading pages."""

import unicodedata
from functools import cache

from pypdf import PdfReader

from small_cafe import numbered
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contribution,
    NextStep,
    Participant,
    Partner,
    Round,
    Seat,
    Theme,
)
from worldcafe.domain.vocabulary import Kind, PartnerRole
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import Words
from worldcafe.wording.languages import LANGUAGES

TITLE = "Kaffeehaus"
HOSTILE = (
    "<b>bold</b><script>alert(1)</script>",
    "W" * 500,
    "many words " * 45,
    "\u202eevil reversed\u202c",
    "line\none\r\nline two\x00\x07\x1b[31m",
    "=HYPERLINK(1) & 'quotes' \"double\" ]]>",
    "محمد الأمين " * 40,
    "👩🏽‍🌾" * 120,
    "a\u0300" * 240,
    " ",
)


@cache
def crowd(n_people=1_207, n_tables=201, n_rounds=4, **about):
    """A full room: everybody has a name of their own and moves on in each round."""
    tables = [
        CafeTable(id=f"t{n}", number=n, theme_id=f"th{n % 5}", seats=10, host_id=f"p{n}")
        for n in range(1, n_tables + 1)
    ]
    rounds = [Round(id=f"r{n}", number=n, question=f"Q{n}?") for n in range(1, n_rounds + 1)]
    people = [
        Participant(
            id=f"p{n}", given_name=f"Given{n:04}", family_name=f"{'ABCDÉFG'[n % 7]}mily{n:04}",
            organisation=f"Body {n % 90}", country="IT",
        )
        for n in range(1, n_people + 1)
    ]  # fmt: skip
    seats = [
        Seat.of(f"p{n}", f"t{_table(n, number, n_tables)}", f"r{number}")
        for n in range(1, n_people + 1)
        for number in range(1, n_rounds + 1)
    ]
    themes = [
        Theme(id=f"th{n}", position=n, name=f"Theme {n}", question="Why?") for n in range(5)
    ]
    about = About(title=TITLE, **about)
    return Workshop.of([about, *themes, *tables, *rounds, *people, *seats])


def _table(n, number, n_tables):
    return n if n <= n_tables else (n + number * (n // n_tables)) % n_tables + 1


def hostile():
    """Whatever people can type, everywhere they can type it, at its greatest length."""
    people = [
        Participant(
            id=f"p{n}", given_name=text, family_name=text[::-1], organisation=text,
            position=text, city=text, country=text,
        )
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    prose = [(text * 40_000)[:40_000] for text in HOSTILE]
    themes = [
        Theme(id=f"th{n}", position=n, name=text, question=prose[n])
        for n, text in enumerate(HOSTILE)
    ]
    n = len(HOSTILE)
    tables = [
        CafeTable(
            id=f"t{at}", number=9_990 + at, theme_id=f"th{at}", seats=50, host_id=f"p{at}",
            note_taker_id=f"p{at}", languages=("fr", "en", "es", "pt", "ar", "sw", "zh"),
        )
        for at in range(n)
    ]  # fmt: skip
    rounds = [Round(id=f"r{at}", number=at + 1, question=prose[at]) for at in range(n)]
    seats = [
        Seat.of(f"p{at}", f"t{(at + number) % n}", f"r{number}")
        for at in range(n)
        for number in range(0, n, 2)
    ]
    contributions = [_opportunity(at, text, prose[at]) for at, text in enumerate(HOSTILE)]
    about = About(title=HOSTILE[1], place=HOSTILE[2], organisers=HOSTILE)
    return Workshop.of(
        numbered([about, *themes, *tables, *rounds, *people, *seats, *contributions])
    )


def _opportunity(at, text, prose):
    roles = [*PartnerRole, None, *PartnerRole]
    return Contribution(
        id=f"c{at}", kind=Kind.OPPORTUNITY, table_id=f"t{at}", round_id=f"r{at}",
        title=text if text.strip() else "x", description=prose, translation=prose,
        demand=prose, themes=HOSTILE, lang="fr", author_id=f"p{at}",
        partners=tuple(Partner(name=text, city=text, country=text, role=r) for r in roles),
        next_step=NextStep(text=prose, owner=text),
    )  # fmt: skip


def with_opportunities(workshop, *items):
    """The same café with these opportunities recorded at its first table."""
    table, round_ = workshop.tables_in_order[0], workshop.rounds_in_order[0]
    recorded = [
        Contribution(
            id=f"c{n}", kind=Kind.OPPORTUNITY, table_id=table.id, round_id=round_.id, **fields
        )
        for n, fields in enumerate(items, start=1)
    ]
    return Workshop.of(numbered([*workshop.entities(), *recorded]))


def arabic():
    """Words for pages that read from the right."""
    words = Words("en")
    words.tongue = LANGUAGES["ar"]
    return words


def texts(path):
    """What stands on each page, with plain spaces and letters."""
    return [text_of(page) for page in PdfReader(path).pages]


def text_of(page):
    """What stands on one page; a report has 180, and each takes a while to read."""
    return " ".join(unicodedata.normalize("NFKC", page.extract_text()).split())
