"""Offers meet needs with both sources in view, and partners stand as a network."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from small_cafe import record
from worldcafe.domain.commands import EditContribution, PutParticipant
from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.domain.model import Resource
from worldcafe.domain.vocabulary import Modality

WAIT = 30_000
TRAINERS = Resource(kind="training", direction="needed", by="Thiès", amount="four trainers")
TRAINING = Resource(kind="training", direction="offered", by="Porto")


def offer_and_seek(bridge):
    for id, resource in (("seeks", TRAINERS), ("has", TRAINING)):
        bridge.do(
            record(id, "t2", "r2", title=f"Inspectors {id}", themes=("skills",),
                   resources=(resource,))
        )  # fmt: skip


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_match_shows_both_sides_with_their_sources(shown, bridge):
    offer_and_seek(bridge)
    view = shown("matches")
    card = view.cards[0]
    assert {"Thiès", "Training · four trainers", "Porto", "Training"} <= set(texts(card))
    assert "O-007 · Table 2 · Round 2" in texts(card)
    assert any(text.startswith("the same resource, the same theme") for text in texts(card))


def test_a_side_of_a_match_opens_its_contribution(shown, bridge, harvest, qtbot):
    offer_and_seek(bridge)
    card = shown("matches").cards[0]
    qtbot.mouseClick(card.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert harvest.list.detail.item_id == "seeks"


def test_matches_follow_the_workshop(shown, bridge, qtbot):
    view = shown("matches")
    assert not view.cards
    offer_and_seek(bridge)
    qtbot.waitUntil(lambda: len(view.cards) == 1, timeout=WAIT)
    bridge.undo()
    qtbot.waitUntil(lambda: not view.cards, timeout=WAIT)


def test_the_network_has_a_row_and_a_knot_for_every_country(shown):
    view = shown("partners")
    assert {view.name(knot) for knot in view.model.records} == {"Senegal", "Peru", "Italy"}
    assert len({view.picture.place_of(knot.key).toPoint().toTuple()
                for knot in view.model.records}) == 3  # fmt: skip
    assert set(view._legend) == {Modality.SOUTH_SOUTH, Modality.TRIANGULAR}


def test_choosing_a_knot_by_keyboard_shows_what_it_has_a_part_in(shown, harvest):
    view = shown("partners")
    QTest.keyClick(view.picture, Qt.Key.Key_Right)
    knot = view.model.records[0]
    assert view.picture.selected == knot.key
    assert view.table.currentIndex().row() == 0
    shown_texts = [view.items.item(k).text() for k in range(view.items.count())]
    assert len(shown_texts) == len(knot.contribution_ids)
    view.items.itemActivated.emit(view.items.item(0))
    assert harvest.list.detail.item_id == knot.contribution_ids[0]


def test_a_row_of_the_table_chooses_its_knot(shown, qtbot):
    view = shown("partners")
    view.table.setFocus()
    view.table.selectRow(2)
    assert view.picture.selected == view.model.records[2].key


def test_cities_and_organisations_are_levels_of_their_own(shown, qtbot):
    view = shown("partners")
    qtbot.mouseClick(view.level.buttons["organisation"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.is_known, timeout=WAIT)
    names = {view.name(knot) for knot in view.model.records}
    assert "Ville de Dakar" in names


def test_one_modality_can_be_singled_out(shown, qtbot):
    view = shown("partners")
    qtbot.mouseClick(view._legend[Modality.TRIANGULAR], Qt.MouseButton.LeftButton)
    assert view.picture._modality is Modality.TRIANGULAR
    qtbot.mouseClick(view._legend[Modality.TRIANGULAR], Qt.MouseButton.LeftButton)
    assert view.picture._modality is None


def test_the_picture_is_saved_as_png(shown, tmp_path):
    view = shown("partners")
    target = tmp_path / "réseau.png"
    view.save_picture(target)
    assert QImage(str(target)).width() == 2560
    assert str(target) in view.bridge.sayings[-1]
    view.save_picture(tmp_path / "nowhere" / "x.png")
    assert view.bridge.refusals


@pytest.mark.parametrize("asked_not_to_be", [True, False])
def test_the_saved_picture_names_people_as_they_want_and_as_it_is_chosen(
    shown, tmp_path, monkeypatch, asked_not_to_be
):
    view = shown("partners")
    workshop = view.bridge.workshop
    person = next(iter(workshop.participants.values())).but(name_hidden=asked_not_to_be)
    view.bridge.do(PutParticipant(participant=person))
    if not asked_not_to_be:
        view.bridge.disclosure = Disclosure(names=Names.INITIALS)
    knot = view.model.records[0].key
    view.picture._names = {**view.picture._names, knot: f"Fondation {person.name}"}
    drawn = []
    draw = view.picture._draw
    monkeypatch.setattr(
        view.picture, "_draw", lambda *a: drawn.append(dict(view.picture._names)) or draw(*a)
    )
    view.save_picture(tmp_path / "network.png")
    assert drawn[0][knot].startswith("Fondation ")
    assert person.family_name not in drawn[0][knot]
    assert person.name in view.picture._names[knot], "on the screen it stays"


def test_what_is_chosen_on_the_screen_does_not_fade_the_saved_picture(shown):
    view = shown("partners")
    size = QSize(800, 500)
    before = view.picture.image(size, 1.0)
    view.picture.select(view.model.records[0].key)
    assert view.picture.image(size, 1.0) == before


def test_a_partner_added_elsewhere_joins_the_network(shown, bridge, qtbot):
    view = shown("partners")
    partners = ({"name": "Porto", "country": "PT"}, {"name": "Lima", "country": "PE"})
    bridge.do(EditContribution(contribution_id="market", changes={"partners": partners}))
    qtbot.waitUntil(
        lambda: "Portugal" in {view.name(k) for k in view.model.records}, timeout=WAIT
    )
