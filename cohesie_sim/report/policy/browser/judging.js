/** How sure an estimate is, how far it holds, and what it costs. */

import { average } from "./emulator.js";

/** @import {Estimate, Strength} from "./types.d.ts" */

const NINE_IN_TEN = [0.05, 0.95];
const ENOUGH = 0.9; // of the variants, as in the briefs
const LOOSE = 10; // times the low end: a price that may be so much higher is told by its low end only

/**
 * @param {Estimate} estimate
 * @param {number} factor
 * @returns {Estimate}
 */
export function scaled({ mean, low, high, cases }, factor) {
  return { mean: mean * factor, low: low * factor, high: high * factor, cases: cases.map((value) => value * factor) };
}

/**
 * @param {Estimate} estimate
 * @returns {{least: number, most: number}} between which nine in ten of its cases lie
 */
export function spread({ cases }) {
  const sorted = Float64Array.from(cases).sort();
  const [least, most] = NINE_IN_TEN.map((share) => quantile(sorted, share));
  return { least, most };
}

/**
 * @param {Estimate} estimate
 * @returns {number} -1 or 1 when its interval does not hold zero, else 0
 */
export function direction(estimate) {
  if (estimate.low > 0) return 1;
  return estimate.high < 0 ? -1 : 0;
}

/**
 * How far a difference holds: firm under all hypotheses and in nine in ten variants, or in too few variants, or not sure
 * under every hypothesis, or not distinguishable from zero; or it is the hypotheses themselves that differ.
 * @param {Estimate} estimate
 * @param {{hypothesis: string, estimate: Estimate}[]} all
 * @returns {Strength}
 */
export function strength(estimate, all) {
  const way = direction(estimate);
  if (!way) return "none";
  if (!all.length) return "rival";
  if (!all.every((one) => direction(one.estimate) === way)) return "some";
  const share = average(all.map((one) => alike(one.estimate) / one.estimate.cases.length));
  return share >= ENOUGH ? "firm" : "few";
}

/**
 * What a year of one outcome less costs, in euros: from the cheapest fte that does most to the dearest that does least.
 * @param {number} fte that is added, per 10,000 residents
 * @param {Estimate} difference that it makes
 * @param {number} per outcomes per 10,000 residents in a unit of the difference
 * @param {{low: number, high: number}} cost of an fte in a year
 * @returns {{low: number, high: number, loose: boolean} | null} loose when the high end says nothing; nothing when it is not distinguishable, or goes the other way
 */
export function price(fte, difference, per, cost) {
  const wanted = per < 0 ? -1 : 1;
  if (direction(difference) * wanted <= 0) return null;
  const ends = [difference.low, difference.high].map((end) => Math.abs(end * per));
  const [low, high] = [(fte * cost.low) / Math.max(...ends), (fte * cost.high) / Math.min(...ends)];
  return { low, high, loose: high > LOOSE * low };
}

/**
 * @param {Float64Array} sorted
 * @param {number} share
 * @returns {number} by linear interpolation
 */
export function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
}

/**
 * @param {Estimate} estimate
 * @returns {number} of its cases, how many say the same direction as the mean
 */
export function alike(estimate) {
  return Math.round(average(Float64Array.from(estimate.cases, (value) => Number(Math.sign(value) === Math.sign(estimate.mean)))) * estimate.cases.length);
}
