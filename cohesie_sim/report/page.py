"""The page beside the pictures: the answer in plain words, with its intervals and with what it does not show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from cohesie_sim.report.dose_response import PERIOD
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, choose, measure_text, number, shown, unit_text

PAGE_NAMES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
_TOLD: Final = ("isolated", "out_of_sight", "lonely", "initiatives_surviving", "volunteers_staying")


def answers(results: Results, language: Language) -> list[str]:
    """Return the main numbers in plain sentences.

    Parameters
    ----------
    results
        Of an experiment with at least two levels.
    language
        ``en`` or ``nl``.

    Returns
    -------
    list of str
        One sentence per scenario and outcome: highest against lowest level, with the interval, or "not distinguishable".
    """
    lowest, highest = results.levels[0], results.levels[-1]
    sentences = []
    for scenario in results.scenarios:
        rows = results.of(results.summary, scenario)
        rows = rows[rows["period"] == PERIOD]
        for name in _TOLD:
            of_outcome = rows[rows["outcome"] == name].set_index("fte_per_10000")
            sentence = _compare(name, of_outcome.loc[lowest], of_outcome.loc[highest], language)
            sentences.append(f"{results.title(scenario, language)}: {sentence}")
    return sentences


def _compare(name: str, before: Any, after: Any, language: Language) -> str:
    what, unit = measure_text(name, language), unit_text(name, language)
    gap, low, high = (
        number(shown(name, float(after[key])), 2, language, sign=True)
        for key in ("difference", "difference_low", "difference_high")
    )
    start, end = (number(shown(name, float(row["mean"])), 1, language) for row in (before, after))
    levels = choose(
        language,
        f"at {after.name:g} instead of {before.name:g} fte per 10,000 residents",
        f"bij {after.name:g} in plaats van {before.name:g} fte per 10.000 inwoners",
    )
    to, between = choose(language, "to", "tot"), unit_text(name, language, difference=True)
    if after["distinguishable"] != "yes":
        verdict = choose(language, "not distinguishable from no difference", "niet te onderscheiden van geen verschil")
        return f"{what}, {levels}: {verdict} ({gap} {between}, {low} {to} {high})."
    moved = choose(language, f"{end} instead of {start}", f"{end} in plaats van {start}")
    return f"{what}, {levels}: {moved} {unit}; {gap} {between} ({low} {to} {high})."


def write_page(results: Results, language: Language, pictures: Sequence[str]) -> str:
    """Return the page of an experiment in Markdown.

    Parameters
    ----------
    results
        Of an experiment with at least two levels.
    language
        ``en`` or ``nl``.
    pictures
        Names of the files that were drawn; those in this language are shown.

    Returns
    -------
    str
        Question, answer, cost, pictures and how to read them, limits and files.
    """
    manifest = results.manifest
    shown_pictures = [name for name in pictures if name.endswith(f".{language}.png")]
    question, answer, read, limits, files = choose(
        language, "Question|Answer|The pictures|What this does not show|Files", "Vraag|Antwoord|De figuren|Wat dit niet laat zien|Bestanden"
    ).split("|")
    parts = [
        f"# {manifest['name'].replace('_', ' ').capitalize()}",
        choose(
            language,
            "**Purpose: exploration and explanation, not prediction.** Made by command; do not edit. Nederlands: [LEESMIJ.md](LEESMIJ.md).",
            "**Doel: verkennen en verklaren, niet voorspellen.** Gemaakt met een opdracht; niet bewerken. English: [README.md](README.md).",
        ),
        f"## {question}\n\n{_question(results, language)}",
        f"## {answer}\n\n{_answer(results, language)}",
        f"## {read}\n\n{_reading(language)}",
        *[f"![{name.split('.')[0].replace('_', ' ')}]({name})" for name in shown_pictures],
        f"## {limits}\n\n{_limits(results, language)}",
        f"## {files}\n\n{_files(language)}",
    ]
    return "\n\n".join(parts) + "\n"


def _question(results: Results, language: Language) -> str:
    levels = ", ".join(f"{level:g}" for level in results.levels)
    titles = "; ".join(results.title(scenario, language) for scenario in results.scenarios)
    question = choose(
        language,
        str(results.manifest["question"]),
        str(results.manifest.get("question_nl") or results.manifest["question"]),
    )
    return choose(
        language,
        f"{question}\n\nFunding of {levels} fte of community work per 10,000 residents; courses of events: {titles}. {results.sample('en')}.",
        f"{question}\n\nFinanciering van {levels} fte opbouwwerk per 10.000 inwoners; verlopen: {titles}. {results.sample('nl')}.",
    )


def _answer(results: Results, language: Language) -> str:
    cost = results.manifest["cost_eur_per_fte_year_assumed"]
    low, high = (number(cost[end], 0, language) for end in ("low", "high"))
    per_1000 = [number(cost[end] * results.levels[-1] / 10, 0, language) for end in ("low", "high")]
    money = choose(
        language,
        f"Cost (assumed, no source gives it): EUR {low} to {high} for an fte-year, so {results.levels[-1]:g} fte per 10,000 residents "
        f"cost EUR {per_1000[0]} to {per_1000[1]} per 1,000 residents and year.",
        f"Kosten (aangenomen, geen bron geeft ze): EUR {low} tot {high} per fte per jaar; {results.levels[-1]:g} fte per 10.000 "
        f"inwoners kost dus EUR {per_1000[0]} tot {per_1000[1]} per 1.000 inwoners per jaar.",
    )
    note = choose(
        language,
        "Means from the first lockdown to the end, survival at the end; in brackets the 95 % interval of the difference within the "
        "same neighbourhoods.",
        "Gemiddelden vanaf de eerste lockdown tot het einde, overleven aan het einde; tussen haakjes het 95%-interval van het verschil "
        "binnen dezelfde buurten.",
    )
    return "\n".join(f"- {sentence}" for sentence in answers(results, language)) + f"\n\n{note} {money}"


def _reading(language: Language) -> str:
    return choose(
        language,
        "- *differences*: start here. Each dot is the change against the lowest level; hollow grey means not distinguishable.\n"
        "- *over time*: a line per level; grey blocks are lockdowns.\n"
        "- *survival*: how many initiatives are still going after so many weeks.\n"
        "- *dose response*: flat lines mean that more funding hardly matters for that outcome.",
        "- *differences*: begin hier. Elke stip is de verandering tegenover het laagste niveau; open grijs is niet te onderscheiden.\n"
        "- *over time*: een lijn per niveau; grijze vlakken zijn lockdowns.\n"
        "- *survival*: hoeveel initiatieven er na zoveel weken nog zijn.\n"
        "- *dose response*: vlakke lijnen betekenen dat meer geld voor die uitkomst weinig uitmaakt.",
    )


def _limits(results: Results, language: Language) -> str:
    return choose(
        language,
        f"- The intervals cover chance in the model, not whether the model is right. Many parameters are assumed, and this is the "
        f"hypothesis *{results.hypothesis}* only: others may say otherwise.\n"
        "- About one in twenty comparisons is called distinguishable by chance alone.\n"
        "- Funding is at its level for years; hiring, quality of work and displacement of other help are not modelled.\n"
        "- Effects on health, and benefits in money, are not in the model.",
        f"- De intervallen gaan over toeval in het model, niet over de vraag of het model klopt. Veel parameters zijn aangenomen, en dit "
        f"is alleen de hypothese *{results.hypothesis}*: andere kunnen anders uitvallen.\n"
        "- Ongeveer een op de twintig vergelijkingen is alleen al door toeval te onderscheiden.\n"
        "- De financiering staat jaren op haar niveau; werving, kwaliteit van het werk en verdringing van andere hulp zitten niet in het model.\n"
        "- Effecten op gezondheid, en baten in geld, zitten niet in het model.",
    )


def _files(language: Language) -> str:
    return choose(
        language,
        "`summary.csv`: every outcome per period, scenario and level, with interval and paired difference. `weekly.parquet`, "
        "`splits.parquet` (by age, living alone, means, digital access), `initiatives.parquet`, `volunteers.parquet`: per run. "
        "`manifest.json`: settings, parameters, seeds and versions.",
        "`summary.csv`: elke uitkomst per periode, scenario en niveau, met interval en gepaard verschil. `weekly.parquet`, "
        "`splits.parquet` (naar leeftijd, alleen wonen, rondkomen, digitale toegang), `initiatives.parquet`, `volunteers.parquet`: per "
        "run. `manifest.json`: instellingen, parameters, toevalsgetallen en versies.",
    )
