"""What a folder of finished runs belongs to, in ``design.json``: a version of the code and a design, and their parts.

It lets a later start refuse with the reason, instead of mixing runs that do not belong together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design import Design, code_version
from cohesie_sim.experiment.grids import Cell
from cohesie_sim.experiment.store import write_json

FILE: Final = "design.json"
_SHOWN: Final = 3  # conditions that an error names before it counts


def belonging(design: Design) -> dict[str, Any]:
    """Return what the runs of a design belong to.

    Parameters
    ----------
    design
        Which runs.

    Returns
    -------
    dict
        ``code``, the version of the code; ``design``, a fingerprint of the design that does not depend on the code; and
        ``parts``, what a person needs in order to see how two designs differ. Plain values.

    Raises
    ------
    ConfigurationError
        As :meth:`~cohesie_sim.experiment.design.Design.cells`.
    """
    cells = design.cells()
    parts: dict[str, Any] = {
        "name": design.name,
        "replicates": design.replicates,
        "seed": design.seed,
        "uncertainty": design.uncertainty,
        "neighbourhood": sorted({Path(cell.scenario.neighbourhood).stem for cell in cells}),
        "residents": sorted({cell.scenario.residents for cell in cells}),
        "keep_residents": design.keep_residents,
        "conditions": {_condition(cell): cell.scenario.content_hash()[:16] for cell in cells},
    }
    return {"code": code_version(), "design": fingerprint(parts), "parts": parts}


def fingerprint(parts: Mapping[str, Any]) -> str:
    """Return a fingerprint of a design, the same in whatever order its conditions stand.

    Parameters
    ----------
    parts
        Plain values by name.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def read_belonging(raw: Path) -> dict[str, Any] | None:
    """Return what a folder of runs says that it belongs to.

    Parameters
    ----------
    raw
        Folder of the shards.

    Returns
    -------
    dict or None
        As :func:`belonging`; None when the folder does not say.

    Raises
    ------
    ConfigurationError
        When the file cannot be read.
    """
    path = raw / FILE
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"{path}: cannot be read ({error}). Remove the folder {raw} and start again."
        ) from None
    return found


def write_belonging(raw: Path, belongs: Mapping[str, Any]) -> None:
    """Write what a folder of runs belongs to, whole or not at all.

    Parameters
    ----------
    raw
        Folder of the shards.
    belongs
        From :func:`belonging`.

    Raises
    ------
    ConfigurationError
        When it cannot be written.
    """
    write_json(raw / FILE, belongs)


def check_belonging(raw: Path, there: Mapping[str, Any], here: Mapping[str, Any], instead: str) -> None:
    """Refuse when a folder holds runs of something else.

    Parameters
    ----------
    raw
        Folder of the shards.
    there
        What it belongs to.
    here
        What is asked for.
    instead
        What a person can do instead, as a sentence.

    Raises
    ------
    ConfigurationError
        When code version or design differ; the text says how.
    """
    reasons = differences(there, here)
    if reasons:
        raise ConfigurationError(f"{raw}: holds other runs than these: {'; '.join(reasons)}. {instead}")


def differences(there: Mapping[str, Any], here: Mapping[str, Any]) -> list[str]:
    """Return in words how what a folder belongs to differs from what is asked for.

    Parameters
    ----------
    there
        Of the folder.
    here
        Asked for.

    Returns
    -------
    list of str
        Empty when they are the same.
    """
    found = []
    if there.get("code") != here["code"]:
        found.append(f"code version {there.get('code')} there, {here['code']} here")
    if there.get("design") == here["design"]:
        return found
    old, new = there.get("parts", {}), here["parts"]
    plain = [key for key in new if key != "conditions" and old.get(key) != new[key]]
    found += [f"{key} {_shown(old.get(key))} there, {_shown(new[key])} asked for" for key in plain]
    # another place or size changes every condition: said once is enough
    same_people = not {"neighbourhood", "residents"} & set(plain)
    return found + _conditions(old.get("conditions", {}), new["conditions"], same_people=same_people)


def _conditions(old: Mapping[str, str], new: Mapping[str, str], *, same_people: bool) -> list[str]:
    other = [name for name in new if name in old and old[name] != new[name]] if same_people else []
    listed = {
        "only there": [name for name in old if name not in new],
        "only asked for": [name for name in new if name not in old],
        "with other settings or parameters": other,
    }
    return [f"conditions {words}: {_few(names)}" for words, names in listed.items() if names]


def _condition(cell: Cell) -> str:
    return f"{cell.hypothesis}, {cell.scenario_name}, {cell.variant}, {cell.fte_per_10000:g} fte"


def _few(names: Iterable[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    more = f" and {len(quoted) - _SHOWN} more" if len(quoted) > _SHOWN else ""
    return ", ".join(quoted[:_SHOWN]) + more


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
