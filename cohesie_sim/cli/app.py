"""The commands and their options; what a command does stands in a module of its own.

Those modules are imported inside the commands, so that ``cohesie --help`` does not wait for numba, pandas or Mesa.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cohesie_sim.cli import options
from cohesie_sim.cli.exits import FINE, REFUSED
from cohesie_sim.cli.usage import USAGE_ERROR, Commands, explain, path_word, whole_number
from cohesie_sim.errors import ConfigurationError, checked_output

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    help="Community work, isolation and neighbourhood initiatives through lockdowns: exploration, not prediction.",
    epilog="Exit codes: 0 fine, 2 usage or configuration, 3 some runs failed, 4 a check failed, 130 interrupted.",
)


def _print_version(asked: bool) -> None:
    if asked:
        from cohesie_sim import __version__

        typer.echo(f"cohesie {__version__}")
        raise typer.Exit


@app.callback()
def cohesie(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """Stand before every command."""


@app.command()
def run(
    scenario: options.ScenarioName,
    neighbourhood: options.Neighbourhood = None,
    residents: options.Residents = None,
    fte: options.Fte = None,
    hypothesis: options.Hypothesis = None,
    changes: options.Changes = None,
    seed: options.Seed = 1,
    replicates: options.Replicates = 1,
    engine: Annotated[str, typer.Option(metavar="E", help="compiled or mesa.")] = "compiled",
    jobs: options.Jobs = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", parser=path_word, help="Write tidy Parquet files and a manifest to this folder."),
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Run a scenario and print its main outcomes per phase."""
    from cohesie_sim.cli.configuring import configure
    from cohesie_sim.cli.reporting import run_and_report
    from cohesie_sim.cli.running import Order

    options = {"neighbourhood": neighbourhood, "residents": residents, "fte": fte, "hypothesis": hypothesis}
    configured = configure(scenario, options, changes or [])
    return run_and_report(Order(configured, engine, replicates, seed, jobs), out, as_json=as_json)


@app.command()
def watch(
    scenario: options.ScenarioName,
    neighbourhood: options.Neighbourhood = None,
    residents: options.Residents = "600",
    fte: options.Fte = None,
    hypothesis: options.Hypothesis = None,
    changes: options.Changes = None,
    seed: options.Seed = 1,
    lang: options.Language = None,
    port: options.Port = 8765,
    no_open: options.NoOpen = False,
    export: options.Film = None,
) -> int:
    """Watch the Mesa model week by week in a browser, or write a film of it."""
    from cohesie_sim.cli import watching

    options = {"neighbourhood": neighbourhood, "residents": residents, "fte": fte, "hypothesis": hypothesis}
    wish = watching.Wish(scenario, options, changes or [], seed)
    if export is not None:
        return watching.export(wish, export, lang or "nl")
    return watching.watch(wish, lang or "en", port, open_browser=not no_open)


@app.command()
def sweep(
    design: Annotated[Path, typer.Argument(metavar="DESIGN", parser=path_word, help="A .toml file: docs/howto.md.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", parser=path_word, help="Folder of the results; results/NAME below this one."),
    ] = None,
    replicates: Annotated[
        int | None, typer.Option(metavar="R", parser=whole_number(1, 1_000_000), help="Instead of the file's.")
    ] = None,
    residents: Annotated[
        int | None, typer.Option(metavar="K", parser=whole_number(50, 1_000_000), help="Instead of the file's.")
    ] = None,
    uncertainty: options.Uncertainty = None,
    jobs: options.Jobs = None,
    resume: Annotated[bool, typer.Option("--resume", help="Do what is missing; refuse what does not match.")] = False,
    shard: options.Shard = None,
    merge: options.Merge = None,
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="Run on the Dask cluster at this address.")] = "",
    dry_run: options.DryRun = False,
) -> int:
    """Run a design: many conditions, tables, pictures and a page that answers its question."""
    from cohesie_sim.cli import sweeping
    from cohesie_sim.cli.study import How
    from cohesie_sim.experiment.parts import parse_shard

    part = None if shard is None else parse_shard(shard)
    how = How(jobs, resume, part, scheduler, tuple(merge or ()), dry_run)
    return sweeping.sweep(design, out, replicates, residents, uncertainty, how)


@app.command()
def report(
    folder: options.Results,
    out: options.PageFile = None,
) -> int:
    """Draw and write the report of stored results again; nothing is run."""
    from cohesie_sim.cli import redrawing

    return redrawing.redraw(folder) if out is None else redrawing.write_page(folder, out)


