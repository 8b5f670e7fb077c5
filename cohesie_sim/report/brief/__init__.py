"""A brief of two pages for an alderman, as HTML and PDF, whose every number carries the id of the row it came from."""

from __future__ import annotations

from cohesie_sim.report.brief.making import make_brief

__all__ = ["make_brief"]
