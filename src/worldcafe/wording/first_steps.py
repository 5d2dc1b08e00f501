"""The first steps, as somebody is told of them who runs a café for the first time."""

from worldcafe.domain.first_steps import FirstStep
from worldcafe.wording.marker import N_

STEPS: dict[FirstStep, tuple[str, str]] = {
    FirstStep.NAME: (
        N_("Give it a name"),
        N_("What the workshop is called, and when it begins. The rest can wait."),
    ),
    FirstStep.PEOPLE: (
        N_("Say who is coming"),
        N_("Paste a list from Excel, or type a few names. A name is enough."),
    ),
    FirstStep.TABLES: (
        N_("Put tables into the room"),
        N_("Four or five seats at each. Three tables are enough for a try."),
    ),
    FirstStep.QUESTION: (
        N_("Ask a question"),
        N_("One round will do: its question, and the minutes to talk about it."),
    ),
    FirstStep.SEATS: (
        N_("Give everybody a seat"),
        N_("One button; the plan stands in a few seconds."),
    ),
    FirstStep.START: (
        N_("Start the round"),
        N_("The clock runs, and a gong says when the time is up."),
    ),
}
"""What each is, and what it takes."""
