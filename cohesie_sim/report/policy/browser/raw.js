/** Numbers for a file: in the units of the stored results, with points and without words. */

import { spread } from "./judging.js";

/** @import {Estimate, RawTable} from "./types.d.ts" */

/**
 * @param {string[]} keys
 * @param {{keys: (string | number)[], estimate: Estimate}[]} rows
 * @returns {RawTable}
 */
export function rawTable(keys, rows) {
  return {
    head: [...keys, "mean", "low", "high", "nine_in_ten_low", "nine_in_ten_high"],
    rows: rows.map((row) => {
      const { mean, low, high } = row.estimate;
      const { least, most } = spread(row.estimate);
      return [...row.keys, ...[mean, low, high, least, most].map((value) => Number(value.toPrecision(6)))];
    }),
  };
}

/**
 * @param {RawTable} table
 * @param {({low: number, high: number} | null)[]} prices per row, in euros for each unit of the outcome; none where unknown
 * @returns {RawTable}
 */
export function withPrices(table, prices) {
  const rows = table.rows.map((row, k) => [...row, ...(prices[k] ? [Math.round(prices[k].low), Math.round(prices[k].high)] : ["", ""])]);
  return { head: [...table.head, "euro_low", "euro_high"], rows };
}

/**
 * @param {Date} date
 * @returns {string}
 */
export function isoDate(date) {
  return date.toISOString().slice(0, 10);
}
