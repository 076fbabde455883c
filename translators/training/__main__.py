"""`python -m translators.training`."""

import sys

from translators.training.cli import main

sys.exit(main())
