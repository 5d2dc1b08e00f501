"""The sheets of a synthesis that can be left out."""

OPTIONAL = (
    "next_steps", "priorities", "by_theme", "by_modality", "countries", "by_table", "insights",
    "clusters", "offers_and_needs", "partners", "participants", "originals", "follow_up",
    "pictures", "guide",
)  # fmt: skip
"""By the names that commands call them, in their order."""
