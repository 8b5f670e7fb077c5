/** Pictures of what the next fte buys, and what that costs. */

import { titleOf } from "./describing.js";
import { drawn } from "./differences.js";
import { LEVELS } from "./estimates.js";
import { showExplanation, showPrice } from "./explain.js";
import { direction, price } from "./judging.js";
import { rawTable, withPrices } from "./raw.js";
import { rowChart } from "./svg.js";

/** @import {Figure, View} from "./types.d.ts" */

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
  const told = found.map(({ from, to, low, high, estimate }) => {
    const when = say.t(`periods.${period}`);
    return { outcome, part: period, estimate, runs: false, setting: high, from: low, single: false, when, fte: to - from };
  });
  const openStep = (/** @type {number} */ k) => showExplanation(view, told[k]);
  const openPrice = (/** @type {number} */ k) => showPrice(view, told[k], costs[k], Boolean(prices[k]?.loose));
  const rows = found.map((step, k) => ({
    name: name(step),
    ...(kind === "more" ? drawn(step.estimate, factor) : prices[k] && !prices[k].loose ? { low: prices[k].low, high: prices[k].high } : {}),
    told: kind === "more" ? say.changeInterval(outcome, step.estimate) : costs[k],
    sure: direction(step.estimate) !== 0,
    strong: step.from <= here && (here < step.to || step === found[found.length - 1]),
    ...(kind === "more" ? { open: () => openStep(k) } : prices[k] ? { open: () => openPrice(k) } : {}),
  }));
  const none = kind === "cost" && (!matched || prices.every((one) => !one));
  return {
    id: kind,
    title: titleOf(view, kind),
    note: say.t(`${kind}.note`, { low: say.euros(world.data.cost.low), high: say.euros(world.data.cost.high), unit: say.t(say.isShare(outcome) ? "units.points" : "units.numbers") }),
    ...(none ? { empty: say.t(matched ? "cost.none" : "cost.unmatched") } : {}),
    draw: (width, palette) =>
      rowChart({ width, palette, rows, format: (value) => (kind === "more" ? say.short(value) : say.euros(value)), log: kind === "cost" }),
    table: () => ({
      head: [say.t("table.level"), `${say.t("table.difference")} (${say.changeUnit(outcome)})`, say.t("table.cost", { unit: say.t(`outcomes.${outcome}.one`) })],
      rows: found.map((step, k) => [
        name(step),
        { text: say.changeInterval(outcome, step.estimate), open: () => openStep(k) },
        !matched ? say.t("cost.unmatched_short") : prices[k] ? { text: costs[k], open: () => openPrice(k) } : costs[k],
      ]),
    }),
    raw: () => withPrices(
      rawTable(["period", "outcome", "lever", "from_fte", "to_fte"], found.map(({ from, to, estimate }) => ({ keys: [period, outcome, lever, from, to], estimate }))),
      matched ? prices : [],
    ),
  };
}
