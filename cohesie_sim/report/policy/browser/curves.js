/** Pictures of outcomes over time. */

import { titleOf } from "./describing.js";
import { showExplanation } from "./explain.js";
import { spread } from "./judging.js";
import { isoDate, rawTable } from "./raw.js";
import { lineChart } from "./svg.js";

/** @import {World} from "./estimates.js" */
/** @import {Estimate, Figure, View} from "./types.d.ts" */

const DAY = 86_400_000;

/**
 * @param {World} world
 * @returns {Date[]} the middle of each month of four weeks
 */
function monthsOf(world) {
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
  const { scenarios } = world.data.space;
  const sides = state.compare ? /** @type {const} */ (["a", "b"]) : /** @type {const} */ (["a"]);
  const run = sides.filter((side) => world.bothRun(state[side], null));
  const curves = sides.map((side) => world.curve(outcome, state[side], run.includes(side)));
  const dates = monthsOf(world);
  const shaded = [...new Map(sides.flatMap((side) => scenarios[state[side].scenario].lockdowns).map((one) => [one.join(), one])).values()];
  const unit = say.isShare(outcome) ? "%" : "";
  const factor = say.isShare(outcome) ? 100 : 1;
  const where = !run.length ? "" : ` ${say.t(run.length === sides.length ? "curve.runs" : `curve.run_${run[0]}`)}`;
  const open = (/** @type {number} */ s, /** @type {number} */ month) =>
    showExplanation(view, {
      outcome,
      part: partOf(world, month),
      estimate: curves[s][month],
      runs: run.includes(sides[s]),
      setting: state[sides[s]],
      single: true,
      when: say.t("explain.month", { date: say.day(dates[month]) }),
    });
  return {
    id: `curve_${outcome}`,
    title: titleOf(view, `curve_${outcome}`),
    note: say.t(state.compare ? "curve.compared" : "curve.alone", { n: world.data.cases }) + where,
    draw: (width, palette) =>
      lineChart({
        width,
        palette,
        dates,
        lines: sides.map((side, s) => ({
          name: state.compare ? side.toUpperCase() : "",
          colour: side,
          points: curves[s].map((one) => pointOf(one, factor, !state.compare)),
        })),
        shaded: shaded.map(([start, stop]) => [new Date(`${start}T00:00:00Z`), new Date(`${stop}T00:00:00Z`)]),
        from: world.data.parts[state.period][0],
        format: (value) => say.short(value) + unit,
        open,
      }),
    table: () => ({
      head: [say.t("table.month"), ...sides.map((side) => say.t(state.compare ? `table.${side}` : "table.mean"))],
      rows: dates.map((date, k) => [
        say.day(date),
        ...curves.map((curve, s) => ({ text: say.levelInterval(outcome, curve[k]), open: () => open(s, k) })),
      ]),
    }),
    raw: () =>
      rawTable(
        ["date", "setting", "outcome"],
        sides.flatMap((side, s) => curves[s].map((estimate, k) => ({ keys: [isoDate(dates[k]), side, outcome], estimate }))),
      ),
  };
}

/**
 * @param {Estimate} estimate
 * @param {number} factor
 * @param {boolean} wide tell where nine in ten of the cases lie as well
 * @returns {import("./svg.js").Point} nowhere below zero
 */
function pointOf(estimate, factor, wide) {
  const point = { mean: estimate.mean * factor, low: Math.max(estimate.low, 0) * factor, high: estimate.high * factor };
  if (!wide) return point;
  const { least, most } = spread(estimate);
  return { ...point, least: Math.max(least, 0) * factor, most: most * factor };
}

/**
 * @param {World} world
 * @param {number} month
 * @returns {string} the part of the horizon that it lies in
 */
function partOf(world, month) {
  const found = Object.entries(world.data.parts).find(([, [start, stop]]) => start <= month && month < stop);
  if (!found) throw new Error(`no part for month ${month}`);
  return found[0];
}
