"""What texts give away of people is found, and little else."""

import pytest

from small_cafe import small_workshop
from worldcafe.domain.addresses import emails, telephones
from worldcafe.domain.mentions import Given, around, mentions, mentions_of
from worldcafe.domain.model import (
    Contact,
    Contribution,
    Extra,
    NextStep,
    Participant,
    Partner,
    Resource,
    Theme,
    Translation,
)
from worldcafe.domain.texts import texts, with_texts
from worldcafe.domain.vocabulary import Direction, Kind, ResourceKind
from worldcafe.domain.workshop import Workshop

DINA = Participant(
    id="dina", given_name="Dina", family_name="Haddad", email="dh@x.org", name_hidden=True
)
OTHERS = (
    Participant(id="jm", given_name="Jean-Marie", family_name="N’Guessan"),
    Participant(id="ba", given_name="Ahmed", family_name="Ba"),
    Participant(id="ar", given_name="أحمد", family_name="الحسن"),
    Participant(id="mg", given_name="María", family_name="García López"),
    Participant(id="ap", given_name="Anne", family_name="Petit"),
    Participant(id="one", given_name="Suharto"),
    Participant(id="cz", given_name="Emil", family_name="Novák", city="Lima"),
    Participant(id="li", given_name="Rosa", family_name="Lima"),
)


def item(title, **fields):
    return Contribution(
        id="c", kind=Kind.OPPORTUNITY, table_id="t1", round_id="r1", title=title, **fields
    )


def workshop(*items):
    people = (DINA, *OTHERS)
    known = {each.id for each in people}
    kept = (each for each in small_workshop().entities() if each.id not in known)
    return Workshop.of([*kept, *people, *items])


