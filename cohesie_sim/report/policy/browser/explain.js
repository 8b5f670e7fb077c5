/** How a number was made, in a window of its own. */

import { describe, groupName } from "./describing.js";
import { byId, make } from "./dom.js";
import { alike, direction, spread } from "./judging.js";

/** @import {StoredNumber, Headline, Told, View} from "./types.d.ts" */
/** @typedef {[head: string, text: string]} Row a head by its name, and what stands below it */

export const LEVEL_OF_TRIAL = 90; // per cent, of the intervals that are tried

/**
 * @param {View} view
 * @param {Told} told
 */
export function showExplanation(view, told) {
  const { say } = view;
  const { outcome, group } = told;
  openDialog(view, say.t(`outcomes.${outcome}.title`) + (group ? `: ${groupName(say, group.split(": ")[1])}` : ""), [
    ["what", say.t(`glossary.${outcome}.meaning`)],
    ...numberRows(view, told),
    ["settings", settingsOf(view, told)],
    ["source", sourceOf(view, told.runs)],
    ...trialRows(view, told),
    ["limits", say.t("explain.limits")],
    ["experiment", experimentOf(view)],
  ]);
}

/**
 * The number, how sure it is, and what the variants and the hypotheses say of it.
 * @param {View} view
 * @param {Told} told
 * @returns {Row[]}
 */
function numberRows(view, told) {
  const { say, world } = view;
  const { outcome, estimate, from, fte, when } = told;
  const change = say.changes(outcome, estimate);
  const write = (/** @type {number} */ value) => (from ? `${change(value)} ${say.changeUnit(outcome)}` : say.level(outcome, Math.max(value, 0)));
  const kind = fte ? "step" : from ? "difference" : "level";
  const { least, most } = spread(estimate);
  const [k, n] = [alike(estimate), world.data.cases];
  const still = estimate.cases.filter((value) => value === 0).length;
  const replicates = world.data.study.replicates / n;
  /** @type {Row[]} */
  const rows = [
    ["number", say.t(`explain.${kind}`, { number: write(estimate.mean), when }) + (fte && fte > 1 ? ` ${say.t("explain.divided", { fte })}` : "")],
    ["interval", say.t(told.runs ? "explain.interval_runs" : "explain.interval", { low: write(estimate.low), high: write(estimate.high) })],
    ["variants", say.t(from ? "explain.variants" : "explain.spread", { least: write(least), most: write(most), k, n, replicates }) + (from && still ? ` ${say.t("explain.still", { still })}` : "")],
  ];
  if (from?.neighbourhood === told.setting.neighbourhood && !told.group && say.isShare(outcome) && direction(estimate)) {
    rows.push(["adults", say.t("explain.adults", { adults: say.number(10_000 * world.data.adults, 0), n: say.adultsInterval(estimate) })]);
  }
  if (!from || fte) return rows;
  const all = world.byHypothesis(outcome, told.part, told.setting, from, told.group);
  const each = all.map((one) => say.t("explain.one_hypothesis", { name: say.t(`hypotheses.${one.hypothesis}`), number: say.changeInterval(outcome, one.estimate) }));
  return each.length ? [...rows, ["hypotheses", `${each.join("; ")} (${say.changeUnit(outcome)}).`]] : rows;
}

/**
 * @param {View} view
 * @param {Told} told
 * @returns {string}
 */
function settingsOf(view, { setting, from, fte }) {
  const one = describe(view, setting);
  if (!from) return one;
  return view.say.t(fte ? "explain.levels" : "explain.settings", { a: describe(view, from), b: one });
}

/**
 * How the emulator did on settings that it has not seen, for numbers of this kind.
 * @param {View} view
 * @param {Told} told
 * @returns {Row[]} none where the runs themselves tell
 */
function trialRows({ say, world }, { outcome, part, runs, single, from }) {
  const { trial } = world.piece(outcome, part).raw;
  const held = from ? (single ? trial.held_differences : trial.held_mean_differences) : single ? trial.held : trial.held_means;
  if (held === null || runs) return [];
  const values = { held: say.number(100 * held, 0), level: LEVEL_OF_TRIAL, conditions: trial.conditions, pairs: trial.pairs };
  return [["trial", say.t(from ? "explain.trial_pairs" : "explain.trial", values)]];
}

/**
 * How the numbers of a picture were made.
 * @param {View} view
 * @param {string} title of the picture
 * @param {string} outcome that it shows; empty for all of them
 * @param {boolean[]} runs whether they come from the runs themselves; for each setting by itself when there are two
 * @param {boolean} both whether it shows both settings, or only the first
 */
