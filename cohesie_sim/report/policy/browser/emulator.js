/**
 * Between computed points: the same kriging as cohesie_sim/report/policy/emulator.py, from the same numbers.
 *
 * A component is a Gaussian process of the settings, with one length per factor. What every plausible setting (a case)
 * found at the computed points gets the same weights, so that two settings are compared within cases.
 */

import { Places } from "./places.js";

/** @import {Factor, Packed, RawComponent, RawPiece, Setting, Space} from "./types.d.ts" */

const KEPT = 64; // settings remembered per piece: sliders come back to where they were

/**
 * Read packed numbers.
 * @param {Packed} packed
 * @returns {Float64Array}
 */
export function unpack(packed) {
  const text = atob(packed.bytes);
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = text.charCodeAt(k);
  const whole = packed.of === "int8" ? new Int8Array(bytes.buffer) : new Int16Array(bytes.buffer);
  const least = packed.of === "int8" ? -128 : -32768;
  const values = new Float64Array(whole.length);
  for (let k = 0; k < values.length; k++) values[k] = packed.low + packed.step * (whole[k] - least);
  return values;
}

/**
 * The inner product of two stretches of numbers; four sums at once, since one would wait for each addition.
 * @param {Float64Array} one
 * @param {number} start of the first stretch
 * @param {Float64Array} other
 * @param {number} otherStart
 * @param {number} size of both
 * @returns {number}
 */
export function product(one, start, other, otherStart, size) {
  let k = 0;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (; k + 3 < size; k += 4) {
    a += one[start + k] * other[otherStart + k];
    b += one[start + k + 1] * other[otherStart + k + 1];
    c += one[start + k + 2] * other[otherStart + k + 2];
    d += one[start + k + 3] * other[otherStart + k + 3];
  }
  for (; k < size; k++) a += one[start + k] * other[otherStart + k];
  return a + b + c + d;
}

/**
 * Decompose a symmetric positive definite matrix in place: it becomes L with L L' the matrix.
 * @param {Float64Array} matrix its lower half, rows after each other: what is not there need not be read
 * @param {number} size
 */
export function decompose(matrix, size) {
  for (let row = 0, start = 0; row < size; start += ++row) {
    for (let column = 0, other = 0; column < row; other += ++column) {
      matrix[start + column] = (matrix[start + column] - product(matrix, start, matrix, other, column)) / matrix[other + column];
    }
    matrix[start + row] = Math.sqrt(matrix[start + row] - product(matrix, start, matrix, start, row));
  }
}

/**
 * Solve L x = values in place.
 * @param {Float64Array} lower as it was decomposed
 * @param {Float64Array} values
 */
export function solve(lower, values) {
  for (let row = 0, start = 0; row < values.length; start += ++row) {
    values[row] = (values[row] - product(lower, start, values, 0, row)) / lower[start + row];
  }
}

/**
 * A setting as a component knows it.
 * @typedef {object} Reached
 * @property {Setting} setting
 * @property {Float64Array} reach covariances with the points, in units in which the points are independent
 * @property {number[]} scores a prediction per case
 */

/** One component of a curve. */
class Component {
  /**
   * @param {RawComponent} raw
   * @param {Setting[]} points that it was fitted to
   * @param {Factor[]} factors
   * @param {number} most
   */
  constructor(raw, points, factors, most) {
    this.raw = raw;
    this.places = (/** @type {Setting[]} */ settings) => new Places(settings, factors, raw.lengths, most);
    this.points = points;
    this.basis = raw.basis;
    /** @type {{places: Places, lower: Float64Array, scores: Float64Array[]} | null} filled when it is needed first */
    this.fitted = null;
  }

  /**
   * @param {Setting} setting
   * @param {Places} places
   * @returns {Float64Array} covariances of it with them
   */
  covariances(setting, places) {
    const { variance } = this.raw;
    const found = places.distances(setting);
    for (let k = 0; k < found.length; k++) found[k] = variance * Math.exp(-0.5 * found[k]);
    return found;
  }

  /**
   * @param {Setting} setting
   * @returns {Reached}
   */
  reach(setting) {
    const { places, lower, scores } = this.fit();
    const reach = this.covariances(setting, places);
    solve(lower, reach);
    return { setting, reach, scores: scores.map((found) => product(reach, 0, found, 0, reach.length)) };
  }

  /**
   * What all settings share; it takes some time, once.
   * @returns {{places: Places, lower: Float64Array, scores: Float64Array[]}} the points, the root of their
   * covariances, and what every case found at them in units in which the points are independent
   */
  fit() {
    if (this.fitted) return this.fitted;
    const places = this.places(this.points);
    const size = this.points.length;
    const lower = new Float64Array((size * (size + 1)) / 2);
    for (let row = 0, start = 0; row < size; start += ++row) {
      lower.set(this.covariances(this.points[row], places).subarray(0, row), start);
      lower[start + row] = this.raw.variance + this.raw.noise;
    }
    decompose(lower, size);
    const scores = this.found();
    for (const found of scores) solve(lower, found);
    return (this.fitted = { places, lower, scores });
  }