@app.command()
def brief(
    folder: options.Studies,
    lang: options.BriefLanguage = "nl",
    out: options.BriefFolder = Path(),
) -> int:
    """Write a brief of two pages on a study, HTML and PDF, each number with the row it came from."""
    from cohesie_sim.cli import briefing

    return briefing.brief(folder, lang, out)


@app.command()
def reproduce(
    folder: options.Results,
    jobs: options.Jobs = None,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", parser=path_word, help="Keep what is made; started again, it goes on from there."),
    ] = None,
) -> int:
    """Make stored results again from their manifest, and compare every file."""
    from cohesie_sim.cli import reproducing

    return reproducing.reproduce(folder, jobs, keep)


@app.command()
def compare(
    first: Annotated[
        str,
        typer.Argument(
            metavar="A", help="Folder of run --out, or of an experiment: FOLDER:SCENARIO/VARIANT/FTE/HYPOTHESIS."
        ),
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one; differences are B minus A.")],
    as_json: options.AsJson = False,
) -> int:
    """Compare two stored scenarios replicate by replicate, per phase."""
    from cohesie_sim.cli import comparing

    return comparing.compare(first, second, as_json=as_json)


@app.command()
def verify(
    scenario: Annotated[
        str | None, typer.Argument(metavar="[SCENARIO]", help="Name or .toml file; without it, every shipped scenario.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every shipped scenario.")] = False,
    residents: Annotated[str, typer.Option(metavar="K", help="Number of residents.")] = "150",
    replicates: options.Replicates = 1,
    seed: options.Seed = 1,
) -> int:
    """Check that both engines live the same weeks, under all three hypotheses."""
    from cohesie_sim.cli.verifying import verify_and_report

    return verify_and_report(scenario, residents, replicates, seed, everything=everything)


@app.command()
def bench(
    file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", parser=path_word, help="Write everything to this file.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Small sizes: a test of the benchmark, not of speed.")] = False,
    page: Annotated[
        Path | None,
        typer.Option(
            metavar="PAGE", parser=path_word, help="Measure this policy page in Chromium instead (extra: page)."
        ),
    ] = None,
) -> int:
    """Measure speed, memory and start of both engines, or how fast the policy page follows."""
    from cohesie_sim.cli.benching import bench_and_report, bench_page_and_report

    return bench_page_and_report(page, file, quick=quick) if page else bench_and_report(file, quick=quick)


@app.command()
def claims(
    results: Annotated[
        Path, typer.Argument(metavar="[RESULTS]", parser=path_word, help="Folder with a folder per experiment.")
    ] = Path("results"),
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", parser=path_word, help="Write the ledger to this file as well.")
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Print the ledger: each claim of the article, its criteria, the numbers found, and the verdict."""
    from cohesie_sim.cli.claim_list import list_claims

    list_claims(results, page, as_json=as_json)
    return FINE


@app.command()
def scenarios(as_json: options.AsJson = False) -> int:
    """List the shipped scenarios."""
    from cohesie_sim.cli.scenario_list import list_scenarios

    list_scenarios(as_json=as_json)
    return FINE


@app.command()
def neighbourhoods(as_json: options.AsJson = False) -> int:
    """List the shipped neighbourhoods, with what is doubtful about their numbers."""
    from cohesie_sim.cli.neighbourhood_list import list_neighbourhoods

    list_neighbourhoods(as_json=as_json)
    return FINE


@app.command()
def parameters(
    pattern: Annotated[
        str, typer.Argument(metavar="[PATTERN]", help="Part of a name, or a pattern such as 'fear.*'.")
    ] = "",
    as_json: options.AsJson = False,
) -> int:
    """List parameters: value, unit, range, role and source."""
    from cohesie_sim.cli.parameter_list import list_parameters

    list_parameters(pattern, as_json=as_json)
    return FINE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments
        Without the name of the program; those of the process by default.

    Returns
    -------
    int
        Exit code: 0 fine, 2 usage or configuration, 3 some runs failed, 4 a check failed, 130 interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    code = FINE
    try:
        with checked_output():
            code = typer.main.get_command(app).main(words, "cohesie", standalone_mode=False) or FINE
    except ConfigurationError as error:
        problem = str(error)
    except USAGE_ERROR as error:
        problem = explain(error)
    else:
        return int(code)
    sys.stderr.write(f"{problem}\n")
    return REFUSED
