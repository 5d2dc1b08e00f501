"""The sentence for every refusal of what comes from elsewhere: files, servers, lists."""

from worldcafe.wording.marker import N_

OVERHEARD = N_(
    "Others on the way to the server could read along, or pass for it:"
    " sslmode=verify-full in the address rules that out."
)
"""No refusal: what is said of a connection that is used all the same."""
OF_FILES: dict[str, str] = {
    # workshop files
    "file_missing": N_("There is no file {path}."),
    "file_exists": N_("{path} exists already. Choose another name."),
    "folder_missing": N_("There is no folder {path}."),
    "not_a_workshop": N_("{path} is not a workshop file."),
    "workshop_too_new": N_(
        "{path} was made by a newer version of worldcafe. Update this one to open it."
    ),
    "workshop_locked": N_(
        "{path} is open in another window or on another computer. Close it there first."
    ),
    "workshop_read_only": N_(
        "{path} cannot be changed: the file or its folder is read-only."
        " Copy it to a folder of your own and open the copy."
    ),
    "workshop_damaged": N_(
        "{path} is damaged. It was left as it is. Opening it in the window offers earlier"
        " states; `worldcafe check --repair` saves what can still be read in it."
    ),
    "workshop_altered": N_(
        "{path} was altered by another program: “{name}” in it is not as worldcafe makes it."
        " It was left as it is. Opening it in the window offers earlier states;"
        " `worldcafe check --repair` saves what can still be read in it."
    ),
    "workshop_gone": N_(
        "{path} was moved, deleted, replaced or emptied while it was open here. This was not"
        " saved, and nothing more can be. Save a copy in another place now: it holds all that"
        " was recorded, but not what is still being typed."
    ),
    "journal_beside": N_(
        "{journal} lies beside {path} and belongs to something that was not finished. Choose"
        " another name, or move both away."
    ),
    "history_damaged": N_(
        "This cannot be taken back: what {path} remembers of it is damaged."
        " `worldcafe check` says more."
    ),
    "workshop_unlike_history": N_(
        "{path} is not what its own history says (differences: {n})."
        " `worldcafe check --repair` makes a new workshop of what history says."
    ),
    "nothing_to_rebuild": N_("Nothing can be read in {path} any more."),
    "disk_full": N_(
        "The disk is full, so this was not saved. Free some space and do it again; what you"
        " typed is still here."
    ),
    "unwritable": N_("{path} cannot be written: {reason}"),
    "file_in_use": N_(
        "{path} is open in another program, such as Excel. Close it there and try again, or"
        " choose another name. The file is as it was."
    ),
    "no_snapshot": N_("worldcafe keeps no earlier copy of {path}."),
    # shared workshops
    "address_with_password": N_(
        "There is a password in the address, where others can read it. Take it out: it is"
        " found in the file .pgpass, or in PGPASSFILE or PGSERVICEFILE, as by every program"
        " that speaks to PostgreSQL."
    ),
    "address_unclear": N_("The address of a shared workshop reads {address}."),
    "workshop_name_unfit": N_(
        "“{name}” cannot be the name of a shared workshop. Use up to 30 small letters, digits"
        " and _, with a letter first."
    ),
    "psycopg_missing": N_(
        "What speaks to PostgreSQL is not installed. `pip install worldcafe[postgres]` brings"
        " it."
    ),
    "server_silent": N_(
        "The server cannot be reached just now, or does not let us in: {reason} ({address})"
    ),
    "server_lost": N_(
        "The connection to the server is lost, so this is not saved. What you typed is still"
        " here."
    ),
    "server_busy": N_("The server did not answer in time, so this is not saved. Do it again."),
    "server_read_only": N_(
        "You may read this workshop, not change it. Whoever shared it can make you a desk."
    ),
    "server_older": N_(
        "{address} was shared by an older version of worldcafe. {owner} has to open it once"
        " with this one."
    ),
    "workshop_not_shared": N_("There is no shared workshop at {address}."),
    "workshop_name_taken": N_(
        "There is a workshop or a role of that name on the server already. Choose another"
        " name. ({address})"
    ),
    "may_not_share": N_(
        "You may not share workshops on this server: that takes the right to make schemas and"
        " roles. ({address})"
    ),
    "only_in_a_file": N_("This is done in a file. `worldcafe take` makes one of {address}."),
    # lists of people and notes
    "file_is_folder": N_("“{name}” is a folder. Choose a file in it."),
    "file_is_no_file": N_(
        "“{name}” is a pipe or a device, not a file. Save what comes from it in a file, and"
        " choose that."
    ),
    "file_not_readable": N_(
        "“{name}” cannot be read: {reason}. Close it in other programs, or copy it to a"
        " folder of your own and try again."
    ),
    "file_empty": N_("“{name}” is empty. Check that the list was saved in it."),
    "file_too_large": N_(
        "“{name}” is larger than {limit_mb} MB. Copy the list alone into a new workbook and"
        " import that."
    ),
    "file_too_many_rows": N_(
        "“{name}” holds more than can be read here (at most {limit} rows). Copy the rows"
        " you need into a new workbook and import that."
    ),
    "file_too_many_columns": N_(
        "“{name}” has more than {limit} columns with something in them. Copy the columns you"
        " need into a new workbook and import that."
    ),
    "file_too_many_sheets": N_(
        "“{name}” has more than {limit} sheets. Copy the list alone into a new workbook and"
        " import that."
    ),
    "file_too_much_text": N_(
        "“{name}” holds more text than a list of people or notes has. Copy the list alone"
        " into a new workbook and import that."
    ),
    "file_row_too_long": N_(
        "In “{name}”, line {line} is longer than any list has it. Open the file in Excel,"
        " check that every person has a row, save it as .xlsx, and import that."
    ),
    "file_protected": N_(
        "“{name}” is protected by a password. Open it in Excel, save a copy without the"
        " password, and import the copy."
    ),
    "file_damaged": N_(
        "“{name}” is damaged. Open it in Excel, save it under a new name, and import that."
    ),
    "file_unpacks_too_large": N_(
        "“{name}” would grow to an enormous size when unpacked, so it was not opened. Ask"
        " whoever sent it for a plain copy of the list."
    ),
    "file_has_entities": N_(
        "“{name}” contains XML declarations that no spreadsheet needs and that can do harm,"
        " so it was not opened. Copy the list into a new workbook and import that."
    ),
    "file_encoding_unknown": N_(
        "The letters in “{name}” cannot be told apart. Save it in Excel as “CSV UTF-8” or"
        " as .xlsx and import that."
    ),
    "file_quote_open": N_(
        "In “{name}”, a quotation mark opened in line {line} is never closed. Close or"
        " remove it, then import again."
    ),
    "file_is_pdf": N_(
        "“{name}” is a PDF. Import the spreadsheet it was made from (.xlsx or .csv)."
    ),
    "file_is_image": N_("“{name}” is a picture. Import a spreadsheet (.xlsx or .csv)."),
    "file_is_document": N_(
        "“{name}” is a text document. Copy its table into a spreadsheet and import that."
    ),
    "file_is_presentation": N_(
        "“{name}” is a presentation. Copy its table into a spreadsheet and import that."
    ),
    "file_is_opendocument": N_(
        "“{name}” is an OpenDocument file. Open it in LibreOffice, save it as Excel"
        " (.xlsx), and import that."
    ),
    "file_is_old_excel": N_(
        "“{name}” is in an old Excel format. Open it in Excel, save it as “Excel Workbook"
        " (.xlsx)”, and import that."
    ),
    "file_is_binary_excel": N_(
        "“{name}” is a binary Excel workbook (.xlsb). Save it as “Excel Workbook (.xlsx)”"
        " and import that."
    ),
    "file_is_numbers": N_(
        "“{name}” is an Apple Numbers file. Export it to Excel (.xlsx) and import that."
    ),
    "file_is_web_page": N_(
        "“{name}” is a web page under another name. Open it in Excel, save it as .xlsx, and"
        " import that."
    ),
    "file_is_archive": N_(
        "“{name}” is an archive. Unpack it and import the spreadsheet inside."
    ),
    "file_is_no_list": N_(
        "“{name}” is no spreadsheet. Import an Excel workbook (.xlsx) or a CSV file."
    ),
    "sheet_unknown": N_("“{name}” has no sheet called “{sheet}”. Its sheets are: {sheets}."),
    "roster_no_names": N_(
        "No column with names was found in the sheet “{sheet}” of “{name}”. Its headings"
        " are: {headings}. Say which column holds the names."
    ),
    "roster_too_many_people": N_(
        "“{name}” lists more than {limit} people. Divide the list and import the part that"
        " takes part."
    ),
    "roster_loses_people": N_(
        "{n} of {total} rows may be people and would be left out: rows {rows}. Nobody was"
        " imported. Correct the list, or say with `--anyway` that this is right."
    ),
    "roster_names_guessed": N_(
        "No heading says where the names are; {columns} look like it. Nobody was imported. Say"
        " which column it is, as in `--column {column}`, or that this is right with `--anyway`."
    ),
    "roster_mixes_people": N_(
        "Several people share one name, because no column was taken for “{lacking}”. Nobody"
        " was imported. Say which column it is, as in `--column {column}`, or import"
        " them so with `--anyway`."
    ),
    "workbook_not_synthesis": N_(
        "“{name}” is no synthesis of worldcafe, or its headings are gone. Choose the workbook"
        " that was written under Synthesis, or a sheet of it."
    ),
    "workbook_too_new": N_(
        "“{name}” was written by a newer version of worldcafe. Update this one to read it."
    ),
    "workbook_of_another_workshop": N_(
        "“{name}” is the synthesis of another workshop. Open that workshop to bring it back."
    ),
    "workbook_conflicts": N_(
        "Differences that only a person can settle: {n}. Say which side is right, with"
        " `--take workbook` or `--take workshop`, or settle them one by one in the window."
    ),
    "copy_conflicts": N_(
        "Differences that only a person can settle: {n}. Say which side is right, with"
        " `--take ours` or `--take theirs`, or settle them one by one in the window."
    ),
    "copy_outdated": N_(
        "The workshop has been changed since the copy was compared. Compare it again."
    ),
    "earlier_state": N_("{path} is an earlier state that was kept, and is left out."),
    "only_rehearsed": N_("{path} is a rehearsal, and is left out."),
    "other_copy": N_("{path} is another copy of {first}, and is left out."),
    "portfolio_empty": N_(
        "No workshop could be read, so nothing is written. Name workshops, or a folder that"
        " holds some."
    ),
    "portfolio_too_large": N_(
        "No sheet of Excel holds more than a million rows. Make several portfolios, one for"
        " each year for instance."
    ),
    "copy_of_another": N_(
        "That is another workshop, no copy of this one. `--add-contributions` adds what was"
        " said there."
    ),
    "added_nowhere": N_(
        "There is no table or no round here to which something said in another workshop could"
        " be added. Prepare these first."
    ),
    "copy_is_rehearsal": N_("A rehearsal comes in nowhere: nothing in it was ever said."),
    "copy_has_forgotten": N_(
        "In that copy people were forgotten who are still on the list here: {names}. Forget"
        " them here first."
    ),
    "workbook_outdated": N_(
        "“{title}” has been changed since the workbook was compared. Compare it again."
    ),
    "workbook_row_unknown": N_("There is nothing with the identifier {text} any more."),
    "note_table_missing": N_("The table is not said. Write its number."),
    "note_round_missing": N_("The round is not said. Write its number."),
    "note_table_unknown": N_("There is no table “{text}” in this workshop. Check the number."),
    "note_round_unknown": N_("There is no round “{text}” in this workshop. Check the number."),
    "note_title_missing": N_("The title is missing. Say the idea in one line. {text}"),
    "note_too_long": N_("This line is longer than {limit} characters: {text}…"),
    "note_unreadable": N_("This line is no JSON object ({reason}): {text}"),
    "notes_no_titles": N_(
        "No column with titles was found in the sheet “{sheet}” of “{name}”. Its headings"
        " are: {headings}. Use a note sheet of ours, or call one column “Title”."
    ),
    "notes_no_lines": N_(
        "“{name}” holds no JSON lines. Write one contribution as a JSON object on each line."
    ),
}
