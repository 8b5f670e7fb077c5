/**
 * Between computed points: the same kriging as cohesie_sim/report/policy/emulator.py, from the same numbers.
 *
 * A component is a Gaussian process of the settings, with one length per factor. What every plausible setting (a case)
 * found at the computed points gets the same weights, so that two settings are compared within cases.
 */

import { choicesOf, distance, placeOf } from "./places.js";

/** @import {Factor, Packed, RawComponent, RawPiece, Setting, Space} from "./types.d.ts" */

const KEPT = 64; // settings remembered per component: sliders come back to where they were

/**
 * Read packed numbers.
 * @param {Packed} packed
 * @returns {Float64Array}
 */
export function unpack(packed) {
  const text = atob(packed.bytes);
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const whole = packed.of === "int8" ? new Int8Array(bytes.buffer) : new Int16Array(bytes.buffer);
  const least = packed.of === "int8" ? -128 : -32768;
  return Float64Array.from(whole, (value) => packed.low + packed.step * (value - least));
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
 * Solve L L' x = values.
 * @param {Float64Array} lower
 * @param {Float64Array} values
 * @returns {Float64Array}
 */
export function solve(lower, values) {
  const size = values.length;
  const found = Float64Array.from(values);
  for (let row = 0; row < size; row++) {
    let sum = found[row];
    for (let k = 0; k < row; k++) sum -= lower[row * size + k] * found[k];
    found[row] = sum / lower[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = found[row] / lower[row * size + row];
    found[row] = value;
    for (let k = 0; k < row; k++) found[k] -= lower[row * size + k] * value;
  }
  return found;
}

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
    /** @type {Float64Array[]} filled when they are needed first */
    this.places = [];
    this.choices = choicesOf(points[0], factors, raw.lengths);
    this.basis = raw.basis;
    /** @type {Float64Array | null} */
    this.lower = null;
    /** @type {Float64Array | null} */
    this.scores = null;
    /** @type {Map<string, {reach: Float64Array, weights: Float64Array}>} */
    this.known = new Map();
  }

  /**
   * Covariances of a setting with the points.
   * @param {Setting} setting
   * @returns {Float64Array}
   */
  reach(setting) {
    const place = this.place(setting);
    return Float64Array.from(this.places, (other) => this.covariance(place, other));
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
   * The weights of the points in the prediction for a setting.
   * @param {Setting} setting
   * @param {string} key of what matters of it
   * @returns {{reach: Float64Array, weights: Float64Array}}
   */
  at(setting, key) {
    let found = this.known.get(key);
    if (!found) {
      const lower = this.decomposed();
      const reach = this.reach(setting);
      found = { reach, weights: solve(lower, reach) };
      if (this.known.size >= KEPT) this.known.delete(/** @type {string} */ (this.known.keys().next().value));
      this.known.set(key, found);
    }
    return found;
  }

  /** @returns {Float64Array} */
  decomposed() {
    if (!this.lower) {
      this.places = this.points.map(this.place);
      const size = this.places.length;
      this.lower = new Float64Array(size * size);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < row; column++) {
          this.lower[row * size + column] = this.covariance(this.places[row], this.places[column]);
        }
        this.lower[row * size + row] = this.raw.variance + this.raw.noise;
      }
      decompose(this.lower, size);
    }
    return this.lower;
  }

  /**
   * What every case found at every point.
   * @returns {Float64Array} points after each other
   */
  found() {
    if (!this.scores) {
      const [means, byCase] = [unpack(this.raw.means), this.raw.byCase];
      this.scores = unpack(this.raw.left);
      const cases = byCase.length;
      for (let k = 0; k < this.scores.length; k++) this.scores[k] += means[Math.floor(k / cases)] + byCase[k % cases];
    }
    return this.scores;
  }

  /**
   * @param {Setting} setting
   * @param {string} key
   * @returns {Float64Array} a score per case
   */
  predict(setting, key) {
    const { weights } = this.at(setting, key);
    const scores = this.found();
    const cases = this.raw.byCase.length;
    const told = new Float64Array(cases);
    for (let point = 0; point < weights.length; point++) {
      for (let k = 0; k < cases; k++) told[k] += weights[point] * scores[point * cases + k];
    }
    return told;
  }

  /**
   * Variance of its own error, or of that of a difference.
   * @param {Setting} setting
   * @param {string} key
   * @param {Setting | null} other
   * @param {string} otherKey
   * @returns {number}
   */
  error(setting, key, other, otherKey) {
    const one = this.at(setting, key);
    let own = this.raw.variance + this.raw.noise;
    let explained = 0;
    if (other) {
      const two = this.at(other, otherKey);
      own = 2 * (own - this.covariance(this.place(setting), this.place(other)));
      one.reach.forEach((value, k) => (explained += (value - two.reach[k]) * (one.weights[k] - two.weights[k])));
    } else one.reach.forEach((value, k) => (explained += value * one.weights[k]));
    return Math.max(own - explained, 0) * this.raw.spread ** 2;
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
  }

  /**
   * @param {Setting} setting
   * @returns {string} what matters of it
   */
  key(setting) {
    return this.raw.factors.map((factor) => setting[factor]).join();
  }

  /**
   * What every case would find.
   * @param {Setting} setting
   * @returns {Float64Array[]} per case, its outputs
   */
  predict(setting) {
    const key = this.key(setting);
    const scores = this.components.map((one) => one.predict(setting, key));
    const cases = this.components[0].raw.byCase.length;
    return Array.from({ length: cases }, (_, k) =>
      Float64Array.from(this.raw.centre, (centre, output) =>
        this.components.reduce((sum, one, c) => sum + scores[c][k] * one.basis[output], centre),
      ),
    );
  }

  /**
   * Standard deviation of its own error, or of that of a difference: per output, of the mean over outputs, and of any
   * weighted sum of outputs.
   * @param {Setting} setting
   * @param {Setting | null} other
   * @returns {{outputs: Float64Array, mean: number, sum: (weights: ArrayLike<number>) => number}}
   */
  error(setting, other) {
    const [key, otherKey] = [this.key(setting), other ? this.key(other) : ""];
    const outputs = new Float64Array(this.raw.outputs.length);
    if (key === otherKey) return { outputs, mean: 0, sum: () => 0 }; // they differ in nothing that matters here
    const variances = this.components.map((one) => one.error(setting, key, other, otherKey));
    const twice = other ? 2 : 1;
    const of = (/** @type {(one: Component) => number} */ share, /** @type {number} */ rest) =>
      Math.sqrt(this.components.reduce((sum, one, c) => sum + variances[c] * share(one) ** 2, twice * rest ** 2));
    for (let k = 0; k < outputs.length; k++) outputs[k] = of((one) => one.basis[k], this.raw.rest[k]);
    const mean = of((one) => average(one.basis), this.raw.restMean);
    const sum = (/** @type {ArrayLike<number>} */ weights) =>
      of((one) => dot(one.basis, weights), Math.hypot(...this.raw.rest.map((rest, k) => rest * weights[k])));
    return { outputs, mean, sum };
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
