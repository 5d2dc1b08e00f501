"""What the fields of a contribution are called, and the word of help beside each: once.

By the path of the field: `demand`, `next_step.owner`, and for a part of one of several
`partners.city`. Wherever a field is shown, it is shown under these words.
"""

from dataclasses import dataclass

from worldcafe.domain.fields import Group
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words


@dataclass(frozen=True, slots=True)
class Caption:
    """The English words about a field."""

    name: str
    help: str = ""
    """What helps whoever fills it in."""
    each: str = ""
    """What one of several is called, with its number."""
    rest: str = ""
    """What those of several are called that have no room of their own."""
    former: tuple[str, ...] = ()
    """What it was called: sheets and workbooks that were handed out then are still read."""


CAPTIONS = {
    "id": Caption(N_("Identifier")),
    "table_id": Caption(N_("Table")),
    "round_id": Caption(N_("Round"), N_("The number of the round.")),
    "kind": Caption(
        N_("Kind"), N_("What it is. An opportunity is something to do together.")
    ),
    "lang": Caption(N_("Language")),
    "title": Caption(N_("Title"), N_("The idea in one line, as you tell it")),
    "description": Caption(
        N_("Description"), N_("Two or three sentences: what, where, why"),
        former=(N_("What"), N_("In their own words")),
    ),
    "modality": Caption(N_("Modality")),
    "themes": Caption(N_("Themes")),
    "partners": Caption(N_("Partners and their roles"), each=N_("Partner {n}"),
                        rest=N_("More partners")),
    "partners.name": Caption(N_("Name"), N_("Organisation or city")),
    "partners.city": Caption(N_("City")),
    "partners.country": Caption(N_("Country")),
    "partners.role": Caption(N_("Role")),
    "partners.type": Caption(N_("Type")),
    "place": Caption(N_("Place"), N_("Where this is practised")),
    "lesson": Caption(N_("Lesson learned"), N_("What others should know before they try")),
    "next_step": Caption(N_("Next step")),
    "next_step.text": Caption(N_("Next step"), N_("What happens first after today?")),
    "next_step.owner": Caption(
        N_("Owner"), N_("Who does it?"), former=(N_("Who does it"),)
    ),
    "next_step.due": Caption(N_("Due"), former=(N_("By when"),)),
    "next_step.type": Caption(N_("Type of next step"), former=(N_("Kind of next step"),)),
    "next_step.status": Caption(N_("Status"), former=(N_("Status of next step"),)),
    "builds_on_id": Caption(N_("Builds on")),
    "activities": Caption(N_("Activities")),
    "demand": Caption(
        N_("Demand: who asked, for what"), N_("Who asks, and for what"),
        former=(N_("Who asks, for what"),),
    ),
    "demand_confirmed": Caption(
        N_("Demand confirmed"), N_("Confirmed by the beneficiary"),
        former=(N_("Request confirmed"),),
    ),
    "experience_offered": Caption(N_("Experience offered")),
    "resources": Caption(N_("Resources offered and needed"), each=N_("Resource {n}")),
    "resources.offered": Caption(N_("Resources offered")),
    "resources.needed": Caption(N_("Resources needed")),
    "resources.kind": Caption(N_("Kind"), former=(N_("Resource {n}: what"),)),
    "resources.direction": Caption(N_("Offered or needed")),
    "resources.by": Caption(N_("By whom")),
    "resources.amount": Caption(N_("How much")),
    "scope": Caption(N_("Scope")),
    "maturity": Caption(N_("Maturity")),
    "status": Caption(N_("State of the cooperation")),
    "period": Caption(N_("Period")),
    "period.start": Caption(N_("Beginning"), N_("From: day, month or year")),
    "period.end": Caption(N_("End"), N_("Until: day, month or year")),
    "agreement": Caption(N_("Agreement")),
    "agreement.frame": Caption(N_("Kind of agreement")),
    "agreement.date": Caption(
        N_("Date of the agreement"), N_("Signed: day, month or year")
    ),
    "programme": Caption(N_("Programme"), N_("The programme or plan it belongs to")),
    "amount": Caption(N_("Sum")),
    "amount.value": Caption(N_("Amount")),
    "amount.currency": Caption(N_("Currency")),
    "amount.kind": Caption(N_("Kind of amount")),
    "source": Caption(
        N_("Source or link"), N_("Web address or publication it was taken from")
    ),
    "impact": Caption(N_("Impact (1–5)")),
    "feasibility": Caption(N_("Feasibility (1–5)")),
    "expected_result": Caption(N_("Expected result")),
    "beneficiaries": Caption(N_("Who benefits")),
    "adaptation": Caption(
        N_("Adaptation to the other context"),
        N_("What is alike in the other place, what must change"),
        former=(N_("What must be adapted"),),
    ),
    "enabling_factors": Caption(N_("Enabling factors"), former=(N_("What helps"),)),
    "obstacles": Caption(N_("Obstacles")),
    "quality_checks": Caption(N_("Quality checks")),
    "pillars": Caption(N_("Decent work pillars")),
    "sdg_goals": Caption(N_("SDG goals")),
    "sdg_targets": Caption(N_("SDG targets")),
    "contacts": Caption(N_("Contacts"), each=N_("Contact {n}")),
    "contacts.name": Caption(N_("Name")),
    "contacts.organisation": Caption(N_("Organisation")),
    "contacts.email": Caption(N_("E-mail")),
    "contacts.consent": Caption(N_("Agrees to be named")),
    "title_translation": Caption(N_("Title, translated")),
    "translation": Caption(N_("Translation")),
    "translation_lang": Caption(
        N_("Translated into"), former=(N_("Language of the translation"),)
    ),
    "author_id": Caption(N_("Note-taker"), former=(N_("Written by"),)),
    "organiser_status": Caption(N_("Follow-up")),
    "organiser_owner": Caption(N_("Followed up by")),
    "organiser_note": Caption(N_("Organiser’s note")),
    "review": Caption(N_("Review")),
}  # fmt: skip


GROUPS = {
    Group.SUBSTANCE: N_("Demand, offer and result"),
    Group.JUDGEMENT: N_("Reach, maturity and rating"),
    Group.RUNNING: N_("What runs already: period, agreement, money, source"),
    Group.GOALS: N_("Decent work and development goals"),
    Group.PEOPLE: N_("Contacts, translation, author"),
    Group.AFTERWARDS: N_("What became of it"),
}
"""What fields that are asked for together are called."""


def caption(path: str, words: Words) -> str:
    """What a field, or a part of one, is called."""
    return words(CAPTIONS[path].name)


def hint(path: str, words: Words) -> str:
    """The word of help that stands in a field while it is empty; none where there is none."""
    return words(CAPTIONS[path].help)


def numbered(path: str, n: int, words: Words) -> str:
    """A part of the n-th of several, or the n-th itself: `Partner 2: city`, `Partner 2`."""
    whole, _, part = path.partition(".")
    each = words(CAPTIONS[whole].each, n=n)
    if not part:
        return each
    name = caption(path, words)
    return words("{whole}: {part}", whole=each, part=name[:1].lower() + name[1:])


def former(path: str, words: Words, **gaps: object) -> tuple[str, ...]:
    """What a field was called in earlier versions of the program."""
    return tuple(words(each, **gaps) for each in CAPTIONS[path].former)
