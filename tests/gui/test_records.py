"""A table of records shows what passes, in order, whatever happens to them."""

import random

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Cluster
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy
from worldcafe.ui.tables.view import RecordsView

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
NAMES = ("Ana", "Émile", "ebo", "Zoé", "ana", "Bruno")


def passes(record):
    return record.theme != "hidden"


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_rows_are_those_that_pass_in_the_order_of_the_column(qapp, order):
    chance = random.Random(order.value)
    model = RecordsModel([Column("Name", lambda each: each.name)], lambda command: None)
    proxy = SearchProxy(model)
    tester = QAbstractItemModelTester(proxy, FATAL)
    proxy.filter(passes)
    truth = {}
    for number in range(300):
        known = list(truth)
        match chance.choice(("new", "new", "edit", "edit", "drop", "sort", "unsort", "ready")):
            case "edit" if known:
                record = truth[chance.choice(known)]
                theme = chance.choice(("", "hidden"))
                changed = record.but(name=chance.choice(NAMES), theme=theme)
                truth[record.id] = changed
                model.replace(changed)
            case "drop" if known:
                gone = chance.choice(known)
                del truth[gone]
                model.drop(gone)
            case "sort":
                proxy.sort(0, order)
            case "ready":
                model.make_ready(range(chance.randint(0, len(known))))
            case "unsort":
                proxy.sort(-1)
            case _:
                record = Cluster(id=str(number), name=chance.choice(NAMES))
                truth[record.id] = record
                model.replace(record)
        shown = [proxy.record(proxy.index(row, 0)) for row in range(proxy.rowCount())]
        expected = [record for record in truth.values() if passes(record)]
        if proxy._by == 0:
            backwards = order == Qt.SortOrder.DescendingOrder
            expected.sort(key=lambda each: fold(each.name), reverse=backwards)
        assert shown == expected
        for row, record in enumerate(shown):
            place = proxy.mapFromSource(model.index(model.row_of(record.id), 0))
            assert place.row() == row
    del tester


def test_what_was_chosen_stays_chosen_when_rows_are_sorted(qapp):
    model = RecordsModel([Column("Name", lambda each: each.name)], lambda command: None)
    proxy = SearchProxy(model)
    model.show([Cluster(id=name, name=name) for name in ("c", "a", "b")])
    chosen = QPersistentModelIndex(proxy.index(0, 0))
    proxy.sort(0)
    assert (chosen.row(), chosen.data()) == (2, "c")
    proxy.filter(lambda record: record.name != "c")
    assert not chosen.isValid()


def test_what_was_made_ready_is_not_worked_out_when_somebody_sorts_or_searches(qapp):
    asked = []
    model = RecordsModel([Column("Name", lambda each: asked.append(each.id) or each.name)])
    proxy = SearchProxy(model)
    model.show([Cluster(id=name, name=name) for name in "cab"])
    model.make_ready(range(2))
    model.make_ready(range(2, 3))
    asked.clear()
    proxy.sort(0)
    proxy.search("b")
    assert (asked, proxy.rowCount()) == ([], 1)


def test_a_column_is_never_narrower_than_its_heading(qapp):
    headings = ("Contribuciones que lo nombran", "Ref.")
    model = RecordsModel(
        [Column(each, lambda record: record.name, width=40) for each in headings]
    )
    view = RecordsView(model, "Socios")
    letters = view.horizontalHeader().fontMetrics()
    for number, heading in enumerate(headings):
        assert view.columnWidth(number) > letters.horizontalAdvance(heading)
    assert view.columnWidth(1) >= 40


@pytest.mark.parametrize(
    ("text", "towards"),
    [
        ("Cooperación entre ciudades", Qt.LayoutDirection.LeftToRight),
        ("التعاون بين المدن", Qt.LayoutDirection.RightToLeft),
    ],
)
def test_a_mirrored_table_cuts_a_text_at_the_text_s_own_end(qapp, text, towards):
    model = RecordsModel([Column("Name", lambda each: each.name)], lambda command: None)
    model.replace(Cluster(id="1", name=text))
    model.make_ready(range(1))
    table = RecordsView(model, "Clusters")
    option = QStyleOptionViewItem()
    option.direction = Qt.LayoutDirection.RightToLeft
    table.itemDelegate().initStyleOption(option, model.index(0, 0))
    assert (option.text, option.direction) == (text, towards)
    assert option.displayAlignment & Qt.AlignmentFlag.AlignRight  # where the table begins
    assert option.displayAlignment & Qt.AlignmentFlag.AlignAbsolute
