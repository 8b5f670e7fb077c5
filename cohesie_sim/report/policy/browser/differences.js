/** Pictures of what differs between two settings, and for whom. */

import { groupName, splitOutcome, titleOf } from "./describing.js";
import { showExplanation } from "./explain.js";
import { direction } from "./judging.js";
import { rawTable } from "./raw.js";
import { rowChart } from "./svg.js";

/** @import {Estimate, Figure, State, Told, View} from "./types.d.ts" */

const TINY = 1e-6;

/**
 * @param {View} view
 * @returns {boolean} whether what is shown comes from the runs themselves
 */
export function fromRuns({ world, state }) {
  return world.bothRun(state.a, state.compare ? state.b : null);
}

/**
 * The mean of an outcome over the period at the first setting, or how the second one differs from it.
 * @param {View} view
 * @param {string} outcome
 * @param {boolean} difference
 * @returns {Told}
 */
export function meanTold({ world, state, say }, outcome, difference) {
  const [setting, from] = difference ? [state.b, state.a] : [state.a, undefined];
  const runs = world.bothRun(setting, from ?? null);
  const estimate = world.mean(outcome, state.period, setting, from ?? null, runs);
  const when = say.t(`periods.${state.period}`);
  return { outcome, part: state.period, estimate, runs, setting, ...(from ? { from } : {}), single: false, when };
}

/**
 * What differs, in per cent of the first setting.
 * @param {View} view
 * @returns {Figure}
 */
export function differenceFigure(view) {
  const { world, state, say } = view;
  const found = world.outcomes.map((outcome) => {
    const [base, told] = [meanTold(view, outcome, false), meanTold(view, outcome, true)];
    return { outcome, base, told, sure: direction(told.estimate) !== 0 };
  });
  const rows = found.map(({ outcome, base, told, sure }) => ({
    name: say.t(`outcomes.${outcome}.short`),
    ...(base.estimate.mean > TINY ? drawn(told.estimate, 100 / base.estimate.mean) : {}),
    told: `${say.changeInterval(outcome, told.estimate)} ${say.t(say.isShare(outcome) ? "units.short_points" : "units.short_count")}`,
    strong: sure,
    sure,
    open: () => showExplanation(view, told),
  }));
  return {
    id: "differences",
    title: titleOf(view, "differences"),
    note: say.t("differences.note"),
    draw: (width, palette) => rowChart({ width, palette, rows, format: (value) => `${say.short(value)}%`, log: false }),
    table: () => ({
      head: [say.t("table.outcome"), say.t("table.a"), say.t("table.difference"), say.t("table.sure")],
      rows: found.map(({ outcome, base, told, sure }) => [
        say.t(`outcomes.${outcome}.short`),
        { text: say.level(outcome, base.estimate.mean), open: () => showExplanation(view, base) },
        { text: `${say.changeInterval(outcome, told.estimate)} ${say.changeUnit(outcome)}`, open: () => showExplanation(view, told) },
        say.t(sure ? "table.yes" : "table.no"),
      ]),
    }),
    raw: () => rawTable(["period", "outcome"], found.map(({ outcome, told }) => ({ keys: [state.period, outcome], estimate: told.estimate }))),
  };
}

/**
 * Who notices it.
 * @param {View} view
 * @returns {Figure}
 */
export function groupFigure(view) {
  const { world, state, say } = view;
  const outcome = splitOutcome(world, state);
  const found = groups(view, outcome);
  const most = mostAffected(view, outcome, found);
  let split = "";
  const rows = found.map((one) => {
    const [of, name] = one.group.split(": ");
    const head = of === split ? undefined : say.t(`splits.${of.replaceAll(" ", "_")}`);
    split = of;
    return {
      name: groupName(say, name),
      ...(head ? { head } : {}),
      ...drawn(one.estimate, 100),
      told: say.changeInterval(outcome, one.estimate),
      strong: one.group === most,
      sure: direction(one.estimate) !== 0,
      open: () => showExplanation(view, one.told),
    };
  });
  return {
    id: "groups",
    title: titleOf(view, "groups"),
    note: (outcome === state.outcome ? "" : `${say.t("groups.other", { outcome: say.t(`outcomes.${state.outcome}.short`), shown: say.t(`outcomes.${outcome}.short`).toLowerCase() })} `) + say.t("groups.note"),
    draw: (width, palette) => rowChart({ width, palette, rows, format: (value) => say.short(value), log: false }),
    table: () => ({
      head: [say.t("table.group"), `${say.t("table.difference")} (${say.changeUnit(outcome)})`],
      rows: found.map(({ group, estimate, told }) => [
        groupName(say, group.split(": ")[1]),
        { text: say.changeInterval(outcome, estimate), open: () => showExplanation(view, told) },
      ]),
    }),
    raw: () => rawTable(["period", "outcome", "group"], found.map(({ group, estimate }) => ({ keys: [state.period, outcome, group], estimate }))),
  };
}

/**
 * @param {View} view
 * @param {string} outcome
 * @returns {{group: string, estimate: Estimate, told: Told}[]}
 */
export function groups({ world, state, say }, outcome) {
  const part = groupPart(state);
  const runs = world.bothRun(state.a, state.b);
  const names = world.piece(outcome, part).raw.outputs;
  const when = say.t(`group_periods.${state.period}`);
  return world.outputs(outcome, part, state.b, state.a, runs).map((estimate, k) => {
    const group = names[k];
    return { group, estimate, told: { outcome, part, estimate, runs, setting: state.b, from: state.a, single: true, when, group } };
  });
}

/**
 * The group with the largest change of those that differ from zero, when its interval of how it differs from the other
 * groups of its split does not hold zero either.
 * @param {View} view
 * @param {string} outcome
 * @param {{group: string, estimate: Estimate}[]} found
 * @returns {string} empty for none
 */
export function mostAffected({ world, state }, outcome, found) {
  const runs = world.bothRun(state.a, state.b);
  const splits = found.map(({ group }) => group.split(": ")[0]);
  const sizes = found.map(({ estimate }) => Math.abs(direction(estimate) * estimate.mean));
  const most = sizes.indexOf(Math.max(...sizes));
  if (!sizes[most]) return "";
  const others = splits.filter((split) => split === splits[most]).length - 1;
  const weights = splits.map((split, k) => (k === most ? 1 : split === splits[most] ? -1 / others : 0));
  const apart = world.contrast(outcome, groupPart(state), state.b, state.a, runs, weights);
  return direction(apart) === direction(found[most].estimate) ? found[most].group : "";
}

/**
 * @param {State} state
 * @returns {string} where groups are told for the period
 */
export function groupPart(state) {
  return state.period === "after" ? "groups_after" : "groups_second_lockdown";
}

/**
 * @param {Estimate} estimate
 * @param {number} factor
 * @returns {{mean: number, low: number, high: number}} what of it is drawn
 */
export function drawn({ mean, low, high }, factor) {
  return { mean: mean * factor, low: low * factor, high: high * factor };
}
