"""What does the level of funding for community work do to isolation and to the survival of initiatives?

Six levels, from none to 12 fte per 10,000 residents, through the Dutch lockdowns as they were, without corona, and
with a second lockdown twice as long. Three of the levels run under the rival hypotheses as well, to see what holds
under all of them. Every level meets the same residents and the same luck, so that differences come from funding alone.
Results go to ``results/funding_sweep``; open its README.md first. Started again, it goes on.
"""  # noqa: D400 - a question

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cohesie_sim.errors import ConfigurationError, checked_output
from cohesie_sim.experiment import Design, Grid, run_design, store_results, write_files
from cohesie_sim.report import answers, draw_pictures, read_results, write_pages

OUT = Path(__file__).parents[1] / "results" / "funding_sweep"


def design(replicates: int = 50, residents: int = 4000) -> Design:
    """Return the design of the sweep."""
    return Design(
        name="funding_sweep",
        question="What does the level of funding for community work do to residents' isolation and to the survival of "
        "initiatives, during lockdowns and after them?",
        question_nl="Wat doet het niveau van financiering van opbouwwerk met het isolement van bewoners en het "
        "voortbestaan van initiatieven, tijdens lockdowns en erna?",
        grids=(
            Grid(levels=(0, 2, 4, 6, 8, 12), scenarios=("nl_2020_2022", "no_corona", "long_winter")),
            Grid(levels=(0, 12), scenarios=("nl_2020_2022",), hypotheses=("self_reliance", "null")),
        ),
        replicates=replicates,
        seed=1,
        neighbourhood="heerlen",
        residents=residents,
    )


def run(chosen: Design, out: Path, jobs: int | None) -> int:
    """Run the sweep, store its results and tell the answer; return the exit code (3 when some runs failed)."""
    finished = run_design(chosen, out, jobs)
    store_results(chosen, out, finished)
    print("drawing the pictures", file=sys.stderr)
    results = read_results(out)
    pictures = draw_pictures(results)
    write_files(out, {**pictures, **write_pages(results, list(pictures))})
    with checked_output():
        print("\n".join(answers(results, "en")))
        print(f"Exploration and explanation, not prediction. {len(pictures)} pictures and README.md are in {out}.")
    if finished.failed:
        print(f"{finished.failed} runs failed: see {out / 'errors.csv'}.", file=sys.stderr)
    return 3 if finished.failed else 0


def main() -> int:
    """Read the options and run; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=50, help="worlds per condition (50)")
    parser.add_argument("--residents", type=int, default=4000, help="size of the neighbourhood (4000)")
    parser.add_argument("--jobs", type=int, default=None, help="threads (one per core)")
    parser.add_argument("--out", default=str(OUT), help="folder of the results (results/funding_sweep)")
    given = parser.parse_args()
    if not given.out:
        parser.error("--out = '' is not allowed: the name of a folder")
    try:
        return run(design(given.replicates, given.residents), Path(given.out), given.jobs)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
