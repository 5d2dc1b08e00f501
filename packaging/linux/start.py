"""What the packaged program starts with."""

import sys

from worldcafe.__main__ import main

sys.exit(main())
