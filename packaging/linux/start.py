"""What the packaged program starts with."""

import os
import sys

from worldcafe.__main__ import main

if sys.platform == "linux":
    # Our libraries are found by now. What the program opens, a workbook or a mail, has its own.
    for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        os.environ.pop(name, None)
    if before := os.environ.pop("LD_LIBRARY_PATH_ORIG", ""):
        os.environ["LD_LIBRARY_PATH"] = before

sys.exit(main())
