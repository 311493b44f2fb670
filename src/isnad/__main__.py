"""python -m isnad"""

import sys

from isnad.cli.main import main

sys.exit(main())
