"""Pictures of the tablecloths. Their bytes go to the file beside the command."""

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Attachment, Line
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop


class AddAttachments(Command):
    """Add pictures to conversations; one that is there already is not added twice."""

    attachments: tuple[Attachment, ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        known = {_place(each) for each in workshop.attachments.values()}
        fresh = {
            _place(each): each
            for each in self.attachments
            if _place(each) not in known and each.id not in workshop.attachments
        }
        return put(workshop, *(each.but(added_at=stamp.at) for each in fresh.values()))


class CaptionAttachment(Command):
    """Say what a picture shows."""

    attachment_id: str
    caption: Line

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        picture = workshop.attachments.get(self.attachment_id)
        if picture is None:
            refuse("picture_unknown")
        return put(workshop, picture.but(caption=self.caption))


class RemoveAttachment(Command):
    """Take a picture away. Its bytes stay in the file, so that undo brings it back."""

    attachment_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        picture = workshop.attachments.get(self.attachment_id)
        return remove([picture] if picture else [])


def _place(attachment: Attachment) -> tuple[str, str, str]:
    return (attachment.table_id, attachment.round_id, attachment.digest)
