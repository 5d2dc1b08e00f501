"""What texts give away of people, and where, in words."""

from collections import Counter
from collections.abc import Iterable

from worldcafe.domain import harvest
from worldcafe.domain.mentions import Given, Mention
from worldcafe.domain.model import Attachment, Conversation, Entity, OpenPoint, Round, Theme
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

_FIELDS = {
    "title": N_("Title"),
    "title_translation": N_("Title, translated"),
    "description": N_("In their own words"),
    "translation": N_("Translation"),
    "demand": N_("Demand: who asked, for what"),
    "experience_offered": N_("Experience offered"),
    "lesson": N_("Lesson learned"),
    "expected_result": N_("Expected result"),
    "beneficiaries": N_("Who benefits"),
    "adaptation": N_("Adaptation to the other context"),
    "enabling_factors": N_("Enabling factors"),
    "obstacles": N_("Obstacles"),
    "organiser_note": N_("Organiser’s note"),
    "organiser_owner": N_("Followed up by"),
    "next_step.text": N_("Next step"),
    "next_step.owner": N_("Owner"),
    "partners": N_("Partners"),
    "resources": N_("Resources"),
    "contacts": N_("Contacts"),
    "extras": N_("Your own columns"),
    "themes": N_("Themes"),
    "key_insight": N_("Key insight"),
    "outcome": N_("What became of it"),
    "question": N_("Question"),
    "caption": N_("Caption"),
    "name": N_("Name"),
    "organisers": N_("Organisers"),
    "position": N_("Position"),
    "organisation": N_("Organisation"),
}
"""What the texts are called that a mention may stand in, by path or by its beginning."""


def place(mention: Mention, workshop: Workshop, words: Words) -> str:
    """Where a mention stands: `O-003 · Title`."""
    entity = workshop.find(mention.kind, mention.id)
    name = _FIELDS.get(mention.field) or _FIELDS.get(mention.field.partition(".")[0])
    where = _entity(entity, workshop, words) if entity else ""
    return " · ".join(filter(None, [where, words(name) if name else ""]))


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
