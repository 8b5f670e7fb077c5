"""The results as a research object: ``ro-crate-metadata.json`` (RO-Crate 1.1), read by repositories and catalogues.

It says what the folder holds, who made it under which licence, and by which action: which software, with which design.
The manifest stays the place for everything else; the two are written together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

FILE: Final = "ro-crate-metadata.json"
AUTHOR: Final = "the cohesie_sim authors"  # as in CITATION.cff
LICENCE: Final = "https://spdx.org/licenses/MIT"
_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.1"
_FORMATS: Final = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_ABOUT: Final = {
    "README.md": "The answer in English: question, findings with intervals, limits.",
    "LEESMIJ.md": "The answer in Dutch.",
    "manifest.json": "Design, settings, parameters, seeds, versions and fingerprints of the files.",
    "dictionary.csv": "What every column is: type, unit, label in English and Dutch, definition.",
    "summary.csv": "Means, intervals and paired differences of every outcome, period and condition.",
    "draws.csv": "Which draw of parameters every replicate has, and its values.",
    "findings.csv": "The findings that answer the question, with intervals, under every hypothesis.",
    "weekly.parquet": "Outcomes per run and week. Large: may be left out; the command of the action makes it again.",
    "splits.parquet": "Outcomes per run, phase and group. Large: may be left out; the action makes it again.",
    "residents.parquet": "A row per run and adult. Large: may be left out; the action makes it again.",
    "lives.parquet": "A row per adult and week. Large: may be left out; the action makes it again.",
    "curves.parquet": "Outcomes per condition, draw of the parameters and month: what an emulator is fitted to.",
    "groups.parquet": "Outcomes of groups of adults per condition, draw of the parameters and phase.",
    "initiatives.parquet": "A row per life of an initiative and run.",
    "volunteers.parquet": "Counted commitments of volunteers and helpers per run.",
}
_PLAIN: Final = ("replicates", "seed", "neighbourhood", "residents")

Entity = dict[str, Any]


def make_crate(manifest: Mapping[str, Any], sizes: Mapping[str, int]) -> Entity:
    """Return the description of a folder of results.

    Parameters
    ----------
    manifest
        Of the results, with its design.
    sizes
        Bytes by name of each file, this one left out.

    Returns
    -------
    dict
        JSON-LD: metadata descriptor, root dataset, a file per result, licence, author, software, the action that made
        the results and its parameters.
    """
    parameters = _parameters(manifest["design"])
    files = [_file(name, size) for name, size in sorted(sizes.items())]
    graph = [_descriptor(), _root(manifest, files), *files, *_people(), _software(manifest)]
    return {"@context": f"{_SPECIFICATION}/context", "@graph": [*graph, _action(manifest, parameters), *parameters]}


def _descriptor() -> Entity:
    return {
        "@id": FILE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _SPECIFICATION},
        "about": {"@id": "./"},
    }


def _root(manifest: Mapping[str, Any], files: list[Entity]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"cohesie_sim: {manifest['name'].replace('_', ' ')}",
        "description": f"{manifest['question']} Results of simulations, for {manifest['purpose']}.",
        "datePublished": str(manifest["finished"])[:10],
        "license": {"@id": LICENCE},
        "author": {"@id": "#author"},
        "publisher": {"@id": "#author"},
        "inLanguage": ["en", "nl"],
        "hasPart": [{"@id": file["@id"]} for file in files],
        "mentions": {"@id": "#run"},
    }


def _file(name: str, size: int) -> Entity:
    ending = f".{name.rpartition('.')[2]}"
    told = {"description": _ABOUT[name]} if name in _ABOUT else {}
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        **told,
        "encodingFormat": _FORMATS.get(ending, "application/octet-stream"),
        "contentSize": str(size),
    }


def _people() -> list[Entity]:
    return [
        {"@id": LICENCE, "@type": "CreativeWork", "name": "MIT License", "identifier": "MIT"},
        {"@id": "#author", "@type": "Organization", "name": AUTHOR},
    ]


def _software(manifest: Mapping[str, Any]) -> Entity:
    versions, commit = manifest["versions"], manifest["commit"]
    code = [f"code:{versions['code']}"]
    if commit is not None:
        changed = "+changes" if commit["package_changed_since"] else ""
        code = [f"commit:{commit['id']}{changed}", *code]
    others = ", ".join(f"{name} {found}" for name, found in versions.items() if name not in {"cohesie-sim", "code"})
    return {
        "@id": "#cohesie_sim",
        "@type": "SoftwareApplication",
        "name": "cohesie_sim",
        "version": versions["cohesie-sim"],
        "softwareVersion": versions["cohesie-sim"],
        "identifier": code,
        "softwareRequirements": others,
        "license": {"@id": LICENCE},
    }


def _action(manifest: Mapping[str, Any], parameters: list[Entity]) -> Entity:
    return {
        "@id": "#run",
        "@type": "CreateAction",
        "name": f"{manifest['runs']} runs of the design {manifest['name']}",
        "description": f"To run it again and compare: cohesie reproduce results/{manifest['name']}",
        "endTime": manifest["finished"],
        "instrument": {"@id": "#cohesie_sim"},
        "object": [{"@id": parameter["@id"]} for parameter in parameters],
        "result": {"@id": "./"},
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
    }


def _parameters(design: Mapping[str, Any]) -> list[Entity]:
    """Return the parameters of the action: every part of the design, its lists as JSON."""
    found: dict[str, Any] = {name: design[name] for name in _PLAIN if design.get(name) is not None}
    for k, grid in enumerate(design["grids"]):
        found |= {f"grids[{k}].{name}": json.dumps(value, ensure_ascii=False) for name, value in grid.items()}
    return [
        {"@id": f"#parameter-{k}", "@type": "PropertyValue", "name": name, "value": value}
        for k, (name, value) in enumerate(found.items())
    ]
