/** Settings and groups in words. */

import { LEVELS } from "./estimates.js";
import { differing } from "./state.js";

/** @import {Speaker} from "./words.js" */
/** @import {World} from "./estimates.js" */
/** @import {Setting, State, View} from "./types.d.ts" */

/**
 * What the settings are, in words.
 * @param {View} view
 * @param {Setting} setting
 * @param {(keyof Setting)[]} [only] these factors
 * @returns {string}
 */
export function describe({ world, say }, setting, only) {
  const { space } = world.data;
  const crisis = space.scenarios[setting.scenario].crisis;
  /** @type {[keyof Setting, string][]} */
  const all = [
    ["before", say.t("describe.before", { fte: say.short(setting.before) })],
    ["during", say.t("describe.during", { fte: say.short(setting.during) })],
    ["after", say.t("describe.after", { fte: say.short(setting.after) })],
    ["scenario", say.t(`scenarios.${setting.scenario}`)],
    ["neighbourhood", space.neighbourhoods[setting.neighbourhood]],
    ["hypothesis", say.t("describe.hypothesis", { name: say.t(`hypotheses.${setting.hypothesis}`) })],
    ...space.support.map((name) => /** @type {[keyof Setting, string]} */ ([name, say.t(`describe.${setting[name] ? "with" : "without"}`, { name: say.t(`support.${name}`) })])),
  ];
  const kept = all.filter(([name]) => (only ? only.includes(name) : crisis || !space.support.includes(name)));
  return kept.map(([, text]) => text).join("; ");
}

/**
 * @param {View} view
 * @returns {string} what the second setting changes; empty when nothing
 */
export function changes(view) {
  const { a, b } = view.state;
  const names = differing(view.world.normal(a), view.world.normal(b));
  const kept = a.scenario === b.scenario ? names : names.filter((name) => !view.world.data.space.support.includes(name));
  const told = kept.map((name) => {
    const level = LEVELS.find((one) => one === name);
    if (!level) return view.say.t("describe.instead", { b: describe(view, b, [name]), a: describe(view, a, [name]) });
    return view.say.t(`describe.${level}`, { fte: view.say.t("describe.levels", { b: view.say.short(b[level]), a: view.say.short(a[level]) }) });
  });
  return capital(told.join("; "));
}

/**
 * What a picture shows, known before it is drawn.
 * @param {View} view
 * @param {string} id of the picture
 * @returns {string}
 */
export function titleOf({ world, state, say }, id) {
  if (id.startsWith("curve_")) return say.t(`outcomes.${id.replace("curve_", "")}.title`);
  const outcome = id === "groups" ? splitOutcome(world, state) : state.outcome;
  const short = say.t(`outcomes.${outcome}.short`);
  return say.t(`${id}.title`, {
    outcome: id === "groups" ? short : short.toLowerCase(),
    period: say.t(`${id === "groups" ? "group_periods" : "periods"}.${state.period}`),
    unit: say.t(`outcomes.${outcome}.one`),
    lever: say.t(`levers.${state.lever}`),
  });
}

/**
 * @param {World} world
 * @param {State} state
 * @returns {string} the chosen outcome, or the first one that is told per group
 */
export function splitOutcome(world, state) {
  return world.split.includes(state.outcome) ? state.outcome : world.split[0];
}

/**
 * @param {Speaker} say
 * @param {string} name
 * @returns {string}
 */
export function groupName(say, name) {
  return say.t(`group_names.${name.replaceAll(/[^a-z0-9]+/g, "_")}`);
}

/**
 * @param {string} text
 * @returns {string}
 */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
