"""The form asks for every field, under its caption, and gives back what it was shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from every_field import in_every_field
from worldcafe.domain import fields as f
from worldcafe.domain.vocabulary import Kind
from worldcafe.ui.fields.form import ContributionForm
from worldcafe.ui.fields.known import LinkField
from worldcafe.wording.captions import caption
from worldcafe.wording.suggestions import Suggestions


@pytest.fixture(params=[False, True], ids=["wide", "narrow"])
def form(request, turin_bridge, qtbot):
    made = ContributionForm(
        turin_bridge,
        Suggestions(lambda: turin_bridge.workshop, turin_bridge.words),
        narrow=request.param,
    )
    qtbot.addWidget(made)
    return made


@pytest.fixture
def asked(form):
    """The fields of the form: those of Capture, or of the harvest, where it is narrow."""
    return f.IN_HARVEST if form._narrow else f.IN_FORM


def test_every_field_comes_back_from_the_form_as_it_was_shown(form, asked, turin_bridge):
    workshop = turin_bridge.workshop
    author, earlier = next(iter(workshop.participants)), next(iter(workshop.contributions))
    table, round_ = workshop.tables_in_order[0], workshop.rounds_in_order[0]
    whole = in_every_field(
        "whole", table_id=table.id, round_id=round_.id, author_id=author, builds_on_id=earlier
    )
    form.show_values(whole.model_dump(mode="json"))
    again = form.contribution("whole", table_id=table.id, round_id=round_.id)
    names = [field.name for field in asked]
    assert [n for n in names if getattr(again, n) != getattr(whole, n)] == []
    assert form.changes() == {}


def test_every_field_is_asked_under_its_caption(form, asked):
    for field in asked:
        assert form.fields[field.name], "made when it is asked for"
    blocks = {name: block.accessibleName() for name, block in form._blocks.items()}
    blocks["lang"] = form.fields["lang"].accessibleName()
    assert blocks == {each.name: caption(each.name, form.words) for each in asked}


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_asked_at_once_for_its_own_fields(form, kind):
    if form.is_open:
        form.toggle_more()
    form.show_values({"kind": kind.value})
    shown = {name for name, block in form._blocks.items() if not block.isHidden()}
    assert shown == {each.name for each in f.asked_of(kind)}


def test_groups_fold_and_a_field_that_says_something_stays_in_view(form):
    if not form.is_open:
        form.toggle_more()
    form.show_values({"kind": "opportunity", "programme": "Cities"})
    running = form._folds[f.Group.RUNNING]
    hidden = [
        field.name for field in f.FIELDS
        if field.group is f.Group.RUNNING and form._blocks[field.name].isHidden()
    ]  # fmt: skip
    assert hidden == ["status", "period", "agreement", "amount", "source"]
    running.click()
    assert not any(form._blocks[name].isHidden() for name in hidden)
    running.click()
    assert all(form._blocks[name].isHidden() for name in hidden)


def test_a_sum_that_is_none_is_said_and_the_group_is_opened(form):
    form.show_values({"kind": "opportunity", "title": "T"})
    form.fields["amount"].show_value({"value": "plenty", "currency": "EUR"})
    said = []
    form._bridge.refused.connect(said.append)
    assert form.has_trouble()
    assert "plenty" in said[0]
    assert form._folds[f.Group.RUNNING].is_open
    form.fields["amount"].show_value({"value": 5, "currency": "shells"})
    assert form.has_trouble()
    assert "shells" in said[1]
    form.fields["amount"].show_value({"value": 5, "currency": "XOF"})
    assert not form.has_trouble()


def test_a_link_opens_in_the_browser_by_mouse_and_by_key(turin_bridge, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    source = LinkField(turin_bridge.words)
    qtbot.addWidget(source)
    source.show_value("Annual report 2026")
    assert not source.opening.isVisible()
    source.show_value("See www.example.org/report.")
    assert source.opening.isVisible()
    source.opening.trigger()
    source.show()
    source.setFocus()
    qtbot.waitUntil(source.hasFocus)
    QTest.keyClick(source, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert opened == ["https://www.example.org/report"] * 2


def test_the_form_asks_for_a_source_in_a_field_that_opens_it(form):
    assert isinstance(form.fields["source"], LinkField)


def test_an_empty_form_says_what_a_contribution_says_in_which_nothing_was_written(form, asked):
    form.show_values({})
    said = form.values()
    for field in asked:  # those behind folds are made now
        assert form.fields[field.name].value() in (said[field.name], None), field.name
    assert form.values() == said
    assert form.changes() == {}
