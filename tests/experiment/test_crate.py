"""The research object: what RO-Crate 1.1 requires, and that everything it names is there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cohesie_sim.experiment import Design, run_design, store_results
from cohesie_sim.experiment.crate import AUTHOR, make_crate
from cohesie_sim.experiment.seal import seal_results
from cohesie_sim.experiment.store import write_files

ROOT = Path(__file__).parents[2]
Crate = tuple[Path, dict[str, dict[str, Any]]]


@pytest.fixture
def crate(design: Design, tmp_path: Path) -> Crate:
    """Return a folder of results and the entities of its description, by id."""
    folder = tmp_path / "made"
    store_results(design, folder, run_design(design, folder, jobs=1))
    write_files(folder, {"README.md": b"# Answer\n", "a.en.png": b"png"})
    seal_results(design, folder, ["README.md", "a.en.png"])
    read = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert read["@context"] == "https://w3id.org/ro/crate/1.1/context"
    return folder, {entity["@id"]: entity for entity in read["@graph"]}


def test_descriptor_and_root_have_what_the_specification_requires(crate: Crate) -> None:
    _, entities = crate
    descriptor, root = entities["ro-crate-metadata.json"], entities["./"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert root["name"] == "cohesie_sim: small"
    assert root["description"].startswith("What?")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", root["datePublished"])
    assert entities[root["license"]["@id"]]["identifier"] == "MIT"


def test_every_file_of_the_folder_is_a_part_with_its_format(crate: Crate) -> None:
    folder, entities = crate
    there = {path.name for path in folder.iterdir() if path.is_file()} - {"ro-crate-metadata.json"}
    parts = {part["@id"] for part in entities["./"]["hasPart"]}
    assert parts == there >= {"weekly.parquet", "summary.csv", "dictionary.csv", "manifest.json", "README.md"}
    formats = {name: entities[name]["encodingFormat"] for name in parts}
    assert formats["summary.csv"] == "text/csv"
    assert formats["weekly.parquet"] == "application/vnd.apache.parquet"
    assert formats["a.en.png"] == "image/png"
    for name in parts:
        assert entities[name]["@type"] == "File"
        assert entities[name]["contentSize"] == str((folder / name).stat().st_size)


def test_every_reference_leads_somewhere(crate: Crate) -> None:
    _, entities = crate
    outside = {"https://w3id.org/ro/crate/1.1", "http://schema.org/CompletedActionStatus"}

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {value["@id"]} if set(value) == {"@id"} else set().union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    named = set().union(*(references(list(entity.values())) for entity in entities.values()))
    assert named <= set(entities) | outside


def test_the_action_names_software_commit_and_design(crate: Crate) -> None:
    folder, entities = crate
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    action = entities["#run"]
    software = entities[action["instrument"]["@id"]]
    assert action["@type"] == "CreateAction"
    assert action["result"] == {"@id": "./"}
    assert software["version"] == manifest["versions"]["cohesie-sim"]
    assert f"code:{manifest['versions']['code']}" in software["identifier"]
    assert any(manifest["commit"]["id"] in identifier for identifier in software["identifier"])
    parameters = {entities[one["@id"]]["name"]: entities[one["@id"]]["value"] for one in action["object"]}
    assert (parameters["seed"], parameters["replicates"], parameters["residents"]) == (1, 3, 80)
    assert json.loads(parameters["grids[0].levels"]) == [0.0, 8.0]
    assert json.loads(parameters["grids[0].hypotheses"]) == ["article"]


def test_author_and_licence_are_those_of_the_citation() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^  - name: (.+)$", citation, flags=re.MULTILINE) == [AUTHOR]
    assert re.findall(r"^license: (.+)$", citation, flags=re.MULTILINE) == ["MIT"]


def test_it_names_no_path(crate: Crate, tmp_path: Path) -> None:
    folder, _ = crate
    for name in ("ro-crate-metadata.json", "manifest.json", "dictionary.csv"):
        assert str(tmp_path) not in (folder / name).read_text(encoding="utf-8")


def test_without_a_commit_the_version_of_the_code_remains(crate: Crate) -> None:
    manifest = json.loads((crate[0] / "manifest.json").read_text(encoding="utf-8"))
    (software,) = [
        entity
        for entity in make_crate({**manifest, "commit": None}, {})["@graph"]
        if entity["@type"] == "SoftwareApplication"
    ]
    assert software["identifier"] == [f"code:{manifest['versions']['code']}"]
