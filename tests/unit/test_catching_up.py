"""A document on a store that others write to as well."""

import pytest

from memory_store import MemoryStore, SharedWorkshop
from small_cafe import Watch, build, opportunity, record
from worldcafe.document import Document
from worldcafe.document.store import Commit, MovedOn
from worldcafe.domain import harvest
from worldcafe.domain.commands import DescribeConversation, EditContribution, SaveDraft
from worldcafe.domain.refusal import RuleBroken


@pytest.fixture
def shared():
    return SharedWorkshop()


@pytest.fixture
def desks(shared):
    """Two desks; the second has not looked since the café was built."""
    one = Document(MemoryStore(shared), writer="desk-1", now=Watch())
    build(one)
    two = Document(MemoryStore(shared), writer="desk-2", now=Watch())
    return one, two


def edit(said="c1", **changes):
    return EditContribution(contribution_id=said, changes=changes)


def test_who_was_slower_catches_up_and_plans_anew(desks, shared):
    one, two = desks
    told = []
    two.subscribe(told.append)
    one.do(record("c1"))
    two.do(record("c2"))
    assert shared.n_refused == 1
    assert [(change.writer, change.origin) for change in told] == [
        ("desk-1", "desk-1"), ("desk-2", "desk"),
    ]  # fmt: skip
    assert one.catch_up()
    assert one.workshop == two.workshop
    assert harvest.references(one.workshop) == {"c1": "O-001", "c2": "O-002"}
    assert not one.catch_up()


def test_an_echo_of_a_page_on_another_desk_is_no_echo_of_ours(desks):
    one, two = desks
    told = []
    two.subscribe(told.append)
    one.do(record("c1"), origin="desk.capture")
    one.do(record("c2"), origin="phone", writer="phone-7")
    two.catch_up()
    assert [change.origin for change in told] == ["desk-1", "phone"]
    assert [change.seq for change in told] == [one.seq - 1, one.seq]


def test_what_is_refused_on_old_news_is_looked_at_again(desks):
    one, two = desks
    one.do(record("c1"))
    two.do(edit(title="New"))
    assert two.workshop.contributions["c1"].title == "New"
    one.do(edit(title="Old"))
    two.do(edit(title="New"))
    assert two.workshop.contributions["c1"].title == "New"


def test_a_rule_holds_on_the_newest_news(desks):
    one, two = desks
    one.do(record("c1"))
    with pytest.raises(RuleBroken, match="already_recorded"):
        two.do(record("c1"))
    assert two.workshop == one.workshop


def test_undo_is_each_desks_own(desks):
    one, two = desks
    one.do(record("c1"))
    two.do(edit(title="Of two"))
    one.do(edit(description="Of one"))
    two.undo()
    one.catch_up()
    said = one.workshop.contributions["c1"]
    assert (said.title, said.description) == ("Twin the two cities", "Of one")
    assert (one.next_undo, one.next_redo) == ("EditContribution", None)
    assert (two.next_undo, two.next_redo) == (None, "EditContribution")
    again = Document(MemoryStore(one._store.shared), writer="desk-2", now=Watch())
    assert (again.next_undo, again.next_redo) == (None, "EditContribution")


def test_a_draft_is_heard_of_and_touches_no_other(desks):
    one, two = desks
    draft = SaveDraft(table_id="t1", round_id="r1", content="{}")
    one.do(draft)
    two.do(draft)
    two.do(record("c1"))
    one.catch_up()
    assert {each.writer for each in one.workshop.drafts.values()} == {"desk-1"}
    assert one.workshop == two.workshop


def test_a_listener_that_writes_while_catching_up_hears_everything_once(desks):
    one, two = desks
    for n in range(3):
        one.do(record(f"c{n}"))
    told = []

    def listen(change):
        told.append(change.seq)
        if len(told) == 1:
            two.do(DescribeConversation(table_id="t1", round_id="r1", key_insight="Yes"))

    two.subscribe(listen)
    two.catch_up()
    assert sorted(told) == list(range(one.seq - 2, one.seq + 2))
    assert len(set(told)) == len(told)
    one.catch_up()
    assert one.workshop == two.workshop


def test_when_others_are_always_quicker_nothing_is_done(desks, monkeypatch):
    _one, two = desks

    def quicker(*_):
        raise MovedOn

    monkeypatch.setattr(two._store, "commit", quicker)
    before = two.workshop
    with pytest.raises(RuleBroken, match="others_are_quicker"):
        two.do(record("c1"))
    assert two.workshop == before


def test_a_file_that_somebody_else_wrote_to_is_not_built_upon(document):
    """The file's own store keeps to the protocol, though nobody should ever come so far."""
    entry = document._store.entries()[-1]
    with pytest.raises(MovedOn):
        document._store.commit([Commit(entry, ())], document.seq - 1)
    assert document._store.entries()[-1] == entry


def test_two_copies_that_gave_out_one_number_keep_both_traceable(desks):
    from small_cafe import MINUTE, done, small_workshop
    from worldcafe.domain.commands import ImportContributions

    here = done(small_workshop(), record("b"), record("c", kind="experience"))
    there = done(small_workshop(), record("a"), after=MINUTE)
    (theirs,) = there.contributions.values()
    (ours,) = (here.contributions["b"],)
    both = done(here, ImportContributions(contributions=(theirs,)), record("d"))
    assert harvest.references(both) == {
        "b": "O-001a", "a": "O-001b", "c": "E-002", "d": "O-003",
    }  # fmt: skip
    other_way = done(there, ImportContributions(contributions=(ours,)))
    assert harvest.references(other_way) == {"b": "O-001a", "a": "O-001b"}


def test_numbers_brought_along_are_given_to_nobody_beside_them(workshop):
    from small_cafe import done
    from worldcafe.domain.commands import ImportContributions

    brought = (opportunity("a"), opportunity("b", number=1), opportunity("c"))
    said = done(workshop, ImportContributions(contributions=brought)).contributions
    assert {each.id: each.number for each in said.values()} == {"a": 2, "b": 1, "c": 3}
