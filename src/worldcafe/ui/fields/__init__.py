"""The fields of a form: entry, pickers, chips, and the form of a contribution."""
