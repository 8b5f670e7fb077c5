/** The pictures of the page, each with the table beneath it. */

import { groupName, splitOutcome, titleOf } from "./describing.js";
import { LEVELS } from "./estimates.js";
import { direction, price, scaled } from "./judging.js";
import { lineChart, rowChart } from "./svg.js";

/** @import {World} from "./estimates.js" */
/** @import {Estimate, Figure, State, Table, View} from "./types.d.ts" */

const DAY = 86_400_000;
const TINY = 1e-6;

/**
 * @param {View} view
 * @returns {boolean} whether what is shown comes from the runs themselves
 */
export function fromRuns({ world, state }) {
  return world.bothRun(state.a, state.compare ? state.b : null);
}

/**
 * @param {World} world
 * @returns {Date[]} the middle of each month of four weeks
 */
export function monthsOf(world) {
  const { start, monthDays, months } = world.data;
  const first = Date.parse(`${start}T00:00:00Z`);
  return Array.from({ length: months }, (_, k) => new Date(first + (k + 1 / 2) * monthDays * DAY));
}

/**
 * An outcome over time.
 * @param {View} view
 * @param {string} outcome
 * @returns {Figure}
 */
export function curveFigure(view, outcome) {
  const { world, state, say } = view;
  const sides = state.compare ? /** @type {const} */ (["a", "b"]) : /** @type {const} */ (["a"]);
  const factor = say.isShare(outcome) ? 100 : 1;
  const run = sides.filter((side) => world.bothRun(state[side], null));
  const curves = sides.map((side) => world.curve(outcome, state[side], run.includes(side)).map((one) => scaled(one, factor)));
  const dates = monthsOf(world);
  const lines = sides.map((side, k) => ({
    name: state.compare ? side.toUpperCase() : "",
    colour: side,
    points: curves[k].map((one) => ({ ...one, low: Math.max(one.low, 0), least: Math.max(one.least, 0) })),
  }));
  const shaded = [...new Map(sides.flatMap((side) => world.data.space.scenarios[state[side].scenario].lockdowns).map((one) => [one.join(), one])).values()];
  const unit = say.isShare(outcome) ? "%" : "";
  return {
    id: `curve_${outcome}`,
    title: titleOf(view, `curve_${outcome}`),
    note: say.t(state.compare ? "curve.compared" : "curve.alone", { n: world.data.cases }) + (run.length ? ` ${say.t(run.length === sides.length ? "curve.runs" : `curve.run_${run[0]}`)}` : ""),
    draw: (width, palette) =>
      lineChart({
        width,
        palette,
        dates,
        lines,
        wide: !state.compare,
        shaded: shaded.map(([start, stop]) => [new Date(`${start}T00:00:00Z`), new Date(`${stop}T00:00:00Z`)]),
        from: world.data.parts[state.period][0],
        format: (value) => say.short(value) + unit,
      }),
    table: () => ({
      head: [say.t("table.month"), ...sides.map((side) => say.t(state.compare ? `table.${side}` : "table.mean"))],
      rows: dates.map((date, k) => [say.month(date), ...curves.map((curve) => say.levelInterval(outcome, scaled(curve[k], 1 / factor)))]),
    }),
    raw: () => rawTable(
      ["date", "setting", "outcome"],
      sides.flatMap((side, s) =>
        curves[s].map((one, k) => ({ keys: [isoDate(dates[k]), side, outcome], estimate: scaled(one, 1 / factor) })),
      ),
    ),
  };
}

/**
 * What differs, in per cent of the first setting.
 * @param {View} view
 * @returns {Figure}
 */
