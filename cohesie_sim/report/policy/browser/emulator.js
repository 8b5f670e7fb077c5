/**
 * Between computed points: the same kriging as cohesie_sim/report/policy/emulator.py, from the same numbers.
 *
 * A component is a Gaussian process of the settings, with one length per factor. What every plausible setting (a case)
 * found at the computed points gets the same weights, so that two settings are compared within cases.
 */

import { choicesOf, distance, placeOf } from "./places.js";

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
 * Decompose a symmetric positive definite matrix in place: its lower half becomes L with L L' the matrix.
 * @param {Float64Array} matrix rows after each other
 * @param {number} size
 */
export function decompose(matrix, size) {
  for (let row = 0; row < size; row++) {
    const start = row * size;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = matrix[start + column];
      for (let k = 0; k < column; k++) sum -= matrix[start + k] * matrix[other + k];
      matrix[start + column] = row === column ? Math.sqrt(sum) : sum / matrix[other + column];
    }
  }
}

/**
 * Solve L x = values in place, for several columns of values at once.
 * @param {Float64Array} lower
 * @param {Float64Array} values rows after each other
 * @param {number} columns
 */
export function solve(lower, values, columns) {
  const size = values.length / columns;
  for (let row = 0; row < size; row++) {
    const [start, here] = [row * size, row * columns];
    for (let k = 0; k < row; k++) {
      const weight = lower[start + k];
      for (let column = 0; column < columns; column++) values[here + column] -= weight * values[k * columns + column];
    }
    for (let column = 0; column < columns; column++) values[here + column] /= lower[start + row];
  }
}

/**
 * A setting as a component knows it.
 * @typedef {object} Reached
 * @property {Float64Array} place
 * @property {Float64Array} reach covariances with the points, in units in which the points are independent
 * @property {Float64Array} scores a prediction per case
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
    this.place = (/** @type {Setting} */ setting) => placeOf(setting, factors, raw.lengths, most);
    this.points = points;
    this.choices = choicesOf(points[0], factors, raw.lengths);
    this.basis = raw.basis;
    /** @type {{places: Float64Array[], lower: Float64Array, scores: Float64Array} | null} filled when it is needed first */
    this.fitted = null;
  }

  /**
   * @param {Float64Array} one
   * @param {Float64Array} other
   * @returns {number}
   */
  covariance(one, other) {
    return this.raw.variance * Math.exp(-0.5 * distance(one, other, this.choices));
  }

  /**
   * @param {Setting} setting
   * @returns {Reached}
   */
  reach(setting) {
    const { places, lower, scores } = (this.fitted ??= this.fit());
    const place = this.place(setting);
    const reach = new Float64Array(places.length);
    for (let point = 0; point < reach.length; point++) reach[point] = this.covariance(place, places[point]);
    solve(lower, reach, 1);
    const told = new Float64Array(this.raw.byCase.length);
    for (let point = 0; point < reach.length; point++) {
      for (let k = 0; k < told.length; k++) told[k] += reach[point] * scores[point * told.length + k];
    }
    return { place, reach, scores: told };
  }

  /**
   * What all settings share.
   * @returns {{places: Float64Array[], lower: Float64Array, scores: Float64Array}} the points, the root of their
   * covariances, and what every case found at them in units in which the points are independent
   */
  fit() {
    const places = this.points.map(this.place);
    const size = places.length;
    const lower = new Float64Array(size * size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < row; column++) lower[row * size + column] = this.covariance(places[row], places[column]);
      lower[row * size + row] = this.raw.variance + this.raw.noise;
    }
    decompose(lower, size);
    const scores = this.found();
    solve(lower, scores, this.raw.byCase.length);
    return { places, lower, scores };
  }

  /**
   * What every case found at every point.
   * @returns {Float64Array} points after each other
   */
  found() {
    const [means, byCase, scores] = [unpack(this.raw.means), this.raw.byCase, unpack(this.raw.left)];
    const cases = byCase.length;
    for (let k = 0; k < scores.length; k++) scores[k] += means[Math.floor(k / cases)] + byCase[k % cases];
    return scores;
  }

  /**
   * Variance of its own error, or of that of a difference.
   * @param {Reached} one
   * @param {Reached | null} other
   * @returns {number}
   */
  error(one, other) {
    let left = this.raw.variance + this.raw.noise;
    if (other) left = 2 * (left - this.covariance(one.place, other.place));
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
      const outputs = Float64Array.from(this.raw.centre);
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
