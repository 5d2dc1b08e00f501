"""The sentence for every refusal: what is the matter, and what helps."""

from worldcafe.wording.marker import N_, N_n
from worldcafe.wording.refused_files import OF_FILES

SENTENCES: dict[str, str] = {
    # rules of the café
    "theme_without_name": N_("A theme needs a name."),
    "theme_name_taken": N_("There is already a theme called “{name}”."),
    "theme_unknown": N_("This theme is no longer in the workshop."),
    "no_theme_yet": N_("There is no theme yet. Add one first."),
    "more_rooms_than_tables": N_(
        "{tables} tables cannot stand in {rooms} rooms. Give more tables, or fewer rooms."
    ),
    "room_unknown": N_("No table stands in a room called “{room}”."),
    "table_number_taken": N_("There is already a table {number}. Choose another number."),
    "table_unknown": N_("This table is not in the workshop."),
    "table_has_contributions": N_(
        "Table {number} keeps contributions, so it stays. Move them to another table first."
    ),
    "table_has_draft": N_(
        "Something is being written at table {number}. Record or discard it first."
    ),
    "table_has_ideas": N_(
        "Participants sent ideas to table {number}. Add them to the notes or decline them"
        " first."
    ),
    "round_has_ideas": N_(
        "Participants sent ideas in round {number}. Add them to the notes or decline them"
        " first."
    ),
    "table_has_insight": N_(
        "Table {number} keeps a key insight, so it stays. Clear the insight first."
    ),
    "table_full": N_("Table {number} is full: it has {seats} seats."),
    "table_closed": N_("Table {number} is closed. Open it again under Prepare first."),
    "host_taken": N_("{name} already hosts table {number}."),
    "round_number_taken": N_("There is already a round {number}."),
    "round_unknown": N_("This round is not in the workshop."),
    "round_has_contributions": N_(
        "Round {number} keeps contributions, so it stays. Move them to another round first."
    ),
    "draft_in_the_way": N_(
        "Something is typed here already. Record or discard it first; the other waits."
    ),
    "round_has_draft": N_(
        "Something is being written in round {number}. Record or discard it first."
    ),
    "round_has_insight": N_(
        "Round {number} keeps a key insight, so it stays. Clear the insight first."
    ),
    "table_has_pictures": N_(
        "Table {number} keeps pictures, so it stays. Remove the pictures first, or close the"
        " table instead."
    ),
    "round_has_pictures": N_(
        "Round {number} keeps pictures, so it stays. Remove the pictures first."
    ),
    "seat_unknown": N_("This seat is no longer in the plan."),
    "wish_about_too_few": N_("Choose the people this is about first."),
    "round_has_begun": N_("Round {number} has begun: its place in the day stays."),
    "round_is_running": N_("Round {number} is running. End it first."),
    "no_round_yet": N_("There is no round yet. Add one under Prepare."),
    "no_table_yet": N_("There is no table yet. Add one under Prepare."),
    "template_after_contributions": N_n(
        "{n} note is already written. A template would take away its table:"
        " start a new workshop for it.",
        "{n} notes are already written. A template would take away their tables:"
        " start a new workshop for it.",
    ),
    "template_unknown": N_("There is no template “{name}”. Choose one of these: {names}."),
    "participant_without_name": N_("A person needs a name."),
    "participant_unknown": N_("This person is no longer on the list."),
    "participant_has_notes": N_(
        "{name} wrote contributions, so the name stays on the list with them."
    ),
    # what is asked for on a page
    "nobody_called": N_("Nobody here is called “{name}”."),
    "voter_not_chosen": N_("Choose who places the dots first."),
    "dots_on_one": N_n(
        "One contribution takes at most {n} dot.", "One contribution takes at most {n} dots."
    ),
    "form_not_empty": N_("Something is still in the form. Record or discard it first."),
    "contribution_without_title": N_("A contribution needs a title: the idea in one line."),
    "not_a_day": N_("“{text}” is no date. Write it like 28/05/2027."),
    "not_a_date": N_("“{text}” is no date. Write it like 28/05/2027, 05/2027 or 2027."),
    "not_an_amount": N_(
        "“{text}” is no amount. Write figures only: the currency stands beside them."
    ),
    "not_a_currency": N_(
        "“{text}” is no currency, or one of several. Write its code, such as EUR."
    ),
    "nothing_to_paste": N_(
        "There are no cells to paste. Copy the list in Excel with its headings, then press"
        " Ctrl+V here."
    ),
    "file_not_opened": N_("{path} could not be opened. Look for it by hand."),
    # the plan, the clock, notes and votes
    "plan_outdated": N_("Tables or rounds have changed since this plan. Make a new one."),
    "seated_twice": N_("The plan seats {name} twice in one round."),
    "clock_moved_on": N_(
        "The clock has moved on since. Go back with the button above the clock."
    ),
    "clocks_of_one_room": N_(
        "All tables stand in one room, so there is one clock. Say under Prepare in which rooms"
        " they stand."
    ),
    "clocks_need_staying": N_(
        "Rooms can only go by clocks of their own where people stay in one room all day:"
        " whoever changes rooms would come while a round is running there."
    ),
    "clocks_need_rooms": N_n(
        "Table {tables} stands in no room, so it would have no clock. Say under Prepare"
        " where it stands.",
        "Tables {tables} stand in no room, so they would have no clock. Say under Prepare"
        " where they stand.",
    ),
    "rooms_have_clocks": N_(
        "Each room goes by its own clock. First let all rooms go by one, on the page Live."
    ),
    "segment_unknown": N_("This part of the day is no longer planned."),
    "no_segment_before": N_("There is no part of the day before this one."),
    "no_round_to_shorten": N_(
        "No round still to come can be shortened. Take time from the running one instead."
    ),
    "already_on_list": N_("{name} is on the list already. Check this person in instead."),
    "clock_not_started": N_("The clock is not running. Start a round first."),
    # phones
    "port_taken": N_(
        "Another program has port {port} of this computer. End it, or choose another port:"
        " what phones keep belongs to the old one."
    ),
    "no_network": N_(
        "This computer is in no local network. Join the room’s Wi-Fi or open a hotspot."
    ),
    "address_unknown": N_(
        "“{host}” is no address of this computer. Choose one that belongs to a network."
    ),
    "code_opens_nothing": N_(
        "This code opens nothing here. Look at the card again, or ask for it."
    ),
    "code_not_for_this": N_("This code does not open this."),
    "device_sent_away": N_(
        "The facilitator lets this device write no longer. Ask at the desk."
    ),
    "too_often": N_("Too much at once from this code. It goes on in a moment."),
    "sent_too_much": N_("This is too large to be sent at once."),
    "sent_too_slowly": N_("The connection was too slow. It is tried again."),
    "host_unknown": N_("The room is not found under this name. Scan the code again."),
    "defect": N_("The program has made a mistake. What you wrote stays on this phone."),
    "nothing_here": N_("There is nothing at this address."),
    "room_closed": N_("The room is closed to phones now."),
    "laptop_cannot_write": N_(
        "The laptop cannot write to its disk. What you wrote stays on this phone."
    ),
    "item_not_understood": N_("This was not understood ({where}). Load the page again."),
    "title_not_said": N_("The title is missing. Say the idea in one line."),
    "field_moved_on": N_(
        "Somebody else has changed “{field}” of “{title}” meanwhile. Look at both and choose."
    ),
    "insight_moved_on": N_(
        "Somebody else has changed the key insight meanwhile: “{text}”. Look at both and"
        " choose."
    ),
    "dots_moved_on": N_(
        "These dots were counted at the desk meanwhile: {n}. Look, and place them again."
    ),
    "dots_by_others": N_("Dots are not placed here: another way of voting was chosen."),
    "voting_closed": N_("Dots are placed at the harvest."),
    "day_moved_on": N_("The day has gone on meanwhile. Look at the clock and press again."),
    "no_seat_in_round": N_("No seat is known for you in this round."),
    "idea_unknown": N_("This idea waits no longer: it was taken or declined already."),
    "finding_is_off": N_("Names cannot be looked for here. Use the code on your badge."),
    "name_too_short": N_n(
        "Type at least {n} letter of the name.", "Type at least {n} letters of the name."
    ),
    "already_recorded": N_("“{title}” is already recorded."),
    "contribution_unknown": N_("This contribution is not in the workshop."),
    "contribution_not_standing": N_(
        "“{title}” was withdrawn or merged into another contribution."
    ),
    "merge_of_too_few": N_("Choose at least two contributions to merge."),
    "nothing_to_split": N_("“{title}” was not merged from others."),
    "cluster_name_taken": N_("There is already a cluster called “{name}”."),
    "cluster_unknown": N_("This cluster is no longer in the workshop."),
    "too_many_dots": N_("{dots} dots are more than the {limit} that each may place."),
    "vote_of_two": N_("Dots come from a person or from a table, not from both."),
    "file_is_synthesis": N_(
        "{name} is a synthesis that this program wrote, no list. What was changed in it comes"
        " back under Synthesis, or with `worldcafe import`."
    ),
    "follow_up_of_filled_workshop": N_(
        "A follow-up starts in a new, empty workshop. This one already holds something."
    ),
    "picture_unreadable": N_(
        "{name} is not a picture this program can read. Save it as JPEG or PNG first."
    ),
    "picture_too_large": N_(
        "{name} is larger than any camera makes. Save it smaller, as JPEG, first."
    ),
    "picture_unknown": N_("This picture is no longer in the workshop."),
    "field_not_editable": N_("“{field}” says where the contribution comes from and stays."),
    "field_invalid": N_("This value does not fit the field “{field}”."),
    # rotation
    "plan_without_people": N_("There is nobody to seat yet. Import the list of people first."),
    "plan_without_tables": N_("There is no table yet. Set up the room first."),
    "room_too_small": N_(
        "{people} people do not fit on {seats} chairs. Give more tables, or more chairs at"
        " each."
    ),
    "rotation_nobody": N_("There is nobody to seat. At least one person is needed."),
    "rotation_no_table": N_("There is no table to sit at. At least one is needed."),
    "rotation_no_round": N_("There is no round to plan. At least one is needed."),
    "rotation_fewer_people_than_tables": N_(
        "{people} people cannot fill {tables} tables. Take some tables away."
    ),
    "rotation_too_many_people": N_(
        "{people} people are more than can be planned together (at most {limit})."
        " Divide them into several cafés."
    ),
    "rotation_too_many_rounds": N_(
        "{rounds} rounds are more than can be planned (at most {limit}). Plan fewer rounds."
    ),
    "rotation_too_few_seats": N_(
        "There are {seats} seats for {people} people. Add tables or chairs."
    ),
    "rotation_person_twice": N_("Person {id} is on the list twice. Remove one of the two."),
    "rotation_table_twice": N_("Table {id} is in the room twice. Remove one of the two."),
    "rotation_host_of_unknown_table": N_(
        "Person {person} hosts table {table}, which is not in the room."
        " Give this person another table."
    ),
    "rotation_host_not_extra": N_(
        "Person {person} hosts table {table}, but hosts were to come on top of the people."
        " Take the host off the list, or let hosts be among the people."
    ),
    "rotation_two_hosts": N_(
        "Table {table} has two hosts, {person} and {other}. Keep one of them."
    ),
    "rotation_stays_nowhere": N_(
        "{person} is to stay at table {table}, which takes nobody. Choose an open table."
    ),
    "rotation_no_host_left": N_(
        "Nobody is left to host table {table}. Close it, or choose another rule for hosts."
    ),
    "rotation_themes_do_not_fit": N_(
        "{themes} themes do not fit {tables} tables. Every theme needs a table of its own."
    ),
    "rotation_seats_do_not_fit": N_(
        "{numbers} numbers of seats were given for {tables} tables. Give one for all tables,"
        " or one for each."
    ),
    "rotation_wish_unknown": N_(
        "A wish or a pin names “{name}”, who or which is not part of this plan. Remove it."
    ),
    "rotation_round_unknown": N_(
        "A wish or a pin is about round {round}, which is not planned. Remove it."
    ),
    "rotation_pinned_twice": N_(
        "{person} is pinned to two tables in round {round}. Take one of the pins out."
    ),
    "rotation_pin_at_closed_table": N_(
        "{person} is pinned to table {table}, which is closed. Take the pin out, or open the"
        " table."
    ),
    "rotation_pin_against_host": N_(
        "{person} stays at table {own} all day and is pinned to table {table}. Take the pin"
        " out, or let somebody else stay at table {own}."
    ),
    "rotation_pins_overfill": N_(
        "In round {round}, {people} people are bound to table {table}, which has {seats}"
        " seats. Take a pin out, or put more chairs there."
    ),
    "rotation_stayers_overfill": N_(
        "{people} people stay at table {table}, which has {seats} seats. Put more chairs there."
    ),
    "rotation_blocks_do_not_fit": N_(
        "Groups of {people} that move on together do not fit a table with {seats} seats"
        " beside those who stay. Give every table as many seats, or let people scatter."
    ),
    "person_not_listed": N_("Nobody called “{name}” is on the list."),
    "person_not_told_apart": N_(
        "Several people are called “{name}”. Give the id of the one you mean."
    ),
    "person_ambiguous": N_(
        "“{name}” may mean several people: {people}. Give the id or the e-mail address of the"
        " one you mean."
    ),
    "no_round_left": N_("No round is left to be planned anew."),
    "rotation_table_without_seats": N_(
        "Table {table} has {seats} seats; at least one is needed. Give it chairs."
    ),
    # prints
    "print_without_plan": N_("Nobody has a seat yet. Make the seating plan first."),
    "reference_unknown": N_(
        "There is no opportunity {ref}. References stand before every title, such as O-017."
    ),
    "nothing_chosen": N_("No opportunity is of this choice. Choose more."),
    "print_without_opportunities": N_(
        "No opportunity is recorded yet. Record what the tables found first."
    ),
    "texts_give_people_away": N_(
        "Nothing was written. What texts still give away: {what} ({places}). --mask takes"
        " them out, --keep leaves them in."
    ),
    "print_for_the_room": N_(
        "This print is for the room and has the names it needs. Names can be left out of the"
        " opportunity report."
    ),
    "print_not_chosen": N_("Only the report of opportunities can be of some of them."),
    "print_without_codes": N_("Codes for phones stand on table cards and on badges alone."),
    "print_not_as_text": N_(
        "Only the opportunity report can be written as a text document. Choose a name that"
        " ends in .pdf for everything else."
    ),
    "drawing_unavailable": N_(
        "Pages cannot be drawn on this computer: {reason}. Install what is missing, or print"
        " from another computer."
    ),
    # what points to what
    "points_nowhere": N_("{owner} points to something that is not in the workshop: {kind}."),
    "points_to_itself": N_("{owner} would point to itself, directly or by a detour."),
    "still_pointed_to": N_("{target} has to stay. {owner} points to it."),
    "others_are_quicker": N_(
        "Others are changing the workshop at this moment, so this was not done. Do it again."
    ),
    "rehearsal_running": N_("This workshop is being rehearsed. End the rehearsal first."),
    # undo
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
    "value_moved_on": N_(
        "This cannot be taken back: what it changed has been changed again since."
    ),
    # files, servers, lists
    **OF_FILES,
}
