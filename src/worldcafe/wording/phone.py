"""What the pages on phones say: every fixed text, by the key under which the page knows it.

Gaps are filled by the page. Texts that depend on the café itself (captions of fields, parts of
the day, nudges, refusals) come with the answers they stand in.
"""

from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

TEXTS = {
    # how things are
    "connecting": N_("Connecting…"),
    "connected": N_("Connected to the laptop"),
    "all_in": N_("Everything is in the synthesis"),
    "sending": N_("Kept on this phone, on its way to the laptop: {n}"),
    "away": N_("No connection to the laptop; the page goes on trying"),
    "away_kept": N_("No connection to the laptop. Kept on this phone: {n}"),
    "away_wall": N_("No connection to the laptop; what is shown may be old"),
    "some_refused": N_("Not accepted, and kept on this phone: {n}"),
    "kept_here": N_("Kept on this phone as you type"),
    "kept_while_open": N_(
        "This browser keeps nothing: leave the page open until everything is sent"
    ),
    "given_back": N_("What you were typing is here again"),
    "code_unknown": N_("This code opens nothing here."),
    "open_elsewhere": N_(
        "This page is open a second time on this phone. Write there, or here."
    ),
    "write_here": N_("Write here"),
    # when the laptop is gone
    "lost_title": N_("The laptop has not answered for a while"),
    "lost_what_to_do": N_(
        "Check that this phone is in the room’s Wi-Fi. If the room has a new address, scan the "
        "code on the screen or on your table again. What you wrote is kept on this phone for "
        "this address; copy it if you have to go on at another one."
    ),
    "foreign_title": N_("This code is not valid any more"),
    "foreign_what_to_do": N_(
        "Ask the facilitator for the new code. What you wrote is kept on this phone; you can "
        "copy it."
    ),
    "try_again": N_("Try again"),
    "copy_text": N_("Copy my text"),
    "your_text": N_("What this phone holds"),
    "nothing_kept": N_("Nothing waits on this phone."),
    "copy": N_("Copy"),
    "copied": N_("Copied."),
    "copy_by_hand": N_("Select the text and copy it."),
    # around every page
    "language": N_("Language"),
    "test": N_("Connection test"),
    "forget": N_("Forget this phone"),
    "forget_asked": N_("This phone will keep nothing of this café: no code, no text."),
    "forget_would_lose": N_(
        "Not in the synthesis yet: {n}. It will be lost, as well as the code."
    ),
    "forget_do": N_("Forget everything"),
    "close": N_("Close"),
    "parts": N_("Parts of the page"),
    "plain_http": N_(
        "The page comes from the laptop in this room, without the internet. It is not "
        "encrypted: others in the same Wi-Fi could read along."
    ),
    "table": N_("Table {n}"),
    "table_short": N_("Table"),
    "round": N_("Round"),
    "round_n": N_("Round {n}"),
    # writing
    "tab_write": N_("Writing"),
    "tab_notes": N_("Our notes"),
    "tab_close": N_("Conclude"),
    "tab_dots": N_("Dots"),
    "writing": N_("A new contribution"),
    "editing": N_("Change a contribution"),
    "details": N_("Details"),
    "more_fields": N_("More fields"),
    "another": N_("One more"),
    "theme_add": N_("Add a theme"),
    "take_out": N_("Take out {what}"),
    "offers": N_("Known already"),
    "offered": N_("Completions below: {n}"),
    "record": N_("Add to our notes"),
    "discard": N_("Discard"),
    "save_changes": N_("Save the changes"),
    "leave_as_it_was": N_("Leave it as it was"),
    "needs_title": N_("A contribution needs a title: the idea in one line."),
    "taken": N_("Added to our notes."),
    "change_taken": N_("The changes are saved."),
    "stays_with_round": N_(
        "Round {next} has begun. What you are writing stays with round {n}, where it was said."
    ),
    "move_to_round": N_("Move it to round {n}"),
    "form_not_empty": N_("Something is still in the form. Record or discard it first."),
    # what was written
    "our_notes": N_("What our table wrote"),
    "nothing_written": N_("Nothing yet. What you add under “Writing” stands here."),
    "sign_in": N_("In the synthesis"),
    "sign_kept": N_("Kept on this phone"),
    "sign_refused": N_("Not accepted"),
    "sign_gone": N_("Withdrawn"),
    "edit": N_("Change"),
    "withdraw": N_("Withdraw"),
    "restore": N_("Bring back"),
    "bring_back": N_("Bring back"),
    "write_again": N_("Put it back into the form"),
    "throw_away": N_("Throw away"),
    "ideas_title": N_("From participants"),
    "ideas_came": N_("Waiting from participants: {n}"),
    "look": N_("Have a look"),
    "accept": N_("Add to our notes"),
    "decline": N_("Decline"),
    "accept_idea": N_("An idea from a participant"),
    "decline_idea": N_("An idea from a participant"),
    # bringing a round to its end
    "insight": N_("Key insight"),
    "insight_help": N_("What should the whole room hear from this table?"),
    "hand_in": N_("Hand in the notes"),
    "take_back": N_("Take back"),
    "handed_in": N_("The notes are handed in."),
    "handed_in_kept": N_("Handed in as soon as the laptop answers."),
    "photo": N_("Photo of the tablecloth"),
    "photo_of_table": N_("Photo of the tablecloth"),
    "no_picture": N_("This file is no picture that the phone can read."),
    # everyone
    "where_now": N_("Where I sit"),
    "where_next": N_("Next"),
    "no_seat": N_("No seat in this round"),
    "languages_there": N_("You share there: {languages}"),
    "idea_title": N_("A word to my table"),
    "idea_help": N_("An idea or a question for the notes of your table"),
    "send_idea": N_("Send an idea"),
    "send_question": N_("Send a question"),
    "idea_taken": N_("Sent. The note-taker decides whether it joins the notes."),
    "what_i_sent": N_("What I sent"),
    "idea_kept": N_("Kept on this phone"),
    "idea_refused": N_("Not accepted"),
    "idea_waiting": N_("With the note-taker"),
    "idea_accepted": N_("In the notes of the table"),
    "idea_declined": N_("Not taken into the notes"),
    "dots_title": N_("Place your dots"),
    "dots_left": N_("Dots left: {left} of {each}"),
    "dots_here": N_("My dots here: {n}"),
    "dot_less": N_("Take a dot from: {what}"),
    "dot_more": N_("Give a dot to: {what}"),
    "search": N_("Search"),
    # the facilitator's pocket
    "pause": N_("Pause"),
    "resume": N_("Resume"),
    "next": N_("Next: {what}"),
    "tap_again": N_("Tap again: {what}"),
    "minute_less": N_("−1 minute"),
    "minute_more": N_("+1 minute"),
    "day_not_begun": N_("The day has not begun"),
    "day_over": N_("The day is over"),
    "not_done": N_("The laptop does not answer. Nothing was done."),
    "message_title": N_("Message on the projector"),
    "message_help": N_("Everybody reads it at once"),
    "message_show": N_("Show"),
    "message_take_away": N_("Take away"),
    "nudges": N_("Worth a word"),
    "no_nudges": N_("Nothing is missing just now."),
    "board": N_("Hand-in board"),
    "board_empty": N_("nothing"),
    "board_draft": N_("notes"),
    "board_handed_in": N_("handed in"),
    "board_checked": N_("checked"),
    "phones_connected": N_("Phones connected: {n}"),
    # the wall
    "unnamed": N_("And some who asked not to be named: {n}"),
    "thanks": N_("Thank you!"),
    # joining
    "code_title": N_("The code on your table or badge"),
    "code_help": N_("Letters and digits; capitals do not matter."),
    "code_needed": N_("Type the code first."),
    "open": N_("Open"),
    "find_title": N_("Find my name"),
    "find_help": N_("Three letters at least. You will see your seat; dots need your badge."),
    "nobody_found": N_("Nobody is found by these letters."),
    # the connection test
    "test_title": N_("Does this phone reach the laptop?"),
    "test_reached": N_("The laptop answers in {ms} ms."),
    "test_slow": N_("The laptop answers, but slowly: {ms} ms."),
    "test_none_lost": N_("Every question was answered."),
    "test_lost": N_("Questions without an answer: {lost} of {all}."),
    "test_unreachable": N_("The laptop does not answer."),
    "test_advice": N_(
        "Come nearer to the access point, or ask the facilitator: the Wi-Fi of guests often "
        "keeps phones and laptops apart, and the laptop’s own hotspot does not."
    ),
    "test_clock": N_("This phone’s own clock is wrong; the page goes by the laptop’s."),
    "test_keeps": N_("This phone keeps what you type, also when the page is closed."),
}  # fmt: skip


def texts(words: Words) -> dict[str, str]:
    """Every text of the page in a language."""
    return {key: words(text) for key, text in TEXTS.items()}
