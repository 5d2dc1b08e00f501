"""Pictures of the tablecloths belong to their conversation and are there once."""

import hashlib

import pytest

from small_cafe import AT, MINUTE, build, done
from worldcafe.document import Document
from worldcafe.domain.commands import (
    AddAttachments,
    ApplyTemplate,
    CaptionAttachment,
    RemoveAttachment,
    RemoveRound,
    RemoveTable,
)
from worldcafe.domain.model import Attachment
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.template import Template

CLOTH = b"the bytes of a picture"


def picture(id="p1", table_id="t1", round_id="r1", content=CLOTH):
    return Attachment(
        id=id, table_id=table_id, round_id=round_id, name="cloth.jpg",
        media_type="image/jpeg", width=40, height=30, size=len(content), added_at=AT,
        digest=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip


def add(*pictures):
    return AddAttachments(attachments=pictures)


def test_the_same_picture_is_kept_once_for_a_conversation(workshop):
    twice = done(workshop, add(picture("p1"), picture("p2")), add(picture("p3")))
    assert list(twice.attachments) == ["p2"]
    elsewhere = done(twice, add(picture("p4", round_id="r2")))
    assert len(elsewhere.attachments) == 2


def test_a_picture_is_added_when_it_is_added(workshop):
    assert (
        done(workshop, add(picture()), after=MINUTE).attachments["p1"].added_at == AT + MINUTE
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (add(picture("p2", table_id="nowhere")), "points_nowhere"),
        (add(picture("p2", round_id="never")), "points_nowhere"),
        (CaptionAttachment(attachment_id="p9", caption="?"), "picture_unknown"),
        (RemoveTable(table_id="t1"), "table_has_pictures"),
        (RemoveRound(round_id="r1"), "round_has_pictures"),
        (ApplyTemplate(template=Template(key="t", name="T")), "template_after_contributions"),
    ],
)
def test_what_would_lose_a_picture_is_refused(workshop, command, code):
    with pytest.raises(RuleBroken) as refused:
        done(workshop, add(picture()), command)
    assert refused.value.code == code


def test_a_caption_is_kept(workshop):
    told = done(
        workshop,
        add(picture()),
        CaptionAttachment(attachment_id="p1", caption="Drawn by everybody"),
    )
    assert told.attachments["p1"].caption == "Drawn by everybody"


def test_a_picture_taken_away_comes_back_whole(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(add(picture()), blobs={picture().digest: CLOTH})
        document.do(RemoveAttachment(attachment_id="p1"))
    with Document.open(path) as document:
        document.undo()
        assert document.blob(document.workshop.attachments["p1"].digest) == CLOTH
        assert document.blob("0" * 64) is None


def test_vectors_are_kept_by_encoder_and_leave_no_trace_in_history(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        before = document.seq
        document.keep_vectors("one", {"c1": ("a", b"\0\1"), "c2": ("b", b"\2")})
        document.keep_vectors("one", {"c1": ("c", b"\3")})
    with Document.open(path) as document:
        assert document.vectors("one") == {"c1": ("c", b"\3"), "c2": ("b", b"\2")}
        assert document.vectors("two") == {}
        assert document.seq == before
