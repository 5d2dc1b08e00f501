"""The method, for somebody who has never run a café.

Told in our own words after *Café to Go* (The World Café Community Foundation, Creative Commons
Attribution), which the text says itself.
"""

from worldcafe.wording.chapter import Chapter, Passage
from worldcafe.wording.marker import N_

METHOD = Chapter(
    N_("The method in ten minutes"),
    N_("A World Café is one conversation that a whole room has, a few people at a time."),
    (
        Passage(
            N_("What happens"),
            (
                N_(
                    "People sit at small tables, four or five to each, as in a café, and talk"
                    " about a question. After twenty minutes or so they get up and go to other"
                    " tables, each to a different one. One person stays: the host, who tells"
                    " the newcomers in a minute what was said here. The talk goes on from"
                    " there."
                ),
                N_(
                    "After two or three rounds the ideas of each table have travelled through"
                    " the room, and met. Then everybody looks together at what has come to"
                    " light. That is the harvest."
                ),
            ),
        ),
        Passage(
            N_("When it is the right thing"),
            (
                N_(
                    "It serves wherever many people know something and nobody knows"
                    " everything: to learn from one another, to see a matter from all sides,"
                    " to find what could be done together. It wants twelve people at least,"
                    " and an hour and a half."
                ),
                N_(
                    "It is the wrong thing where the answer is settled already, where you"
                    " only want to inform, or where a text is to be agreed on line by line."
                ),
            ),
        ),
        Passage(
            N_("Seven things that carry it"),
            (
                N_(
                    "Know what it is for. Why these people, why now, and what is to be"
                    " different afterwards? All else follows from that."
                ),
                N_(
                    "Make people welcome. Small tables, something to drink, paper and pens"
                    " that invite to scribble. Whoever comes in should see that this is not"
                    " one more meeting."
                ),
                N_(
                    "Ask a question that matters to those who are there: open, short, and"
                    " pointing to what could be rather than to who is to blame."
                ),
                N_(
                    "Let everybody give something. Some talk, some draw, some think aloud,"
                    " some listen. Where a few do all the talking, let an object circulate:"
                    " whoever holds it has the word."
                ),
                N_(
                    "Mix the room. New links come from people who carry the heart of one"
                    " conversation into the next. That is why one moves."
                ),
                N_(
                    "Listen for what runs through all of it: what comes back at every table,"
                    " what surprises, what nobody says. A moment of silence before the harvest"
                    " helps."
                ),
                N_(
                    "Bring to everybody what the tables have found: read out, on the wall, on"
                    " the screen. Only then does a room know what it knows."
                ),
            ),
        ),
        Passage(
            N_("How the day goes"),
            (
                N_(
                    "Welcome, ten to fifteen minutes. Say why you are here, how it goes, and"
                    " what will become of the results. One instruction at a time: the next one"
                    " when it is needed."
                ),
                N_(
                    "Rounds, two to four of twenty to thirty minutes. The question stands"
                    " where all can see it. Two minutes before the end each table settles on"
                    " its most important sentence."
                ),
                N_(
                    "Moves, two to five minutes each. Hosts stay, all others go to the table"
                    " on their badge. It always takes longer than one thinks."
                ),
                N_(
                    "Harvest, half an hour at least. One sentence from each table; then what"
                    " belongs together; then what matters most; then who does what, and by"
                    " when. Fifteen reports of five minutes each lose any room."
                ),
            ),
        ),
        Passage(
            N_("Who does what"),
            (
                N_(
                    "You, the facilitator, keep the time and the thread, and otherwise stay"
                    " out of it. The host welcomes, tells what was said, and sees that"
                    " everybody is heard; a host does not preside. The note-taker writes ideas"
                    " down while they are warm: what, who with whom, what first. All others"
                    " carry what they heard."
                ),
            ),
        ),
        Passage(
            N_("What usually goes wrong"),
            (
                N_(
                    "The rounds eat up the harvest: protect its time. Friends stay together:"
                    " give everybody a route. Notes cannot be read the next day: have them"
                    " written and handed in at the table. Nothing follows: let no idea leave"
                    " the room without a next step, a name and a date."
                ),
            ),
        ),
        Passage(
            N_("Where this comes from"),
            (
                N_(
                    "Told in our own words after “Café to Go”, the short guide of The World"
                    " Café Community Foundation (theworldcafe.com), which is under a Creative"
                    " Commons Attribution licence. The method is theirs, and that of everybody"
                    " who has held a café."
                ),
            ),
        ),
    ),
)
