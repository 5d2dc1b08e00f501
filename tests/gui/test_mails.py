"""Next steps as mails: one for each owner, in their language, as an address that holds."""

import datetime as dt
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from small_cafe import build, record
from worldcafe.domain.commands import EditContribution, PutParticipant
from worldcafe.domain.disclosure import EVERYTHING, Disclosure, Names
from worldcafe.domain.model import NextStep
from worldcafe.domain.reminders import Promise, Reminder, reminders
from worldcafe.domain.vocabulary import StepStatus
from worldcafe.ui.pages.synthesis.mails import MailsDialog
from worldcafe.wording import words_for
from worldcafe.wording.reminders import LONGEST, mail_address, text, words_of

DUE = dt.date(2026, 4, 30)


@pytest.fixture
def owner(bridge):
    """Somebody of the small café with an address, who speaks French first."""
    build(bridge.document)
    person = bridge.workshop.participants_in_order[0]
    bridge.do(
        PutParticipant(participant=person.but(email="a.b@ville.fr", languages=("fr", "en")))
    )
    return bridge.workshop.participants[person.id]


def promise(bridge, key, **step):
    bridge.do(record(key))
    changes = {"next_step": NextStep(**step)}
    assert bridge.do(EditContribution(contribution_id=key, changes=changes))


def read(address):
    """What a mail program makes of it: to whom, subject, text."""
    parts = urlsplit(address)
    said = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert parts.scheme == "mailto"
    assert set(said) == {"subject", "body"}
    return unquote(parts.path), said["subject"][0], said["body"][0]


def reminder(*texts, **said):
    promises = tuple(Promise("O-001", each, DUE) for each in texts)
    known = {"owner": "Awa Diop", "email": "awa@dakar.sn", "languages": ("fr",), **said}
    return Reminder(promises=promises, **known)


def test_each_owner_has_one_mail_with_what_is_still_to_be_done_by_date(bridge, owner):
    promise(bridge, "a", text="Later", owner=owner.name, due=DUE)
    promise(bridge, "b", text="First", owner=owner.name.upper(), due=dt.date(2026, 4, 1))
    promise(bridge, "c", text="Done", owner=owner.name, status=StepStatus.DONE)
    promise(bridge, "d", text="Nobody's")
    promise(bridge, "e", text="Elsewhere", owner="City of Turin")
    found = {each.owner: each for each in reminders(bridge.workshop, EVERYTHING)}
    assert set(found) == {owner.name, "City of Turin"}
    assert [each.text for each in found[owner.name].promises] == ["First", "Later"]
    assert found[owner.name].email == "a.b@ville.fr"
    assert found["City of Turin"].email == ""


def test_what_the_privacy_choices_hide_is_in_no_mail(bridge, owner):
    other = bridge.workshop.participants_in_order[1]
    promise(bridge, "a", text=f"Call {other.name}", owner=owner.name)
    (found,) = reminders(bridge.workshop, Disclosure(names=Names.NONE, personal_data=False))
    assert (found.owner, found.email) == ("", "")
    assert other.name not in found.promises[0].text
    (found,) = reminders(bridge.workshop, Disclosure(names=Names.INITIALS))
    assert found.email == ""
    assert found.owner not in ("", owner.name)


def test_of_two_people_of_one_name_neither_is_written_to(bridge, owner):
    bridge.do(PutParticipant(participant=owner.but(id="twin", email="twin@ville.fr")))
    promise(bridge, "a", text="Call", owner=owner.name)
    (found,) = reminders(bridge.workshop, EVERYTHING)
    assert found.email == ""


def test_a_mail_is_in_the_first_language_of_the_owner_that_the_program_speaks():
    assert words_of(reminder(languages=("wo", "fr", "en")), words_for("es")).language == "fr"
    assert words_of(reminder(languages=("wo",)), words_for("es")).language == "es"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_address_says_the_same_as_the_text(language):
    words = words_for(language)
    mail = reminder("Écrire à R&D : 50 % = ?#+ « oui »", "رسالة")
    to, subject, body = read(mail_address(mail, "Turin & co", DUE, words))
    assert to == "awa@dakar.sn"
    assert "Turin & co" in subject
    assert body == text(mail, "Turin & co", DUE, words).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b.c?bcc=x@y.z", "a@b.c,x@y.z", "a@b.c\r\nBcc: x@y.z", "a b@c.d", "a@b@c"],
)
def test_what_is_no_single_address_is_nobodys(email):
    to, *_ = read(mail_address(reminder("Call", email=email), "Turin", None, words_for("en")))
    assert to == ""


def test_no_header_comes_with_a_title_or_a_name():
    hostile = "x\r\nBcc: all@world.org\r\n\r\n&cc=y@z.org"
    mail = reminder(hostile, owner=hostile)
    _to, subject, body = read(mail_address(mail, hostile, None, words_for("en")))
    assert "\n" not in subject
    assert not [line for line in body.splitlines() if line.startswith("Bcc")]


@pytest.mark.parametrize("letter", ["x", "é", "ش", "字"])
def test_an_address_is_never_longer_than_windows_hands_on(letter):
    mail = reminder(*[letter * 300] * 40, owner=letter * 300)
    words = words_for("ar")
    address = mail_address(mail, letter * 300, DUE, words)
    assert len(address) <= LONGEST
    assert read(address)[2].count("•") < 40
    lines = text(mail, letter * 300, DUE, words).splitlines()
    assert sum(line.startswith("•") and letter * 300 in line for line in lines) == 40


def test_the_mail_opens_in_the_systems_program_or_the_text_can_be_copied(
    bridge, owner, qtbot, monkeypatch
):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url) or len(opened) == 1
    )
    promise(bridge, "a", text="Appeler l’école", owner=owner.name, due=DUE)
    dialog = MailsDialog(bridge)
    qtbot.addWidget(dialog)

    def told():
        return [each.text() for each in dialog.findChildren(QLabel)]

    write, copy = (
        next(each for each in dialog.findChildren(QPushButton) if each.text() == name)
        for name in ("Write the mail", "Copy the text")
    )
    write.click()
    to, _subject, body = read(opened[0].toEncoded().data().decode("ascii"))
    assert to == "a.b@ville.fr"
    assert "30 avril 2026" in body
    assert "Appeler l’école" in body
    assert "Opened in your mail program." in told()
    write.click()
    assert "No mail program opens here. Copy the text instead." in told()
    copy.click()
    assert "Appeler l’école" in QGuiApplication.clipboard().text()
