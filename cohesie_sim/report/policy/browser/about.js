/** What the page says about itself: headlines of all studies, how far the emulator can be trusted, the glossary. */

import { byId, make, numberButton, rich, tableOf } from "./dom.js";
import { average } from "./emulator.js";
import { LEVEL_OF_TRIAL, showStored, showTrial } from "./explain.js";

/** @import {Table, View} from "./types.d.ts" */
/** @typedef {"held_means" | "held_mean_differences" | "held" | "held_differences"} Held */

/** @type {Held[]} */
const TRIED = ["held_means", "held_mean_differences", "held", "held_differences"];

/** @param {View} view */
export function showAbout(view) {
  const { say, world } = view;
  const { headlines, studies, study } = world.data;
  byId("headlines").hidden = !headlines.length;
  byId("headline-list").replaceChildren(
    ...headlines.map((one) =>
      make(
        "li",
        { "data-row": one.row },
        make("strong", {}, studies[one.study].title[say.lang]),
        " ",
        make("span", { class: `chip ${one.strength}` }, one.label[say.lang].replace(/\.$/, "")),
        " ",
        ...one.text[say.lang].map((part) => (typeof part === "string" ? part : numberButton(part.shown, () => showStored(view, one, part)))),
        " ",
        make("span", { class: "source" }, say.t("headlines.source", { row: one.row })),
      ),
    ),
  );
  byId("trial").replaceChildren(tableOf(trialTable(view), say.t("about.trial_caption")));
  const conditions = world.data.pieces[0].trial.conditions;
  const all = world.data.pieces.map((piece) => piece.trial.pairs).filter(Boolean);
  const [fewest, pairs] = [Math.min(...all), Math.max(...all)];
  const held = (/** @type {Held} */ name) => {
    const text = `${say.number(100 * over(view, name), 0)}%`;
    return numberButton(text, () => showTrial(view, say.t("about.trial_all"), { conditions, pairs: `${fewest}–${pairs}` }, name.endsWith("differences"), text));
  };
  byId("trial-text").replaceChildren(
    rich(say, "about.trial", {
      conditions: String(conditions),
      pairs: String(pairs),
      level: String(LEVEL_OF_TRIAL),
      levels: held("held_means"),
      differences: held("held_mean_differences"),
    }),
  );
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
 * @param {Held} name
 * @returns {number} over all outcomes
 */
function over({ world }, name) {
  return average(world.data.pieces.flatMap((piece) => piece.trial[name] ?? []));
}

/**
 * @param {View} view
 * @returns {Table}
 */
function trialTable(view) {
  const { world, say } = view;
  return {
    head: [say.t("table.outcome"), say.t("table.part"), ...TRIED.map((name) => say.t(`table.${name}`))],
    rows: world.data.pieces.map((piece) => [
      say.t(`outcomes.${piece.outcome}.short`),
      say.t(`part_names.${piece.part}`),
      ...TRIED.map((name) => {
        const share = piece.trial[name];
        if (share === null) return "–";
        const text = `${say.number(100 * share, 0)}%`;
        const title = [say.t(`outcomes.${piece.outcome}.short`), say.t(`part_names.${piece.part}`), say.t(`table.${name}`)].join(", ");
        return { text, open: () => showTrial(view, title, piece.trial, name.endsWith("differences"), text) };
      }),
    ]),
  };
}
