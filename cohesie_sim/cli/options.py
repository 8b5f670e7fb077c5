"""The options of the commands: what each takes, and its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cohesie_sim.cli.usage import path_word, whole_number

ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="Name (cohesie scenarios) or a .toml file.")]
Residents = Annotated[str | None, typer.Option(metavar="K", help="Number of residents.")]
Seed = Annotated[int, typer.Option(metavar="S", parser=whole_number(0, 2**63 - 1), help="Which world.")]
Replicates = Annotated[int, typer.Option(metavar="R", parser=whole_number(1, 100_000), help="Number of replicates.")]
Jobs = Annotated[
    int | None,
    typer.Option(metavar="J", parser=whole_number(1, 1024), help="Threads of the compiled engine; one per core."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Neighbourhood = Annotated[str | None, typer.Option(metavar="N", help="Name (cohesie neighbourhoods) or a .toml file.")]
Fte = Annotated[
    str | None, typer.Option(metavar="F", help="Community workers per 10,000 residents; what a phase scales is scaled.")
]
Hypothesis = Annotated[str | None, typer.Option(metavar="H", help="article, self_reliance or null.")]
Changes = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change any key of the scenario; repeatable.")
]
Language = Annotated[
    Literal["nl", "en"] | None, typer.Option(help="Language; without it a film is Dutch and the app English.")
]
Port = Annotated[
    int, typer.Option(metavar="P", parser=whole_number(0, 65535), help="Where the app listens; 0: any free port.")
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Only print the address; open no browser.")]
Film = Annotated[
    Path | None,
    typer.Option(metavar="FILE", parser=path_word, help="Write a film without and with community work: .gif or .mp4."),
]
Results = Annotated[
    Path, typer.Argument(metavar="RESULTS", parser=path_word, help="Folder of the results, such as results/NAME.")
]
Uncertainty = Annotated[
    Literal["none", "posterior"] | None,
    typer.Option(help="Default parameters, or draws from the posterior, instead of the file's."),
]
Shard = Annotated[
    str | None, typer.Option(metavar="I/N", help="Run part I of N only, for job arrays: docs/clusters.md.")
]
Merge = Annotated[
    list[str] | None, typer.Option(metavar="DIR", help="Take over the runs of this folder first; repeatable.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell how many runs, how long and how large.")]
PageFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        parser=path_word,
        help="Write the policy page of results/policy_space to this file instead: one HTML file for any browser.",
    ),
]
Studies = Annotated[
    Path, typer.Argument(metavar="RESULTS", parser=path_word, help="Folder of a study (results/NAME), or of all.")
]
BriefLanguage = Annotated[Literal["nl", "en"], typer.Option(help="Dutch or English.")]
BriefFolder = Annotated[
    Path, typer.Option(metavar="DIR", parser=path_word, help="Folder for brief.LANG.html and brief.LANG.pdf.")
]
