/** Distances between settings, as the emulator measures them; the same as Space.encode in Python. */

/** @import {Factor, Setting} from "./types.d.ts" */

/** Settings that distances are measured to: a column per factor. */
export class Places {
  /**
   * @param {Setting[]} settings
   * @param {Factor[]} factors
   * @param {Partial<Record<Factor, number>>} lengths of them
   * @param {number} most highest level of funding
   */
  constructor(settings, factors, lengths, most) {
    this.size = settings.length;
    this.columns = factors.map((factor) => {
      const length = lengths[factor] ?? 1;
      const all = settings.map((setting) => setting[factor]);
      return typeof all[0] === "string" ? choiceColumn(factor, /** @type {string[]} */ (all), length) : numberColumn(factor, /** @type {number[]} */ (all), length, most);
    });
  }

  /**
   * @param {Setting} setting
   * @returns {Float64Array} squared distances of it to all of them
   */
  distances(setting) {
    const sums = new Float64Array(this.size);
    for (const add of this.columns) add(setting, sums);
    return sums;
  }
}

/**
 * Another choice is as far as any other: in two columns of one of several it differs by one.
 * @param {Factor} factor
 * @param {string[]} all
 * @param {number} length
 * @returns {(setting: Setting, sums: Float64Array) => void}
 */
function choiceColumn(factor, all, length) {
  const options = [...new Set(all)];
  const codes = Uint8Array.from(all, (one) => options.indexOf(one));
  return (setting, sums) => {
    const apart = options.map((one) => (one === setting[factor] ? 0 : 2 / length ** 2)); // to look up is faster than to compare
    for (let k = 0; k < sums.length; k++) sums[k] += apart[codes[k]];
  };
}

/**
 * @param {Factor} factor
 * @param {number[]} all
 * @param {number} length
 * @param {number} most
 * @returns {(setting: Setting, sums: Float64Array) => void}
 */
function numberColumn(factor, all, length, most) {
  const level = factor === "before" || factor === "during" || factor === "after";
  const place = (/** @type {number} */ value) => (level ? Math.sqrt(value / most) : value) / length;
  const places = Float64Array.from(all, place);
  return (setting, sums) => {
    const here = place(/** @type {number} */ (setting[factor]));
    for (let k = 0; k < sums.length; k++) sums[k] += (places[k] - here) ** 2;
  };
}
