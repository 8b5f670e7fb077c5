"""``python -m cohesie_sim`` is ``cohesie``."""

import sys

from cohesie_sim.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
