"""How far the notes of a conversation are, in words."""

from worldcafe.domain.workshop import Place, Workshop
from worldcafe.wording.words import Words


def conversation_told(workshop: Workshop, place: Place, words: Words) -> str:
    """Everything about a conversation's notes, a line each."""
    state, n = workshop.hand_in(*place), len(workshop.contributions_of(*place))
    insight = workshop.conversation(*place).key_insight
    scribe = workshop.participants.get(workshop.note_taker_of(*place) or "")
    lines = [
        words(
            "Table {table}, round {round}: {state}",
            table=workshop.tables[place[0]].number,
            round=workshop.rounds[place[1]].number,
            state=words.label(state),
        ),
        words.plural("{n} contribution", "{n} contributions", n),
    ]
    if scribe:
        lines.append(words("Note-taker: {name}", name=scribe.name))
    if insight:
        lines.append(words("“{insight}”", insight=insight))
    return "\n".join(lines)
