"""What the packaged program starts with."""

import os
import sys

from worldcafe.__main__ import main

# Our libraries are found by now. What the program opens, a workbook or a mail, has its own.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
os.environ.pop("LD_LIBRARY_PATH", None)
if before:
    os.environ["LD_LIBRARY_PATH"] = before

sys.exit(main())
