/** How a number was made, in a window of its own; and the words of the glossary. */

import { LEVEL_OF_TRIAL } from "./about.js";
import { describe, groupName } from "./describing.js";
import { byId, make } from "./dom.js";
import { alike } from "./judging.js";

/** @import {View} from "./types.d.ts" */
/** @import {Told} from "./answer.js" */

/**
 * @param {View} view
 * @param {Told} told
 */
export function showExplanation(view, told) {
  const { say, world, state } = view;
  const { study } = world.data;
  const { outcome, part, difference, estimate, runs, group } = told;
  const write = (/** @type {number} */ value) =>
    difference ? `${say.change(outcome, value)} ${say.changeUnit(outcome)}` : say.level(outcome, value);
  const trial = world.piece(outcome, part).raw.trial;
  const grouped = part.startsWith("groups_");
  const held = difference ? (grouped ? trial.held_differences : trial.held_mean_differences) : grouped ? trial.held : trial.held_means;
  const period = grouped ? say.t(`group_periods.${state.period}`) : say.t(`periods.${state.period}`);
  /** @type {[string, string][]} */
  const rows = [
    ["what", say.t(`glossary.${outcome}.meaning`)],
    ["number", say.t(difference ? "explain.difference" : "explain.level", { number: write(estimate.mean), period })],
    ["interval", say.t(runs ? "explain.interval_runs" : "explain.interval", { low: write(estimate.low), high: write(estimate.high) })],
    ["variants", say.t(difference ? "explain.variants" : "explain.spread", { least: write(estimate.least), most: write(estimate.most), k: alike(estimate), n: world.data.cases, replicates: study.replicates / world.data.cases })],
    ["settings", difference ? say.t("explain.settings", { a: describe(view, state.a), b: describe(view, state.b) }) : describe(view, state.a)],
    ["source", sourceOf(view, runs)],
    ...(held === null || runs ? [] : [/** @type {[string, string]} */ (["trial", say.t("explain.trial", { held: say.number(100 * held, 0), level: LEVEL_OF_TRIAL, conditions: trial.conditions })])]),
    ["limits", say.t("explain.limits")],
    ["experiment", experimentOf(view)],
  ];
  openDialog(view, say.t(`outcomes.${outcome}.title`) + (group ? `: ${groupName(say, group)}` : ""), rows);
}

/**
 * How the numbers of a picture were made.
 * @param {View} view
 * @param {string} title of the picture
 * @param {string} outcome that it shows; empty for all of them
 * @param {boolean} runs whether they come from the runs themselves
 */
export function showPicture(view, title, outcome, runs) {
  const { say, world, state } = view;
  const outcomes = outcome ? [outcome] : world.outcomes;
  const b = state.compare ? describe(view, state.b) : "";
  openDialog(view, title, [
    ...outcomes.map((name) => /** @type {[string, string]} */ (["what", say.t(`glossary.${name}.meaning`)])),
    ["interval", say.t("glossary.interval.meaning")],
    ["settings", b ? say.t("explain.settings", { a: describe(view, state.a), b }) : describe(view, state.a)],
    ["source", sourceOf(view, runs)],
    ["limits", say.t("explain.limits")],
    ["experiment", experimentOf(view)],
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
 * How an amount of money was made.
 * @param {View} view
 * @param {number} fte per 10,000 residents
 */
export function showCost(view, fte) {
  const { say, world } = view;
  const { low, high } = world.data.cost;
  openDialog(view, say.t("explain.cost.title"), [
    ["what", say.t("explain.cost.what")],
    ["number", say.t("explain.cost.number", { fte: say.short(fte), low: say.euros(low), high: say.euros(high) })],
    ["limits", say.t("explain.cost.limits")],
    ["experiment", say.t("explain.cost.experiment", { name: world.data.study.name })],
  ]);
}

/**
 * @param {View} view
 * @param {string} title
 * @param {[string, string][]} rows heads by their names, and what stands below them
 */
function openDialog({ say }, title, rows) {
  byId("explain-title").textContent = title;
  byId("explain-list").replaceChildren(
    ...rows.flatMap(([name, text]) => [make("dt", {}, say.t(`explain.heads.${name}`)), make("dd", {}, text)]),
  );
  /** @type {HTMLDialogElement} */ (byId("explain")).showModal();
}
