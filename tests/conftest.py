"""Settings that hold for every test."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"  # figures are drawn to files, on machines without a screen

# No deadline: the first example would measure the compiler. Under CI hypothesis itself fixes the examples, so that
# what it newly finds stops the person who looks for it and not an unrelated change.
settings.register_profile("cohesie_sim", parent=settings(), deadline=None)
settings.load_profile("cohesie_sim")