  /**
   * What every case found at the points.
   * @returns {Float64Array[]} per case
   */
  found() {
    const [means, left, byCase] = [unpack(this.raw.means), unpack(this.raw.left), this.raw.byCase];
    return byCase.map((own, k) => means.map((mean, point) => mean + own + left[point * byCase.length + k]));
  }

  /**
   * Variance of its own error, or of that of a difference.
   * @param {Reached} one
   * @param {Reached | null} other
   * @returns {number}
   */
  error(one, other) {
    let left = this.raw.variance + this.raw.noise;
    if (other) left = 2 * (left - this.covariances(one.setting, this.places([other.setting]))[0]);
    for (let point = 0; point < one.reach.length; point++) left -= (one.reach[point] - (other ? other.reach[point] : 0)) ** 2;
    return Math.max(left, 0) * this.raw.spread ** 2;
  }
}

/** The emulator of one outcome in one part of the horizon. */
export class Piece {
  /**
   * @param {RawPiece} raw
   * @param {Setting[]} points
   * @param {number} most
   */
  constructor(raw, points, most) {
    this.raw = raw;
    this.components = raw.components.map((one) => new Component(one, points, raw.factors, most));
    /** @type {Map<string, {reached: Reached[], cases: Float64Array[]}>} */
    this.known = new Map();
  }

  /**
   * What is known of a setting: per component, and per case its outputs.
   * @param {Setting} setting
   * @returns {{reached: Reached[], cases: Float64Array[]}}
   */
  at(setting) {
    const key = this.key(setting);
    let known = this.known.get(key);
    if (!known) {
      const reached = this.components.map((one) => one.reach(setting));
      known = { reached, cases: this.sum(reached) };
      if (this.known.size >= KEPT) this.known.delete(/** @type {string} */ (this.known.keys().next().value));
      this.known.set(key, known);
    }
    return known;
  }

  /**
   * @param {Setting} setting
   * @returns {string} what matters of it
   */
  key(setting) {
    return this.raw.factors.map((factor) => setting[factor]).join();
  }

  /**
   * @param {Reached[]} reached
   * @returns {Float64Array[]} per case, its outputs
   */
  sum(reached) {
    return Array.from(reached[0].scores, (_, k) => {
      const outputs = new Float64Array(this.raw.centre);
      this.components.forEach(({ basis }, c) => {
        const score = reached[c].scores[k];
        for (let output = 0; output < outputs.length; output++) outputs[output] += score * basis[output];
      });
      return outputs;
    });
  }

  /**
   * What every case would find.
   * @param {Setting} setting
   * @returns {Float64Array[]} per case, its outputs
   */
  predict(setting) {
    return this.at(setting).cases;
  }

  /**
   * Standard deviation of its own error, or of that of a difference: per output, of the mean over outputs, and of any
   * weighted sum of outputs.
   * @param {Setting} setting
   * @param {Setting | null} other
   * @returns {{outputs: () => Float64Array, mean: () => number, sum: (weights: ArrayLike<number>) => number}}
   */
  error(setting, other) {
    const [one, two] = [this.at(setting), other && this.at(other)];
    const size = this.raw.outputs.length;
    if (one === two) return { outputs: () => new Float64Array(size), mean: () => 0, sum: () => 0 }; // nothing that matters differs
    const variances = this.components.map((component, c) => component.error(one.reached[c], two && two.reached[c]));
    const twice = other ? 2 : 1;
    const of = (/** @type {(one: Component) => number} */ share, /** @type {number} */ rest) =>
      Math.sqrt(this.components.reduce((sum, component, c) => sum + variances[c] * share(component) ** 2, twice * rest ** 2));
    return {
      outputs: () => Float64Array.from(this.raw.rest, (rest, k) => of(({ basis }) => basis[k], rest)),
      mean: () => of(({ basis }) => average(basis), this.raw.restMean),
      sum: (weights) => of(({ basis }) => dot(basis, weights), Math.hypot(...this.raw.rest.map((rest, k) => rest * weights[k]))),
    };
  }
}

/**
 * @param {ArrayLike<number>} values
 * @returns {number}
 */
export function average(values) {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  return sum / values.length;
}

/**
 * Read the settings of all conditions.
 * @param {Space} space
 * @returns {Setting[]}
 */
export function readConditions(space) {
  const { name, ...factors } = space.conditions;
  return name.map(
    (_, k) => /** @type {Setting} */ (/** @type {unknown} */ (Object.fromEntries(Object.entries(factors).map(([factor, all]) => [factor, all[k]])))),
  );
}

/**
 * @param {ArrayLike<number>} one
 * @param {ArrayLike<number>} other
 * @returns {number}
 */
export function dot(one, other) {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += one[k] * other[k];
  return sum;
}
