"""What texts give away of people, and where, in words."""

from collections import Counter
from collections.abc import Iterable

from worldcafe.domain import harvest
from worldcafe.domain.mentions import Given, Mention
from worldcafe.domain.model import Attachment, Conversation, Entity, OpenPoint, Round, Theme
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.captions import CAPTIONS, caption
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

_OTHERS = {
    "extras": N_("Your own columns"),
    "key_insight": N_("Key insight"),
    "outcome": N_("What became of it"),
    "question": N_("Question"),
    "caption": N_("Caption"),
    "name": N_("Name"),
    "organisers": N_("Organisers"),
    "position": N_("Position"),
    "organisation": N_("Organisation"),
}
"""What texts are called that are no field of a contribution, by the beginning of their path."""


def place(mention: Mention, workshop: Workshop, words: Words) -> str:
    """Where a mention stands: `O-003 · Title`."""
    entity = workshop.find(mention.kind, mention.id)
    where = _entity(entity, workshop, words) if entity else ""
    return words.line([where, _field(mention.field, words)])


def _field(path: str, words: Words) -> str:
    """What a text is called, by its path or by the path's beginning; empty for none known."""
    beginning = path.partition(".")[0]
    known = next((each for each in (path, beginning) if each in CAPTIONS), None)
    return caption(known, words) if known else words(_OTHERS.get(beginning, ""))


def _entity(entity: Entity, workshop: Workshop, words: Words) -> str:
    match entity:
        case Conversation() | Attachment():
            table, round_ = workshop.tables[entity.table_id], workshop.rounds[entity.round_id]
            return words(
                "Table {table}, round {round}", table=table.number, round=round_.number
            )
        case OpenPoint():
            return entity.reference
        case Theme():
            return words("Theme")
        case Round():
            return words("Round {n}", n=entity.number)
    if entity.id in workshop.contributions:
        return harvest.references(workshop)[entity.id]
    return words(_ENTITIES.get(entity.kind_name, N_("The workshop")))


_ENTITIES = {"participant": N_("Participants"), "cluster": N_("Cluster")}


def given_away(found: Iterable[Mention], words: Words) -> str:
    """How much is given away: `3 names, 1 e-mail address`."""
    counted = Counter(each.given for each in found)
    n_names, n_emails = counted[Given.NAME], counted[Given.EMAIL]
    n_numbers = counted[Given.TELEPHONE]
    told = (
        words.plural("{n} name", "{n} names", n_names) if n_names else "",
        words.plural("{n} e-mail address", "{n} e-mail addresses", n_emails)
        if n_emails
        else "",
        words.plural("{n} telephone number", "{n} telephone numbers", n_numbers)
        if n_numbers
        else "",
    )
    return words.row(told)