def found_in(title, **fields):
    found = mentions(workshop(item(title, **fields)))
    return [each.text for each in found if (each.id, each.field) == ("c", "title")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask Dina Haddad about wells", ["Dina Haddad"]),
        ("HADDAD, Dina knows; so does D. Haddad.", ["HADDAD, Dina", "D. Haddad"]),
        ("as dina haddad said", ["dina haddad"]),
        ("Mme Haddad appelle", ["Haddad"]),
        ("the Haddads’ well, a haddadic one", []),
        ("photo_dina_haddad.jpg", ["dina_haddad"]),
        ("Di\u00adna Hadda\u0301d", ["Di\u00adna Hadda\u0301d"]),
        ("Jean-Marie N'Guessan vient", ["Jean-Marie N'Guessan"]),
        ("et jean marie nguessan", ["jean marie nguessan"]),
        ("M. Ba vient avec nous", ["Ba"]),
        ("اتصل بأحمد الحسن والسيد الحسن", ["بأحمد الحسن", "الحسن"]),
        ("María García y la Sra. López", ["María García", "López"]),
        ("Suharto will call", ["Suharto"]),
        ("NOVAK Emil / Emil Novák", ["NOVAK Emil", "Emil Novák"]),
        ("à Lima avec Rosa Lima", ["Rosa Lima"]),
        ("write to dina.haddad@else.org", ["dina.haddad@else.org"]),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_written(text, found):
    assert found_in(text) == found


def test_a_family_name_that_is_an_ordinary_word_there_needs_a_title():
    ordinary = "un petit pas, petit à petit, le petit train"
    assert found_in("Petit pays avec Mme Petit", description=ordinary) == ["Petit"]
    assert found_in("Le pays de Petit") == ["Petit"]


def test_every_text_is_searched():
    said = item(
        "t",
        description="Dina Haddad",
        partners=(Partner(name="Fondation Dina Haddad"),),
        next_step=NextStep(text="call Dina Haddad", owner="Dina Haddad"),
        resources=(
            Resource(kind=ResourceKind.FUNDING, direction=Direction.OFFERED, by="Dina Haddad"),
        ),
        extras=(Extra(name="Dina Haddad", value="Dina Haddad"),),
        themes=("Dina Haddad",),
    )
    theme = Theme(
        id="th", name="x", translations=(Translation(lang="fr", question="et Dina Haddad ?"),)
    )
    found = {each.field for each in mentions_of(workshop(said, theme), [DINA])}
    assert found == {
        "description", "partners.0.name", "next_step.text", "next_step.owner",
        "resources.0.by", "extras.0.name", "extras.0.value", "themes.0",
        "translations.0.question",
    }  # fmt: skip


def test_owners_contacts_and_authors_are_known_and_bodies_are_not():
    contact = Contact(name="Kofi Mensah")
    owners = ("Mariam Keita", "Ville de Thiès", "ILO", "Bureau Dakar")
    items = [
        item(
            "Mariam Keita, Mensah, Ville de Thiès, ILO, Bureau Dakar, Keita",
            contacts=(contact,),
            next_step=NextStep(owner=owner),
        ).but(id=f"c{n}")
        for n, owner in enumerate(owners)
    ]
    found = [
        each.text
        for each in mentions(workshop(*items))
        if (each.id, each.field) == ("c0", "title")
    ]
    assert found == ["Mariam Keita", "Mensah", "Keita"]


def test_mentions_of_a_person_are_theirs_alone():
    said = item(
        "Dina Haddad, dh@x.org, +221 77 123 45 67, Anne Petit, other@x.org",
        contacts=(Contact(name="Dina Haddad", email="DH@x.org"),),
    )
    found = mentions_of(workshop(said), [DINA])
    assert [(each.field, each.text, each.given) for each in found] == [
        ("title", "Dina Haddad", Given.NAME),
        ("title", "dh@x.org", Given.EMAIL),
        ("contacts.0.name", "Dina Haddad", Given.NAME),
        ("contacts.0.email", "DH@x.org", Given.EMAIL),
    ]
    assert all(each.hidden and each.name == "Dina Haddad" for each in found)
    assert mentions_of(workshop(said), []) == ()


@pytest.mark.parametrize(
    "number",
    [
        "+221 77 123 45 67", "+33 (0)6 12 34 56 78", "0039 011 6936111", "(+212) 661-234567",
        "06 12 34 56 78", "0612345678", "020 7946 0958", "77 123 45 67", "70 12 34 56",
        "(202) 555-0143", "01.23.45.67.89",
    ],
)  # fmt: skip
def test_telephone_numbers_are_found(number):
    text = f"Appeler Awa au {number}, le matin."
    assert [text[slice(*span)] for span in telephones(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "tel: 771234567", "WhatsApp 612 345 678", "هاتف ٠١٢٣٤٥٦٧٨٩",
    ],
)  # fmt: skip
def test_a_word_for_it_makes_a_number_a_telephone_number(text):
    assert len(list(telephones(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "En 2024-2030, 12 500 000 € pour 10 000 000 personnes", "SDG 8.7, 8.5, 8.6 and 16.2",
        "12.05.2026 – 14.05.2026", "2026-05-12", "12/05/2026 09:00-10:30", "2019 2020 2021",
        "ISBN 978-92-2-031234-5", "300 000 000 FCFA", "tables 1 2 3 4 5 6 7 8",
        "FR76 3000 6000 0112 3456 7890 189", "https://www.ilo.org/wcms_1234/0612345678",
        "Recommandation 204 (2015)", "mobile money 2024-2026",
    ],
)  # fmt: skip
def test_years_dates_amounts_and_targets_are_no_telephone_numbers(text):
    assert list(telephones(text)) == []


def test_addresses_are_found():
    text = "awa.diop@example.org, zoë@exämple.org or kofi (at) example.org; meet (at) Dakar @ 9"
    assert [text[slice(*span)] for span in emails(text)] == [
        "awa.diop@example.org", "zoë@exämple.org", "kofi (at) example.org",
    ]  # fmt: skip


def test_a_text_is_changed_where_it_was_found():
    said = item("a", partners=(Partner(name="b", city="c"),), next_step=NextStep(text="d"))
    upper = {path: text.upper() for path, text in texts(said)}
    assert dict(texts(with_texts(said, upper))) == {
        "title": "A", "partners.0.name": "B", "partners.0.city": "C", "next_step.text": "D",
    }  # fmt: skip


def test_a_mention_is_shown_with_the_words_around_it_and_no_word_is_cut():
    text = "Before the summer the cities will write to Anne Petit, who knows the law by heart"
    room = workshop(item(text))
    (found,) = mentions(room)
    assert around(found, room) == (
        "… the summer the cities will write to Anne Petit, who knows the law by heart"
    )
    long = workshop(
        item(f"{text} and much more that nobody reads in a small table of mentions")
    )
    (found,) = mentions(long)
    assert around(found, long).endswith("Anne Petit, who knows the law by heart and much …")
