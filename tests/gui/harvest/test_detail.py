"""In the list: what lies beneath a merge, how far the review is, and the language of a text."""

import pytest
from PySide6.QtCore import Qt

from small_cafe import record
from worldcafe.domain.commands import EditContribution, MergeContributions
from worldcafe.domain.follow_up import follow_up
from worldcafe.domain.merging import proposed_merge
from worldcafe.domain.vocabulary import Review, StepStatus

WAIT = 30_000


@pytest.fixture
def view(harvest):
    return harvest.list


@pytest.fixture
def merged(view):
    items = [view.bridge.workshop.contributions[each] for each in ("lessons", "cours")]
    merge = MergeContributions(
        contribution_ids=("lessons", "cours"), merged=proposed_merge(items, "m")
    )
    view.bridge.do(merge)
    view.reveal("m")
    return view


def ids(view):
    rows = range(view.proxy.rowCount())
    return {view.proxy.record(view.proxy.index(row, 0)).id for row in rows}


def cell(view, id, heading):
    column = [each.heading for each in view.model.columns].index(heading)
    return view.model.index(view.model.row_of(id), column).data()


def test_a_merge_shows_each_original_with_its_words_place_author_and_language(merged):
    shown = merged.detail.beneath.texts()
    assert "Merged from 2" in shown
    assert "Des écoles du soir pour les enfants qui travaillent à Dakar" in shown
    assert any("Table 2 · Round 2" in t and "Dina Haddad" in t and "French" in t for t in shown)
    assert cell(merged, "m", "Merged") == "from 2"


def test_merged_away_ones_are_shown_on_request(merged, qtbot):
    assert "lessons" not in ids(merged)
    qtbot.mouseClick(merged.filters.merged, Qt.MouseButton.LeftButton)
    assert {"lessons", "cours", "m"} <= ids(merged)
    assert cell(merged, "cours", "Merged") == "into O-007"


def test_splitting_again_lets_the_originals_stand_and_undo_merges_them(merged, qtbot):
    qtbot.mouseClick(merged.detail.beneath.split, Qt.MouseButton.LeftButton)
    assert {"lessons", "cours"} <= ids(merged)
    assert "m" not in ids(merged)
    merged.bridge.undo()
    assert "m" in ids(merged)
    assert "lessons" not in ids(merged)


def test_from_an_original_one_goes_to_what_says_it_now(merged, qtbot):
    merged.detail.beneath.open_asked.emit("cours")
    assert merged.detail.item_id == "cours"
    qtbot.mouseClick(merged.detail.beneath.heir, Qt.MouseButton.LeftButton)
    assert merged.detail.item_id == "m"


def test_what_is_typed_is_saved_before_another_one_is_opened(merged):
    merged.detail.form.fields["lesson"].show_value("Start small")
    merged.detail.beneath.open_asked.emit("cours")
    assert merged.bridge.workshop.contributions["m"].lesson == "Start small"
    merged.detail.form.fields["title"].show_value("")
    merged.reveal("market")
    assert merged.bridge.refusals
    assert merged.detail.item_id == "cours"
    merged.detail._on_revert()


def test_the_state_of_the_review_is_kept_at_once(view, qtbot):
    view.reveal("lessons")
    chip = next(c for c in view.detail.checklist.review.chips if c.value == "approved")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert view.bridge.workshop.contributions["lessons"].review is Review.APPROVED
    assert cell(view, "lessons", "Review") == "Approved"
    view.bridge.undo()
    assert view.detail.checklist.review.value() == "new"


def test_the_checklist_says_what_is_lacking_and_the_filter_finds_it(view):
    view.reveal("market")
    assert view.detail.checklist.lacks.isVisible()
    assert "an owner" in cell(view, "market", "Lacks")
    assert "an owner" not in cell(view, "lessons", "Lacks")
    view.filters.lacks.show_value("owner")
    assert ids(view) == {"cours", "market", "bus"}
    view.filters.clear()
    view.filters.review.show_value("approved")
    assert ids(view) == set()


def test_a_text_whose_language_was_not_said_is_recognised(view, qtbot):
    view.bridge.do(
        record("feria", title="Una feria de oficios para los jóvenes del barrio",
               description="La municipalidad organiza una feria cada mes.", lang="")
    )  # fmt: skip
    view.reveal("feria")
    hint = view.detail.form.language
    qtbot.waitUntil(hint.isVisible, timeout=WAIT)
    assert hint.agree.text() == "Say it is Spanish"
    qtbot.mouseClick(hint.agree, Qt.MouseButton.LeftButton)
    assert view.bridge.workshop.contributions["feria"].lang == "es"
    assert not hint.isVisible()


def test_a_language_that_was_said_wrongly_is_doubted_and_a_right_one_is_not(view, qtbot):
    view.bridge.do(EditContribution(contribution_id="cours", changes={"lang": "en"}))
    view.reveal("cours")
    hint = view.detail.form.language
    qtbot.waitUntil(hint.isVisible, timeout=WAIT)
    assert hint.agree.text() == "Say it is French"
    view.reveal("lessons")
    qtbot.waitUntil(lambda: not hint.is_looking, timeout=WAIT)
    assert not hint.isVisible()


def test_the_translation_stands_beside_the_original(view):
    view.reveal("lessons")
    stops = view.detail.form.stops()
    fields = view.detail.form.fields
    order = [stops.index(fields[name]) for name in
             ("title", "title_translation", "description", "translation")]  # fmt: skip
    assert order == sorted(order)
    assert order[-1] - order[0] == 3


def test_what_became_of_it_is_said_where_it_is_read_and_goes_into_the_next_workshop(view):
    view.reveal("lessons")
    form = view.detail.form
    form.fields["organiser_status"].show_value("doing")
    form.fields["organiser_owner"].show_value("Dina Haddad")
    form.fields["organiser_note"].show_value("Signed in March")
    form._on_changed("organiser_note")
    assert view.detail.commit()
    workshop = view.bridge.workshop
    ids = iter(f"point-{n}" for n in range(99))
    points = {p.title: p for p in follow_up(workshop, lambda: next(ids)).open_points}
    point = points[workshop.contributions["lessons"].title]
    assert point.outcome == "Signed in March"
    assert point.next_step.owner == "Dina Haddad"
    assert point.next_step.status is StepStatus.DOING
    view.bridge.undo()
    assert form.fields["organiser_note"].value() == ""
