"""What is new in each version, in a few sentences for the people who use it.

`CHANGELOG.md` says everything, in English, for whoever wants to know; this says what is worth a
minute, in everybody's language. A version is not released without an entry here.
"""

from worldcafe.wording.marker import N_

NEWS: dict[str, tuple[str, ...]] = {
    "0.1.0": (
        N_(
            "Everybody gets a seat, meets as many others as can be, and the rules you set hold."
        ),
        N_(
            "Every idea is caught at its table: at the desk, from lists, or by phone without"
            " the internet."
        ),
        N_(
            "One Excel workbook says what was found, and comes back when somebody has edited"
            " it."
        ),
        N_(
            "Before the day, “Is everything all right?” and a rehearsal; after it, next steps"
            " for calendars and mails, and a follow-up workshop."
        ),
        N_(
            "Several desks share one workshop, tables stand in several rooms, and many"
            " workshops make one portfolio."
        ),
        N_("“Earlier states…” shows what was kept while you worked, and brings it back."),
        N_(
            "Help is on every page, first steps lead to a round that runs, and a manual tells"
            " the method."
        ),
        N_("The program speaks English, French, Spanish, Portuguese and Arabic."),
    ),
}
"""By version, the newest first."""
