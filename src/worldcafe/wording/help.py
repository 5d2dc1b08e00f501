"""Help: for each page what it is for, from what one has in hand; and what goes beside pages."""

from collections.abc import Mapping

from worldcafe.wording.chapter import Chapter, Passage
from worldcafe.wording.deeds import STAGE_NAMES
from worldcafe.wording.marker import N_
from worldcafe.wording.method import METHOD

CHAPTERS: Mapping[str, Chapter] = {
    "start": Chapter(
        N_("Begin"),
        N_(
            "Everything about one workshop is in one file. Here you begin one, or go on with"
            " one."
        ),
        (
            Passage(
                N_("You have a date and a room"),
                (
                    N_(
                        "Choose the template that comes closest. It brings tables, rounds and"
                        " a timetable that fit together; all of it can be changed afterwards."
                    ),
                ),
            ),
            Passage(
                N_("You only want to look"),
                (
                    N_(
                        "Open the Turin example: eighty invented people, sixteen tables, four"
                        " rounds, and what was written at each. There is nothing in it that"
                        " you could spoil."
                    ),
                ),
            ),
            Passage(
                N_("You have held a workshop before"),
                (
                    N_(
                        "A follow-up workshop begins with the next steps that were left open,"
                        " and asks what has become of them."
                    ),
                ),
            ),
            Passage(
                N_("Nothing has to be saved"),
                (
                    N_(
                        "What you do is in the file as soon as it is done, even if the"
                        " battery dies in that moment. “Save a copy…” in the menu makes a"
                        " second file for a colleague or for a safe place."
                    ),
                ),
            ),
        ),
    ),
    "method": METHOD,
    "prepare": Chapter(
        STAGE_NAMES["prepare"],
        N_(
            "What the day is about and how it runs: the event, its themes, the room and the"
            " rounds."
        ),
        (
            Passage(
                N_("In a hurry"),
                (
                    N_(
                        "Three things are enough to begin: a title, some tables, and one"
                        " round with its question. Themes, hosts and a second language can"
                        " wait."
                    ),
                ),
            ),
            Passage(
                N_("A question that opens"),
                (
                    N_(
                        "Ask what nobody in the room can answer alone, in words that can be"
                        " read aloud in one breath. Let each round go further than the one"
                        " before: what works here, what we could do together, what comes"
                        " first."
                    ),
                ),
            ),
            Passage(
                N_("Time that holds"),
                (
                    N_(
                        "Moving is planned apart from talking: give fifty people two or three"
                        " minutes for it. The bar at the foot says when the day ends, and the"
                        " time of the harvest is kept whatever happens before it."
                    ),
                ),
            ),
            Passage(
                N_("Several tables for one theme"),
                (
                    N_(
                        "A theme may have as many tables as it has people. Nobody then comes"
                        " back to a theme while there is another one left to discover."
                    ),
                ),
            ),
        ),
    ),
    "people": Chapter(
        STAGE_NAMES["people"],
        N_(
            "Everybody you expect. A list from Excel is enough; whoever comes without being"
            " on it gets a seat in Live."
        ),
        (
            Passage(
                N_("You have a list"),
                (
                    N_(
                        "Drop the file here, or copy its cells with their headings and paste"
                        " them. Before anything is taken over you see what each column was"
                        " taken for, and the rows that deserve a second look."
                    ),
                ),
            ),
            Passage(
                N_("You have no list"),
                (N_("Type the people in. A name is enough for a seat."),),
            ),
            Passage(
                N_("What the other columns are good for"),
                (
                    N_(
                        "The organisation keeps colleagues apart, the region mixes the room,"
                        " the languages see to it that everybody can follow their table. Mark"
                        " those whom you have briefed as hosts: they stay at their tables."
                    ),
                ),
            ),
            Passage(
                N_("They are people, not rows"),
                (
                    N_(
                        "The list stays on this computer. Whoever asks for it can be"
                        " forgotten everywhere, in history and in kept copies as well."
                    ),
                ),
            ),
        ),
    ),
    "rotation": Chapter(
        STAGE_NAMES["rotation"],
        N_("A seat for everybody in every round, so that each meets as many others as can be."),
        (
            Passage(
                N_("In a hurry"),
                (
                    N_(
                        "Press the main button. Seconds later everybody has a seat, and the"
                        " side says in plain words how good the plan is and what is worth a"
                        " look. Then print the badges: each one tells its owner where to go."
                    ),
                ),
            ),
            Passage(
                N_("You want it otherwise"),
                (
                    N_(
                        "Rules are for all: whether hosts stay, colleagues sit apart, a table"
                        " shares a language. Wishes are for single people: together, apart, or"
                        " at a certain table. A person you have moved and pinned stays there"
                        " when you plan again."
                    ),
                ),
            ),
            Passage(
                N_("The day has begun and people are missing"),
                (
                    N_(
                        "Plan again for the rounds still to come. The past stays as it was,"
                        " and as few people as possible get another seat than the one on their"
                        " badge."
                    ),
                ),
            ),
        ),
    ),
    "live": Chapter(
        STAGE_NAMES["live"],
        N_("The running day: one clock, who sits where, and which tables have handed in."),
        (
            Passage(
                N_("The next minute"),
                (
                    N_(
                        "The large button begins, pauses and goes on. When the time is up the"
                        " gong sounds, but the clock only says how far you are over: the next"
                        " part begins when you say so."
                    ),
                ),
            ),
            Passage(
                N_("You are late"),
                (
                    N_(
                        "You see at once when the day would end, and can shorten the rounds"
                        " to come in one step. The harvest is left alone."
                    ),
                ),
            ),
            Passage(
                N_("Several rooms"),
                (
                    N_(
                        "Where tables stand in several rooms, choose which of them this desk"
                        " and its projector show. A room that begins late can go by its own"
                        " clock: its desk begins, pauses and ends its rounds, and the others"
                        " notice nothing."
                    ),
                ),
            ),
            Passage(
                N_("Somebody is missing, or new"),
                (
                    N_(
                        "Presence takes who has come, who will not come, and whoever comes"
                        " without notice. Where that leaves a gap, a remedy is proposed; it is"
                        " done when you agree."
                    ),
                ),
            ),
            Passage(
                N_("Before people leave their table"),
                (
                    N_(
                        "The hand-in board has a box for each table and round. An empty one"
                        " can still be asked for now; tomorrow nobody will remember."
                    ),
                ),
            ),
        ),
    ),
    "capture": Chapter(
        STAGE_NAMES["capture"],
        N_("What a table says is written down here, in under a minute and in its own words."),
        (
            Passage(
                N_("While they talk"),
                (
                    N_(
                        "A title is enough, as you would tell it to a colleague. Better"
                        " still: who with whom, and what happens first after today. All the"
                        " rest can be completed by the organiser."
                    ),
                ),
            ),
            Passage(
                N_("Which kind it is"),
                (
                    N_(
                        "An opportunity is what several could do together. An experience is"
                        " what somebody has done and others could use. A commitment is what"
                        " somebody said they would do. In doubt take “idea”; it can be changed"
                        " later."
                    ),
                ),
            ),
            Passage(
                N_("In the language of the table"),
                (
                    N_(
                        "Write as it was said. The original stays, and a translation can"
                        " stand beside it."
                    ),
                ),
            ),
            Passage(
                N_("At the end of the round"),
                (
                    N_(
                        "Ask the table for the one sentence it would tell the whole room."
                        " That is its key insight; write it at the side, and hand in."
                    ),
                ),
            ),
            Passage(
                N_("More hands than yours"),
                (
                    N_(
                        "Note-takers can write on a phone at their table, or on note sheets"
                        " in Excel or on paper. Everything meets here."
                    ),
                ),
            ),
        ),
    ),
    "harvest": Chapter(
        STAGE_NAMES["harvest"],
        N_("From many notes to the few that a room can decide on, without losing one."),
        (
            Passage(
                N_("First, what was said twice"),
                (
                    N_(
                        "Go through the pairs that may be the same. What you merge keeps both"
                        " originals beneath it, with their tables and rounds."
                    ),
                ),
            ),
            Passage(
                N_("Then, what belongs together"),
                (
                    N_(
                        "Give each cluster a name that the room understands. Clusters are"
                        " proposed; you decide."
                    ),
                ),
            ),
            Passage(
                N_("Then, what matters most"),
                (
                    N_(
                        "Let people give their dots, on paper or on their phones, and place"
                        " what they chose by impact and feasibility. “Offers and needs” shows"
                        " who could help whom; a pair that you keep can become a next step."
                    ),
                ),
            ),
            Passage(
                N_("You have ten minutes left"),
                (
                    N_(
                        "Show the key insights on the projector and have each host read out"
                        " one sentence. That is a harvest too; the rest can be done tomorrow."
                    ),
                ),
            ),
        ),
    ),
    "synthesis": Chapter(
        STAGE_NAMES["synthesis"],
        N_("What people take home: one Excel workbook, in the language you choose."),
        (
            Passage(
                N_("Before you write it"),
                (
                    N_(
                        "The side lists what would make it better: conversations that were"
                        " not handed in, opportunities without a next step. An owner and a"
                        " date are what makes something happen."
                    ),
                ),
            ),
            Passage(
                N_("Who may read what"),
                (
                    N_(
                        "Decide whether people appear with their names, with initials or not"
                        " at all. All that you write for others keeps to it: the workbook, the"
                        " report, the open data."
                    ),
                ),
            ),
            Passage(
                N_("It comes back changed"),
                (
                    N_(
                        "Colleagues may correct and complete the workbook. Bring it back:"
                        " every difference is shown, and nothing is taken that you did not"
                        " accept."
                    ),
                ),
            ),
            Passage(
                N_("The morning after"),
                (
                    N_(
                        "Next steps go into a calendar, or as one mail to each owner. In a"
                        " year, a follow-up workshop begins with what is still open."
                    ),
                ),
            ),
        ),
    ),
    "room": Chapter(
        N_("The projector and the gong"),
        N_("What the room sees and hears while you run the day."),
        (
            Passage(
                N_("Before people come"),
                (
                    N_(
                        "Connect the second screen and show the projector once. Sit in the"
                        " last row: can you read the question? Strike the gong: is it heard at"
                        " the far table?"
                    ),
                ),
            ),
            Passage(
                N_("While the day runs"),
                (
                    N_(
                        "The projector follows the clock by itself: the question while people"
                        " talk, their tables while they move, the key insights at the harvest."
                        " You can show something else at any time, or a second language beside"
                        " yours."
                    ),
                ),
            ),
        ),
    ),
    "phones": Chapter(
        N_("Phones at the tables"),
        N_("Note-takers write at their tables, on their own phones and without the internet."),
        (
            Passage(
                N_("What it takes"),
                (
                    N_(
                        "A Wi-Fi that phones and laptop share; where there is none, the"
                        " laptop can open its own. Open the room to phones in the menu: people"
                        " scan one code to join the Wi-Fi and one to open the page. Nothing is"
                        " installed."
                    ),
                ),
            ),
            Passage(
                N_("When the network fails"),
                (
                    N_(
                        "A phone says of every note where it is. What waits on the phone"
                        " arrives when the network is back; what is recorded is on your disk."
                    ),
                ),
            ),
        ),
    ),
    "file": Chapter(
        N_("Your file, and the evening before"),
        N_("One file holds the workshop, and nothing leaves this computer unless you send it."),
        (
            Passage(
                N_("The evening before"),
                (
                    N_(
                        "“Is everything all right?…” looks at the disk, the clock, the"
                        " battery, the projector and the sound, and says what to do about"
                        " each. A rehearsal runs the whole day in minutes, on a copy, with"
                        " people who are played."
                    ),
                ),
            ),
            Passage(
                N_("Something went wrong"),
                (
                    N_(
                        "Undo goes back step by step, even after a restart. “Earlier states…”"
                        " brings back how the workshop was, beside the present one and never"
                        " over it."
                    ),
                ),
            ),
            Passage(
                N_("Two laptops"),
                (
                    N_(
                        "Give a copy to the other laptop, and take it in again afterwards:"
                        " what was written on both sides comes together, and you are asked"
                        " only where both changed the same thing."
                    ),
                ),
            ),
        ),
    ),
    "prints": Chapter(
        N_("On paper"),
        N_("What people hold in their hands: badges, lists, cards, sheets and the report."),
        (
            Passage(
                N_("Before people come"),
                (
                    N_(
                        "A badge tells its owner where to sit in every round, the list at the"
                        " door tells those who have lost theirs, and a card stands on each"
                        " table. The preview shows the sheets as they will come out."
                    ),
                ),
            ),
            Passage(
                N_("In whose language"),
                (
                    N_(
                        "The language of the paper is that of its readers, not yours. Where"
                        " there is room a second one can stand beside it."
                    ),
                ),
            ),
        ),
    ),
    "program": Chapter(
        N_("The program itself"),
        N_(
            "How it looks and speaks, what keys it knows, and what to do if it makes a mistake."
        ),
        (
            Passage(
                N_("As you like it"),
                (
                    N_(
                        "Preferences has the language, light or dark, larger text and less"
                        " movement. What you choose holds at once, also while a day runs."
                    ),
                ),
            ),
            Passage(
                N_("Without a mouse"),
                (
                    N_(
                        "Tab leads to everything, Enter or the space bar presses it, and Esc"
                        " leaves. “Keys” lists what is quicker."
                    ),
                ),
            ),
            Passage(
                N_("If it makes a mistake"),
                (
                    N_(
                        "Your work is in the file all the same. “About worldcafe” opens the"
                        " folder in which the program has written down what happened, and"
                        " nothing of yours; send us that."
                    ),
                ),
            ),
        ),
    ),
}
"""By the keys of the pages, and of what stands beside them, in the order of reading."""
