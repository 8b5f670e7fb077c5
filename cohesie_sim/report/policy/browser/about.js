/** What the page says about itself: headlines of all studies, how far the emulator can be trusted, the glossary. */

import { byId, make, tableOf } from "./dom.js";
import { average } from "./emulator.js";

/** @import {Trial, View} from "./types.d.ts" */

export const LEVEL_OF_TRIAL = 90; // per cent, of the intervals that are tried

/** @param {View} view */
export function showAbout(view) {
  const { say, world } = view;
  const { headlines, study } = world.data;
  byId("headlines").hidden = !headlines.length;
  byId("headline-list").replaceChildren(
    ...headlines.map((one) =>
      make(
        "li",
        { "data-row": one.row },
        make("strong", {}, one.question[say.lang]),
        " ",
        make("span", { class: `chip ${one.strength}` }, one.label[say.lang].replace(/\.$/, "")),
        ` ${one.text[say.lang]} `,
        make("span", { class: "source" }, say.t("headlines.source", { row: one.row })),
      ),
    ),
  );
  byId("trial").replaceChildren(tableOf(trialTable(view), say.t("about.trial_caption")));
  byId("trial-text").textContent = say.t("about.trial", {
    conditions: world.data.pieces[0].trial.conditions,
    pairs: Math.max(...world.data.pieces.map((piece) => piece.trial.pairs)),
    level: LEVEL_OF_TRIAL,
    levels: say.number(100 * over(view, "held_means"), 0),
    differences: say.number(100 * over(view, "held_mean_differences"), 0),
  });
  byId("made").textContent = say.t("about.made", {
    runs: say.number(study.runs, 0),
    residents: say.number(study.residents, 0),
    conditions: world.data.space.fitted.length,
    replicates: study.replicates,
    n: world.data.cases,
    seed: study.seed,
    date: study.finished.slice(0, 10),
    version: study.versions["cohesie-sim"],
    commit: study.commit ? study.commit.id.slice(0, 7) : "–",
  });
  const glossary = /** @type {Record<string, {word: string, meaning: string}>} */ (/** @type {unknown} */ (say.words.glossary));
  byId("glossary-list").replaceChildren(
    ...Object.values(glossary).flatMap(({ word, meaning }) => [make("dt", {}, word), make("dd", {}, meaning)]),
  );
}

/**
 * @param {View} view
 * @param {"held_means" | "held_mean_differences"} name
 * @returns {number} over all outcomes
 */
function over({ world }, name) {
  return average(world.data.pieces.flatMap((piece) => piece.trial[name] ?? []));
}

/** @param {View} view */
function trialTable({ world, say }) {
  const cell = (/** @type {number | null} */ share) => (share === null ? "–" : `${say.number(100 * share, 0)}%`);
  const kept = /** @type {(keyof Trial)[]} */ (["held_means", "held_mean_differences", "held", "held_differences"]);
  return {
    head: [say.t("table.outcome"), say.t("table.part"), ...kept.map((name) => say.t(`table.${name}`))],
    rows: world.data.pieces.map((piece) => [
      say.t(`outcomes.${piece.outcome}.short`),
      say.t(`part_names.${piece.part}`),
      ...kept.map((name) => cell(/** @type {number | null} */ (piece.trial[name]))),
    ]),
  };
}