export function showPicture(view, title, outcome, runs, both) {
  const { say, world, state } = view;
  const outcomes = outcome ? [outcome] : world.outcomes;
  const b = both ? describe(view, state.b) : "";
  openDialog(view, title, [
    ...outcomes.map((name) => /** @type {Row} */ (["what", `${say.t(`outcomes.${name}.short`)}: ${say.t(`glossary.${name}.meaning`)}`])),
    ["interval", say.t("glossary.interval.meaning")],
    ["settings", b ? say.t("explain.settings", { a: describe(view, state.a), b }) : describe(view, state.a)],
    ...runs.map((one, k) => /** @type {Row} */ (["source", (runs.length > 1 ? `${"AB"[k]}: ` : "") + sourceOf(view, one)])),
    ["limits", say.t("explain.limits")],
    ["experiment", experimentOf(view)],
  ]);
}

/**
 * How a price was made: a year of an fte, over what it changes.
 * @param {View} view
 * @param {Told} told what an fte changes
 * @param {string} price as it is told
 * @param {boolean} loose whether it has no upper end
 */
export function showPrice(view, told, price, loose) {
  const { say, world } = view;
  const { low, high } = world.data.cost;
  openDialog(view, say.t("explain.price.title", { unit: say.t(`outcomes.${told.outcome}.one`) }), [
    ["what", say.t(`explain.price.${say.isShare(told.outcome) ? "share" : "count"}`)],
    ["number", say.t(loose ? "explain.price.loose" : "explain.price.number", { price })],
    ["cost", say.t("explain.cost.number", { fte: 1, low: say.euros(low), high: say.euros(high) })],
    ["effect", `${say.changeInterval(told.outcome, told.estimate)} ${say.changeUnit(told.outcome)}, ${told.when}.`],
    ["settings", settingsOf(view, told)],
    ["source", sourceOf(view, told.runs)],
    ["limits", say.t("explain.cost.limits")],
    ["experiment", experimentOf(view)],
  ]);
}

/**
 * How an amount of money was made.
 * @param {View} view
 * @param {number} fte per 10,000 residents
 * @param {string} range as it is told
 */
export function showCost(view, fte, range) {
  const { say, world } = view;
  const { low, high } = world.data.cost;
  openDialog(view, say.t("explain.cost.title"), [
    ["what", say.t("explain.cost.what")],
    ["number", say.t("explain.cost.number", { fte: say.short(fte), low: say.euros(low), high: say.euros(high) }) + ` ${say.t("explain.cost.range", { range })}`],
    ["limits", say.t("explain.cost.limits")],
    ["experiment", say.t("explain.cost.experiment", { name: world.data.study.name })],
  ]);
}

/**
 * How it was found out how often intervals hold.
 * @param {View} view
 * @param {string} title
 * @param {{conditions: number, pairs: number | string}} trial
 * @param {boolean} differences between the settings of a pair, or else settings by themselves
 * @param {string} shown
 */
export function showTrial(view, title, { conditions, pairs }, differences, shown) {
  const { say } = view;
  openDialog(view, title, [
    ["what", say.t(differences ? "explain.tried.differences" : "explain.tried.levels", { level: LEVEL_OF_TRIAL })],
    ["number", say.t(differences ? "explain.tried.pairs" : "explain.tried.settings", { shown, conditions, pairs })],
    ["limits", say.t("explain.tried.limits")],
    ["experiment", experimentOf(view)],
  ]);
}

/**
 * Where a number in a headline is stored.
 * @param {View} view
 * @param {Headline} headline
 * @param {StoredNumber} number
 */
export function showStored(view, headline, { shown, value, row, field }) {
  const { say, world } = view;
  const { title, question, runs, residents, seed, finished } = world.data.studies[headline.study];
  openDialog(view, title[say.lang], [
    ["what", headline.what[say.lang]],
    ["question", question[say.lang]],
    ["number", say.t(field === "share" ? "explain.stored.shares" : "explain.stored.number", { shown, what: say.t(`explain.stored.${field}`), value, row, field, study: headline.study })],
    ["limits", say.t("explain.limits")],
    ["experiment", say.t("explain.stored.experiment", { name: headline.study, runs: say.number(runs, 0), residents: say.number(residents, 0), date: finished.slice(0, 10), seed })],
  ]);
}

/**
 * @param {View} view
 * @param {boolean} runs
 * @returns {string}
 */
function sourceOf({ say, world }, runs) {
  const { study, space } = world.data;
  const conditions = space.fitted.filter(Boolean).length;
  return say.t(runs ? "explain.runs" : "explain.emulator", { replicates: study.replicates, residents: say.number(study.residents, 0), conditions });
}

/**
 * @param {View} view
 * @returns {string}
 */
function experimentOf({ say, world }) {
  const { name, runs, finished, seed } = world.data.study;
  return say.t("explain.experiment", { name, runs: say.number(runs, 0), date: finished.slice(0, 10), seed });
}

/**
 * @param {View} view
 * @param {string} title
 * @param {Row[]} rows
 */
function openDialog({ say }, title, rows) {
  byId("explain-title").textContent = title;
  byId("explain-list").replaceChildren(
    ...rows.flatMap(([name, text]) => [make("dt", {}, say.t(`explain.heads.${name}`)), make("dd", {}, text)]),
  );
  /** @type {HTMLDialogElement} */ (byId("explain")).showModal();
}
