"""The sentence for every refusal: what is the matter, and what helps."""

from worldcafe.wording.marker import N_

SENTENCES: dict[str, str] = {
    # rules of the café
    "theme_without_name": N_("A theme needs a name."),
    "theme_name_taken": N_("There is already a theme called “{name}”."),
    "theme_unknown": N_("This theme is no longer in the workshop."),
    "no_theme_yet": N_("There is no theme yet. Add one first."),
    "table_number_taken": N_("There is already a table {number}. Choose another number."),
    "table_unknown": N_("This table is not in the workshop."),
    "table_has_contributions": N_(
        "Table {number} keeps contributions, so it stays. Move them to another table first."
    ),
    "table_has_draft": N_(
        "Something is being written at table {number}. Record or discard it first."
    ),
    "table_full": N_("Table {number} is full: it has {seats} seats."),
    "host_taken": N_("{name} already hosts table {number}."),
    "round_number_taken": N_("There is already a round {number}."),
    "round_unknown": N_("This round is not in the workshop."),
    "round_has_contributions": N_(
        "Round {number} keeps contributions, so it stays. Move them to another round first."
    ),
    "round_has_draft": N_(
        "Something is being written in round {number}. Record or discard it first."
    ),
    "round_is_running": N_("Round {number} is running. End it first."),
    "no_round_yet": N_("There is no round yet. Add one under Prepare."),
    "template_after_contributions": N_(
        "{n} contributions are already recorded. A template would take away their tables:"
        " start a new workshop for it."
    ),
    "participant_without_name": N_("A person needs a name."),
    "participant_unknown": N_("This person is no longer on the list."),
    "participant_has_notes": N_(
        "{name} wrote contributions, so the name stays on the list with them."
    ),
    "plan_outdated": N_("Tables or rounds have changed since this plan. Make a new one."),
    "seated_twice": N_("The plan seats {name} twice in one round."),
    "segment_unknown": N_("This part of the day is no longer planned."),
    "clock_not_started": N_("The clock is not running. Start a round first."),
    "already_recorded": N_("“{title}” is already recorded."),
    "contribution_unknown": N_("This contribution is not in the workshop."),
    "field_not_editable": N_("“{field}” says where the contribution comes from and stays."),
    "field_invalid": N_("This value does not fit the field “{field}”."),
    # undo
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
    "value_moved_on": N_(
        "This cannot be taken back: what it changed has been changed again since."
    ),
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
        "{path} is damaged. It was left as it is; an earlier state can be recovered from the"
        " copies worldcafe keeps."
    ),
    "disk_full": N_(
        "The disk is full, so this was not saved. Free some space and do it again; what you"
        " typed is still here."
    ),
    "unwritable": N_("{path} cannot be written: {reason}"),
    "no_snapshot": N_("worldcafe keeps no earlier copy of {path}."),
}
