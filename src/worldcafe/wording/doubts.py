"""The sentence for every doubt about a row of a list, and the names of its columns."""

from worldcafe.wording.marker import N_, N_in, N_n

DOUBTS: dict[str, str] = {
    "copy_brings": N_n("{what}: {n} comes in.", "{what}: {n} come in."),
    "copy_takes_away": N_n("{what}: {n} is taken out.", "{what}: {n} are taken out."),
    "copy_keeps": N_(
        "“{what}” was taken out on one side and is needed on the other: it stays."
    ),
    # nobody is imported from the row
    "row_without_name": N_("This row has no name: {text}"),
    "row_is_total": N_("This row is a total: {text}"),
    "row_repeats_headings": N_("This row repeats the headings."),
    "row_is_note": N_(
        "This row was taken for a remark or a section heading, not a person: {text}"
    ),
    "duplicate": N_("{name} is already in row {first_row}."),
    "duplicate_differs": N_(
        "{name} is already in row {first_row}, where columns that were not read say something"
        " else. If these are two people, say what tells them apart, such as the organisation."
    ),
    "already_there": N_("{name} is already in the workshop."),
    # the person is imported all the same
    "organisation_missing": N_("{name} has no organisation."),
    "name_incomplete": N_("Only half of the name is given: {name}"),
    "name_split_unsure": N_(
        "“{name}” was read as given name “{given}”, family name “{family}”. Please check."
    ),
    "name_placeholder": N_(
        "“{name}” stands for somebody who is not named yet, by the look of it."
    ),
    "name_bracket": N_("In the name of {name}, “{text}” in brackets was left out."),
    "one_of_several": N_n(
        "“{text}” names {n} person in one cell, who comes in.",
        "“{text}” names {n} people in one cell, and each of them comes in.",
    ),
    "several_maybe": N_(
        "“{text}” may name several people, and comes in as one. If so, give each a row."
    ),
    "consent_refused": N_(
        "{name} did not agree to what the list asks consent for. That is not kept here: decide"
        " whether to import."
    ),
    "namesake": N_(
        "Somebody of the same name is in row {first_row} ({other_name}). Are these two people?"
    ),
    "namesake_known": N_(
        "Somebody of the same name is already in the workshop ({other_name})."
        " Are these two people?"
    ),
    "email_shared": N_("{other_name} in row {first_row} has the same e-mail address, {email}."),
    "email_shared_known": N_(
        "{other_name}, already in the workshop, has the same e-mail address, {email}."
    ),
    "email_unusual": N_("This does not look like one e-mail address: {text}"),
    "language_unknown": N_("Language not recognised: {text}"),
    "role_unknown": N_("Role not recognised: {text}"),
    "access_unknown": N_(
        "It is not clear whether this asks for an accessible table; tick it in the list if it"
        " does: {text}"
    ),
    "country_unknown": N_(
        "Not recognised as a country: kept as written, not counted as one: {text}"
    ),
    "text_shortened": N_("The text under “{field}” was cut to {limit} characters: {text}…"),
    # values of a note
    "code_unknown": N_("Not one of the choices: {text}"),
    "theme_own": N_("None of the listed themes, kept as the workshop’s own: {text}"),
    "sdg_target_unknown": N_("This is no SDG target: {text}"),
    "value_unknown": N_("This cannot be understood: {text}"),
    "value_incomplete": N_("Something is missing here: {text}"),
    "date_unknown": N_("This date cannot be read: {text}"),
    "amount_unknown": N_("This is no amount, or its currency is not clear: {text}"),
    "currency_unknown": N_("This is no currency, or one of several: {text}"),
    "rating_unknown": N_("A rating is a number from 1 to 5: {text}"),
    "author_unknown": N_("Nobody of this name is on the list: {text}"),
    "author_ambiguous": N_("Several people on the list have this name: {text}"),
    "builds_on_unknown": N_("It builds on a contribution that is not here: {id}"),
    "key_unknown": N_("This field is not known and was not read: {key}"),
    "kinds_assumed": N_n(
        "{n} note does not say what it is; it was taken for an opportunity.",
        "{n} notes do not say what they are; they were taken for opportunities.",
    ),
    "kind_assumed": N_("“{title}” does not say what it is; it was taken for an opportunity."),
    "title_shortened": N_(
        "The title was cut to {limit} characters; the whole stands in the description: {text}…"
    ),
    "id_too_long": N_("The id is longer than {limit} characters; it got another one: {text}…"),
    "id_repeated": N_("“{title}” is already in row {first_row}."),
    "id_repeated_differs": N_(
        "“{title}” has the id of “{first_title}” in row {first_row}, which was read instead."
    ),
    "known_differs": N_(
        "“{title}” is already in the workshop and says something else there; it was left as"
        " it is."
    ),
    "text_repaired": N_("Characters that cannot be stored were replaced: {text}"),
    # an edited synthesis
    "cell_cannot_be_empty": N_("“{heading}” cannot be empty; it stays as it is."),
    "cell_not_taken": N_(
        "“{heading}” is worked out by the program, so “{text}” is not taken over. Change what"
        " it is made of."
    ),
    "cluster_not_known": N_("There is no cluster “{text}”. Make it under Harvest first."),
    "column_repeated": N_(
        "The column “{heading}” is there twice; only the first is read. Give the other another"
        " heading."
    ),
    "column_without_heading": N_(
        "Column {letter} has no heading, so it is not read. Give it one."
    ),
    "columns_moved": N_(
        "These columns say the same as before, in other rows: {headings}. Were they sorted"
        " alone? Then keep what the workshop says."
    ),
    "contacts_not_whole": N_(
        "This workbook shows people without their whole names, so “{heading}” is not read."
    ),
    "masked_text_not_whole": N_(
        "“{heading}” went out without what it gives away of people, and the marks for it were"
        " changed, so it is not read."
    ),
    "row_copied": N_(
        "This row is a copy of row {first_row}. If it is something new, empty its identifier."
    ),
    "row_merged": N_(
        "“{title}” has been merged into another contribution. Change that one instead."
    ),
    "row_not_added": N_("Rows cannot be added to this sheet."),
    "ref_shared": N_(
        "Several contributions bear the number of {ref} by now: {refs}. Write the one you mean."
    ),
    "row_unknown": N_(
        "“{title}” is not in the workshop. If it is something new, empty its identifier."
    ),
    "row_withdrawn": N_("“{title}” has been withdrawn. Restore it under Harvest to change it."),
    "row_without_title": N_("This row has no title, so it was not added: {text}"),
    "rows_missing": N_(
        "Rows that are no longer in this sheet: {n} ({refs}). Nothing is deleted for that;"
        " withdraw a contribution under Harvest."
    ),
    "said_twice": N_(
        "“{heading}” says “{text}” here and “{other}” in row {first_row} of the sheet"
        " “{sheet}”; the latter was read."
    ),
    "sheet_without_identifiers": N_(
        "This sheet has lost its identifiers and its references, so nothing in it can be told"
        " apart. Bring back one of the two columns."
    ),
    "text_too_long_for_cell": N_(
        "The whole text of “{heading}” does not fit a cell, so it is not changed from here."
        " Change it in worldcafe."
    ),
}


COLUMN_NAMES: dict[str, str] = {
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "full_name": N_("Full name"),
    "family_first": N_("Full name, family name first"),
    "position": N_("Position"),
    "organisation": N_("Organisation"),
    "organisation_type": N_("Type of organisation"),
    "city": N_("City"),
    "country": N_("Country"),
    "region": N_("Region"),
    "languages": N_("Languages"),
    "email": N_("E-mail"),
    "role": N_("Role at the table"),
    "delegation": N_("Delegation"),
    "room": N_("Room"),
    "needs_access": N_("Needs an accessible table"),
    "consent": N_("Consent"),
    "ignore": N_in("column", "Left out"),
}
"""What a column was taken for, by the value of `worldcafe.exchange.headings.Field`."""