export function differenceFigure(view) {
  const { world, state, say } = view;
  const runs = fromRuns(view);
  const found = world.outcomes.map((outcome) => {
    const base = world.mean(outcome, state.period, state.a, null, world.bothRun(state.a, null)).mean;
    const estimate = world.mean(outcome, state.period, state.b, state.a, runs);
    return { outcome, base, estimate, sure: direction(estimate) !== 0 };
  });
  const rows = found.map(({ outcome, base, estimate, sure }) => ({
    name: say.t(`outcomes.${outcome}.short`),
    ...(base > TINY ? relative(estimate, base) : {}),
    told: `${say.changeInterval(outcome, estimate)} ${say.t(say.isShare(outcome) ? "units.short_points" : "units.short_count")}`,
    strong: sure,
  }));
  return {
    id: "differences",
    title: titleOf(view, "differences"),
    note: say.t("differences.note"),
    draw: (width, palette) => rowChart({ width, palette, rows, format: (value) => `${say.short(value)}%`, log: false }),
    table: () => ({
      head: [say.t("table.outcome"), say.t("table.a"), say.t("table.difference"), say.t("table.sure")],
      rows: found.map(({ outcome, base, estimate, sure }) => [
        say.t(`outcomes.${outcome}.short`),
        say.level(outcome, base),
        `${say.changeInterval(outcome, estimate)} ${say.changeUnit(outcome)}`,
        say.t(sure ? "table.yes" : "table.no"),
      ]),
    }),
    raw: () => rawTable(["period", "outcome"], found.map(({ outcome, estimate }) => ({ keys: [state.period, outcome], estimate }))),
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
  const rows = found.map(({ group, estimate }) => {
    const [of, name] = group.split(": ");
    const head = of === split ? undefined : say.t(`splits.${of.replaceAll(" ", "_")}`);
    split = of;
    return {
      name: groupName(say, name),
      ...(head ? { head } : {}),
      ...timesHundred(estimate),
      told: say.changeInterval(outcome, estimate),
      strong: group === most,
    };
  });
  return {
    id: "groups",
    title: titleOf(view, "groups"),
    note: say.t("groups.note"),
    draw: (width, palette) => rowChart({ width, palette, rows, format: (value) => say.short(value), log: false }),
    table: () => ({
      head: [say.t("table.group"), `${say.t("table.difference")} (${say.changeUnit(outcome)})`],
      rows: found.map(({ group, estimate }) => [groupName(say, group.split(": ")[1]), say.changeInterval(outcome, estimate)]),
    }),
    raw: () => rawTable(["period", "outcome", "group"], found.map(({ group, estimate }) => ({ keys: [state.period, outcome, group], estimate }))),
  };
}

/**
 * @param {View} view
 * @param {string} outcome
 * @returns {{group: string, estimate: Estimate}[]}
 */
export function groups({ world, state }, outcome) {
  const part = groupPart(state);
  const runs = world.bothRun(state.a, state.b);
  const names = world.piece(outcome, part).raw.outputs;
  return world.outputs(outcome, part, state.b, state.a, runs).map((estimate, k) => ({ group: names[k], estimate }));
}

/**
 * The group with the largest change, when that is more than chance: its interval does not hold zero, nor does that of how
 * it differs from the other groups of its split.
 * @param {View} view
 * @param {string} outcome
 * @param {{group: string, estimate: Estimate}[]} found
 * @returns {string} empty for none
 */
export function mostAffected({ world, state }, outcome, found) {
  const runs = world.bothRun(state.a, state.b);
  const splits = found.map(({ group }) => group.split(": ")[0]);
  const stands = found.filter(({ estimate }, k) => {
    const others = splits.filter((split) => split === splits[k]).length - 1;
    const weights = splits.map((split, m) => (m === k ? 1 : split === splits[k] ? -1 / others : 0));
    const apart = world.contrast(outcome, groupPart(state), state.b, state.a, runs, weights);
    return direction(estimate) !== 0 && direction(apart) === direction(estimate);
  });
  const size = (/** @type {{estimate: Estimate}} */ one) => Math.abs(one.estimate.mean);
  return stands.sort((one, other) => size(other) - size(one))[0]?.group ?? "";
}

/**
 * @param {State} state
 * @returns {string} where groups are told for the period
 */
export function groupPart(state) {
  return state.period === "after" ? "groups_after" : "groups_second_lockdown";
}

/**
 * What the next fte buys, or what it costs.
 * @param {View} view
 * @param {"more" | "cost"} kind
 * @returns {Figure}
 */
export function fundingFigure(view, kind) {
  const { world, state, say } = view;
  const { outcome, period, lever } = state;
  const factor = say.isShare(outcome) ? 100 : 1;
  const found = world.oneMore(outcome, period, state.a, lever);
  const per = say.isShare(outcome) ? -world.data.adults * 10_000 : 1; // fewer isolated adults, more initiatives
  const prices = found.map(({ estimate }) => price(1, estimate, per, world.data.cost));
  const matched = lever === period;
  const name = (/** @type {{from: number, to: number}} */ step) => say.t(step.to - step.from > 1 ? "more.steps" : "more.step", step);
  const levels = LEVELS.map((one) => state.a[one]);
  const here = lever !== "all" ? state.a[lever] : new Set(levels).size === 1 ? levels[0] : NaN; // nowhere when they differ
  const costs = prices.map((one) => {
    if (!one) return say.t("cost.unknown");
    return say.t(one.loose ? "cost.least" : "cost.range", { low: say.euros(one.low), high: say.euros(one.high) });
  });
  const rows = found.map((step, k) => ({
    name: name(step),
    ...(kind === "more" ? relative(step.estimate, 100 / factor) : prices[k] && !prices[k].loose ? { low: prices[k].low, high: prices[k].high } : {}),
    told: kind === "more" ? say.changeInterval(outcome, step.estimate) : costs[k],
    strong: step.from <= here && (here < step.to || step === found[found.length - 1]),
  }));
  const none = kind === "cost" && (!matched || prices.every((one) => !one));
  return {
    id: kind,
    title: titleOf(view, kind),
    note: say.t(`${kind}.note`, { low: say.euros(world.data.cost.low), high: say.euros(world.data.cost.high), unit: say.changeUnit(outcome) }),
    ...(none ? { empty: say.t(matched ? "cost.none" : "cost.unmatched") } : {}),
    draw: (width, palette) =>
      rowChart({ width, palette, rows, format: (value) => (kind === "more" ? say.short(value) : say.euros(value)), log: kind === "cost" }),
    table: () => ({
      head: [say.t("table.level"), `${say.t("table.difference")} (${say.changeUnit(outcome)})`, say.t("table.cost", { unit: say.t(`outcomes.${outcome}.one`) })],
      rows: found.map((step, k) => [name(step), say.changeInterval(outcome, step.estimate), matched ? costs[k] : say.t("cost.unmatched_short")]),
    }),
    raw: () => withPrices(
      rawTable(["period", "outcome", "lever", "from_fte", "to_fte"], found.map(({ from, to, estimate }) => ({ keys: [period, outcome, lever, from, to], estimate }))),
      matched ? prices : [],
    ),
  };
}

/**
 * @param {Estimate} estimate
 * @param {number} base
 * @returns {{mean: number, low: number, high: number}} in per cent of the base
 */
function relative(estimate, base) {
  const { mean, low, high } = scaled(estimate, 100 / base);
  return { mean, low, high };
}

/**
 * @param {Estimate} estimate
 * @returns {{mean: number, low: number, high: number}}
 */
function timesHundred(estimate) {
  return relative(estimate, 1);
}

/**
 * Numbers for a file: in the units of the stored results, with points and without words.
 * @param {string[]} keys
 * @param {{keys: (string | number)[], estimate: Estimate}[]} rows
 * @returns {Table}
 */
function rawTable(keys, rows) {
  return {
    head: [...keys, "mean", "low", "high", "nine_in_ten_low", "nine_in_ten_high"],
    rows: rows.map((row) => {
      const { mean, low, high, least, most } = row.estimate;
      return [...row.keys, ...[mean, low, high, least, most].map((value) => Number(value.toPrecision(6)))];
    }),
  };
}

/**
 * @param {Table} table
 * @param {({low: number, high: number} | null)[]} prices per row, in euros for each unit of the outcome; none where unknown
 * @returns {Table}
 */
function withPrices(table, prices) {
  const rows = table.rows.map((row, k) => [...row, ...(prices[k] ? [Math.round(prices[k].low), Math.round(prices[k].high)] : ["", ""])]);
  return { head: [...table.head, "euro_low", "euro_high"], rows };
}

/**
 * @param {Date} date
 * @returns {string}
 */
function isoDate(date) {
  return date.toISOString().slice(0, 10);
}
