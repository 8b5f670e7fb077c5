/** Settings as places, between which the emulator measures distances; the same as Space.encode in Python. */

/** @import {Factor, Setting} from "./types.d.ts" */

/** @type {Map<string, number>} every choice as a number of its own */
const codes = new Map();

/**
 * A setting as numbers, of which differences count in units of the lengths of the factors; a choice only as its code.
 * @param {Setting} setting
 * @param {Factor[]} factors
 * @param {Partial<Record<Factor, number>>} lengths
 * @param {number} most highest level of funding
 * @returns {Float64Array}
 */
export function placeOf(setting, factors, lengths, most) {
  return Float64Array.from(factors, (factor) => {
    const [value, length] = [setting[factor], lengths[factor] ?? 1];
    if (typeof value === "string") {
      if (!codes.has(value)) codes.set(value, codes.size);
      return codes.get(value) ?? -1;
    }
    return (factor === "before" || factor === "during" || factor === "after" ? Math.sqrt(value / most) : value) / length;
  });
}

/**
 * What another choice adds to the squared distance; 0 for what is no choice.
 * @param {Setting} setting any
 * @param {Factor[]} factors
 * @param {Partial<Record<Factor, number>>} lengths
 * @returns {Float64Array}
 */
export function choicesOf(setting, factors, lengths) {
  const apart = (/** @type {Factor} */ factor) => 2 / (lengths[factor] ?? 1) ** 2; // two columns of one of several differ by 1
  return Float64Array.from(factors, (factor) => (typeof setting[factor] === "string" ? apart(factor) : 0));
}

/**
 * Squared distance between two places.
 * @param {Float64Array} one
 * @param {Float64Array} other
 * @param {Float64Array} choices
 * @returns {number}
 */
export function distance(one, other, choices) {
  let sum = 0;
  for (let k = 0; k < one.length; k++) {
    const apart = one[k] - other[k];
    if (apart !== 0) sum += choices[k] || apart * apart;
  }
  return sum;
}
