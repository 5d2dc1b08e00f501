"""What the synthesis will hold, and what is missing before it is good."""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain import harvest
from worldcafe.domain.completeness import Shortfall, shortfalls
from worldcafe.domain.matching import kept_matches
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, what it is for, and how many rows it has."""

    key: str
    """As in `wording.optional_sheets`; empty where it cannot be left out."""
    name: str
    purpose: str
    n_rows: int | None = None


def sheets(workshop: Workshop, words: Words) -> list[Sheet]:
    """The sheets in their order, named in the language of the workbook."""
    kinds = harvest.count_kinds(workshop.standing)
    others = kinds[Kind.IDEA] + kinds[Kind.QUESTION] + kinds[Kind.CONCERN]
    insights = sum(bool(each.key_insight) for each in workshop.conversations.values())
    n_steps = len(harvest.next_steps(workshop))
    n_partners = len(harvest.partner_lines(workshop))
    found = (
        Sheet("", words("Summary"), words("the day in figures, on one page")),
        Sheet("", words("Opportunities"), words("one row each, with every field"),
              kinds[Kind.OPPORTUNITY]),
        Sheet("", words("Experiences"), words("practices that others can learn from"),
              kinds[Kind.EXPERIENCE]),
        Sheet("", words("Commitments"), words("what people said they will do"),
              kinds[Kind.COMMITMENT]),
        Sheet("", words("Other contributions"), words("ideas, questions, concerns"), others),
        Sheet("next_steps", words("Next steps"), words("who does what, by owner and date"),
              n_steps),
        Sheet("priorities", words("Priorities"),
              words("dots, impact × feasibility, and the picture")),
        Sheet("by_theme", words("By theme"), words("how many on each subject")),
        Sheet("by_modality", words("By modality"), words("how partners would cooperate")),
        Sheet("countries", words("Countries"), words("who would cooperate with whom")),
        Sheet("by_table", words("By table and round"), words("where contributions come from")),
        Sheet("insights", words("Key insights"), words("one line from each conversation"),
              insights),
        *_if_any("clusters", words("Clusters"), words("what belongs together"),
                 len(workshop.clusters)),
        *_if_any("offers_and_needs", words("Offers and needs"),
                 words("who may answer whose need, as it was kept"),
                 len(kept_matches(workshop))),
        Sheet("partners", words("Partners"), words("every body named, and its part"),
              n_partners),
        Sheet("participants", words("Participants"), words("who was there, and their routes"),
              len(workshop.participants)),
        *_if_any("originals", words("Merged originals"),
                 words("the first words of what was merged"),
                 sum(map(len, workshop.originals.values()))),
        *_if_any("follow_up", words("Follow-up"), words("what earlier workshops left open"),
                 len(workshop.open_points)),
        *_if_any("pictures", words("Pictures"), words("photographs of the tables"),
                 len(workshop.attachments)),
        Sheet("guide", words("How to read this"),
              words("what the sheets hold, and the way back")),
        Sheet("", words("Code lists"), words("the words to choose from")),
    )  # fmt: skip
    return list(found)


def _if_any(key: str, name: str, purpose: str, n_rows: int) -> Iterator[Sheet]:
    """A sheet that is there only when it holds something."""
    if n_rows:
        yield Sheet(key, name, purpose, n_rows)


def missing(workshop: Workshop, words: Words) -> Iterator[str]:
    """What is missing before the synthesis is good, a sentence each."""
    n_conversations = len(workshop.tables) * len(workshop.rounds)
    for shortfall, n in shortfalls(workshop).items():
        yield _missing(shortfall, n, n_conversations, words)


def _missing(shortfall: Shortfall, n: int, of: int, words: Words) -> str:
    """The sentence for what conversations lack; `of` so many."""
    match shortfall:
        case Shortfall.NOT_RECORDED:
            return words.plural(
                "{n} conversation holds text that is not recorded yet.",
                "{n} conversations hold text that is not recorded yet.",
                n,
            )
        case Shortfall.NOTHING_WRITTEN:
            return words.plural(
                "{n} conversation of {all} left nothing in writing.",
                "{n} conversations of {all} left nothing in writing.",
                n,
                all=of,
            )
        case Shortfall.NOT_HANDED_IN:
            return words.plural(
                "{n} conversation is not handed in yet.",
                "{n} conversations are not handed in yet.",
                n,
            )
        case Shortfall.NO_KEY_INSIGHT:
            return words.plural(
                "{n} conversation was handed in without a key insight.",
                "{n} conversations were handed in without a key insight.",
                n,
            )
    return _missing_in_contributions(shortfall, n, words)


def _missing_in_contributions(shortfall: Shortfall, n: int, words: Words) -> str:
    match shortfall:
        case Shortfall.NO_NEXT_STEP:
            return words.plural(
                "{n} opportunity has no next step.",
                "{n} opportunities have no next step.",
                n,
            )
        case Shortfall.NO_OWNER:
            return words.plural(
                "{n} next step belongs to nobody.",
                "{n} next steps belong to nobody.",
                n,
            )
        case Shortfall.NO_DATE:
            return words.plural(
                "{n} next step has no date.",
                "{n} next steps have no date.",
                n,
            )
        case Shortfall.FEW_PARTNERS:
            return words.plural(
                "{n} opportunity names fewer than two partners.",
                "{n} opportunities name fewer than two partners.",
                n,
            )
        case Shortfall.NO_MODALITY:
            return words.plural(
                "{n} opportunity has no modality.",
                "{n} opportunities have no modality.",
                n,
            )
        case Shortfall.NO_THEME:
            return words.plural(
                "{n} contribution has no theme.",
                "{n} contributions have no theme.",
                n,
            )
    raise KeyError(shortfall)
