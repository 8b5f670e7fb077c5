"""What Solara is given by name: a component ``Page``, drawn anew for every visitor."""

from __future__ import annotations

from typing import Any

from cohesie_sim.extras import optional_library
from cohesie_sim.model.watch.app import page
from cohesie_sim.model.watch.server import current_order

solara = optional_library("solara", "viz", "Solara")
title = "cohesie watch"


@solara.component
def Page() -> Any:  # noqa: N802 - the name for which Solara looks
    """Show SolaraViz with the order of this process."""
    return page(current_order())
