"""What an earlier state holds, for whoever wants to look before choosing one."""

import shutil

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.document import Document
from worldcafe.document.snapshots import Snapshot
from worldcafe.domain.workshop import Workshop


def look_into(snapshot: Snapshot) -> Workshop:
    """The workshop as it was then. The snapshot stays as it is, whatever format it has.

    Raises `FileRefused` if it cannot be read.
    """
    copy = files.beside(snapshot.path)  # what a cut leaves of it goes with the next snapshot
    try:
        files.begin(copy)
        shutil.copyfile(snapshot.path, copy)
        with Document.open(copy) as document:
            return document.workshop
    except OSError as error:
        raise placing.refusal_of(snapshot.path, error) from error
    finally:
        files.discard(copy)
