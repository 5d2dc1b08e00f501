"""The workshop on disk: one SQLite file, with history, undo and recovery."""

from typing import TYPE_CHECKING

from worldcafe.late import late

if TYPE_CHECKING:
    from worldcafe.document.document import *
    from worldcafe.document.forgetting import *
    from worldcafe.document.gathering import *
    from worldcafe.document.gone import *
    from worldcafe.document.looking import *
    from worldcafe.document.reading import *
    from worldcafe.document.rebuilding import *
    from worldcafe.document.snapshots import *
else:
    OFFERED = {
        "document": "Change Document",
        "forgetting": "Reached forget",
        "gathering": "Gathering",
        "gone": "GoneWorkshop delete_snapshots gone_workshops",
        "looking": "Glance glance standing",
        "reading": "look_into opened_copy read_workshop",
        "rebuilding": "Examination n_contributions_left rebuild rebuild_beside",
        "snapshots": "Snapshot recover snapshots_of",
    }
    __getattr__ = late(__name__, OFFERED)
