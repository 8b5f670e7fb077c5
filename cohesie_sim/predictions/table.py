"""From finished worlds to the rows that are published."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.predictions.foretold import Foretold
from cohesie_sim.predictions.quantities import QUANTITIES, Quantity
from cohesie_sim.predictions.sources import Sources
from cohesie_sim.predictions.worlds import Worlds
from cohesie_sim.report.prediction_words import PredictionWords
from cohesie_sim.rules.hypothesis import HYPOTHESES

CANNOT: Final = "cannot express"
_QUANTILES: Final = ("median", "low90", "high90", "model_low90", "model_high90")
_SOURCES: Final = tuple(f"from_{name}" for name in Sources._fields)
_MEDIANS: Final = tuple(f"median_{name}" for name in HYPOTHESES)
_OUTER: Final = (0.05, 0.95)


def make_table(worlds: Worlds, commit: str) -> pd.DataFrame:
    """Return the predictions, one row each.

    Parameters
    ----------
    worlds
        Finished worlds.
    commit
        Of the code.

    Returns
    -------
    DataFrame
        Columns ``id``, ``part``, ``quantity``, ``definition``, ``unit``, ``median``, ``low90``, ``high90``,
        ``model_low90`` and ``model_high90`` (without what happens outside the model), ``draws``, ``worlds``,
        ``commit``, ``how``, ``from_hypothesis``, ``from_parameters``, ``from_luck``, ``from_outside`` (shares of the
        variance), a median under each hypothesis, such as ``median_null``, and ``limits``. A quantity that the model
        cannot express has no numbers, and the reason in ``limits``.
    """
    words = PredictionWords("en")
    head = {"draws": len(np.unique(worlds.draw)), "worlds": len(worlds.draw), "commit": commit}
    return pd.DataFrame([_row(quantity, quantity.foretell(worlds), head, words) for quantity in QUANTITIES])


def _row(quantity: Quantity, foretold: Foretold | None, head: dict[str, Any], words: PredictionWords) -> dict[str, Any]:
    key, part = quantity.id, quantity.part
    what = {
        "id": key,
        "part": part,
        "quantity": words.quantity(key, part),
        "definition": words.definition(key),
        "unit": words.unit(key, part),
    }
    if foretold is None:
        nothing = [dict.fromkeys(names, np.nan) for names in (_QUANTILES, _SOURCES + _MEDIANS)]
        return {**what, **nothing[0], **head, "how": CANNOT, **nothing[1], "limits": words.cannot(key)}
    model = np.nanquantile(foretold.central(), _OUTER)
    numbers = dict(zip(_QUANTILES, (*foretold.quantiles(0.5, *_OUTER), *model), strict=True))
    sources = dict(zip(_SOURCES + _MEDIANS, (*foretold.sources(), *foretold.medians()), strict=True))
    return {**what, **numbers, **head, "how": words.how(key), **sources, "limits": words.limits(key)}


def world_table(worlds: Worlds) -> pd.DataFrame:
    """Return what each world says by itself, without what happens outside the model.

    Parameters
    ----------
    worlds
        Finished worlds.

    Returns
    -------
    DataFrame
        One row per world: ``world``, ``draw`` and a column per prediction, such as ``P13`` or ``P20 heerlen``, in its
        unit; empty where the model cannot express it in that world.
    """
    table = pd.DataFrame({"world": np.arange(len(worlds.draw)), "draw": worlds.draw})
    for quantity in QUANTITIES:
        foretold = quantity.foretell(worlds)
        if foretold is not None:
            table[f"{quantity.id} {quantity.part}".strip()] = foretold.central()
    return table
