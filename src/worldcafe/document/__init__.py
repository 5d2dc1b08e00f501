"""The open workshop, a SQLite file or shared on a server: history, undo and recovery."""

from typing import TYPE_CHECKING

from worldcafe.late import late

if TYPE_CHECKING:
    from worldcafe.document.address import *
    from worldcafe.document.change import *
    from worldcafe.document.document import *
    from worldcafe.document.forgetting import *
    from worldcafe.document.gathering import *
    from worldcafe.document.gone import *
    from worldcafe.document.looking import *
    from worldcafe.document.postgres import *
    from worldcafe.document.reading import *
    from worldcafe.document.rebuilding import *
    from worldcafe.document.snapshots import *
else:
    OFFERED = {
        "address": "Address file_at place_of",
        "change": "Change",
        "document": "Document",
        "forgetting": "Reached forget",
        "gathering": "Gathering",
        "gone": "GoneWorkshop delete_snapshots gone_workshops",
        "looking": "Glance glance standing",
        "postgres": "share",
        "reading": "look_into opened_copy read_workshop",
        "rebuilding": "Examination n_contributions_left rebuild rebuild_beside",
        "snapshots": "Snapshot recover snapshots_of",
    }
    __getattr__ = late(__name__, OFFERED)
