/** The numbers on the page: means with intervals, differences within plausible settings, and how far they hold. */

import { Piece, average, dot, readConditions, unpack } from "./emulator.js";
import { scaled } from "./judging.js";

/** @import {Data, Estimate, Levels, Setting} from "./types.d.ts" */

/** @type {Levels[]} */
export const LEVELS = ["before", "during", "after"];
const STEPS = [0, 1, 2, 4, 6, 9, 12]; // fte: what the first ones buy changes most, and one of many is lost in luck
export const LARGEST = 100; // fte per 10,000 residents that the model accepts

/** Everything that can be asked of the stored results. */
export class World {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    this.conditions = readConditions(data.space);
    const points = this.conditions.filter((_, k) => data.space.fitted[k]);
    /** @type {Map<string, Piece>} */
    this.pieces = new Map(data.pieces.map((raw) => [`${raw.outcome} ${raw.part}`, new Piece(raw, points, data.space.most)]));
    this.outcomes = [...new Set(data.pieces.map((raw) => raw.outcome))];
    this.split = [...new Set(data.pieces.filter((raw) => raw.part.startsWith("groups_")).map((raw) => raw.outcome))];
    this.keys = new Map(data.space.asked.map((place, k) => [Object.values(this.normal(this.conditions[place])).join(), k]));
    /** @type {Map<Piece, Float64Array>} */
    this.runs = new Map();
  }

  /**
   * The setting as it counts: where there is no crisis there is no support.
   * @param {Setting} setting
   * @returns {Setting}
   */
  normal(setting) {
    const { space } = this.data;
    const crisis = space.scenarios[setting.scenario].crisis;
    const support = Object.fromEntries(space.support.map((name) => [name, crisis ? setting[name] : 0]));
    const { before, during, after, scenario, neighbourhood, hypothesis } = setting;
    return /** @type {Setting} */ ({ before, during, after, scenario, neighbourhood, hypothesis, ...support });
  }

  /**
   * The condition that was run with exactly this setting and is told by its runs.
   * @param {Setting} setting
   * @returns {number} its place among those, or -1
   */
  computed(setting) {
    return this.keys.get(Object.values(this.normal(setting)).join()) ?? -1;
  }

  /**
   * Whether a setting lies within what was computed.
   * @param {Setting} setting
   * @returns {boolean}
   */
  inside(setting) {
    return LEVELS.every((name) => setting[name] <= this.data.space.most);
  }

  /**
   * @param {string} outcome
   * @param {string} part
   * @returns {Piece}
   */
  piece(outcome, part) {
    return /** @type {Piece} */ (this.pieces.get(`${outcome} ${part}`));
  }

  /** @returns {(() => void)[]} what can be done before somebody asks for it, so that the answer then comes at once */
  ahead() {
    const components = [...this.pieces.values()].flatMap((piece) => piece.components);
    return components.filter((one) => !one.fitted).map((one) => () => one.fit());
  }

  /**
   * What every case finds: in the runs of the setting where it was run, or else by the emulator.
   * @param {Piece} piece
   * @param {Setting} setting
   * @param {boolean} runs take the runs; only for settings that were run
   * @returns {Float64Array[]} per case, its outputs
   */
  cases(piece, setting, runs) {
    return runs ? this.found(piece, this.computed(setting)) : piece.predict(this.normal(setting));
  }

  /**
   * @param {Piece} piece
   * @param {number} place of a condition among those that are told by their runs
   * @returns {Float64Array[]} per case, what its runs found
   */
  found(piece, place) {
    let all = this.runs.get(piece);
    if (!all) this.runs.set(piece, (all = unpack(piece.raw.found)));
    const [found, size, cases] = [all, piece.raw.outputs.length, this.data.cases];
    const start = piece.raw.found.rows[place] * cases * size;
    return Array.from({ length: cases }, (_, c) => found.subarray(start + c * size, start + (c + 1) * size));
  }

  /**
   * A curve over all months.
   * @param {string} outcome
   * @param {Setting} setting
   * @param {boolean} runs
   * @returns {Estimate[]}
   */
  curve(outcome, setting, runs) {
    return Object.keys(this.data.parts).flatMap((part) => this.outputs(outcome, part, setting, null, runs));
  }

  /**
   * Estimates per output of a part, or of how they differ from those of another setting.
   * @param {string} outcome
   * @param {string} part
   * @param {Setting} setting
   * @param {Setting | null} other
   * @param {boolean} runs
   * @returns {Estimate[]}
   */
  outputs(outcome, part, setting, other, runs) {
    const piece = this.piece(outcome, part);
    const one = this.cases(piece, setting, runs);
    const two = other && this.cases(piece, other, runs);
    const error = runs ? null : piece.error(this.normal(setting), other && this.normal(other)).outputs();
    return piece.raw.outputs.map((_, k) => {
      const values = new Float64Array(one.length);
      for (let c = 0; c < values.length; c++) values[c] = one[c][k] - (two ? two[c][k] : 0);
      return this.estimate(values, error ? error[k] : 0);
    });
  }

  /**
   * The mean over the months of a part, or how it differs from that of another setting.
   * @param {string} outcome
   * @param {string} part
   * @param {Setting} setting
   * @param {Setting | null} other
   * @param {boolean} runs
   * @returns {Estimate}
   */
  mean(outcome, part, setting, other, runs) {
    const piece = this.piece(outcome, part);
    const two = other && this.cases(piece, other, runs);
    const values = this.cases(piece, setting, runs).map((row, c) => average(row) - (two ? average(two[c]) : 0));
    const error = runs ? 0 : piece.error(this.normal(setting), other && this.normal(other)).mean();
    return this.estimate(Float64Array.from(values), error);
  }

  /**
   * How a weighted sum of outputs differs from that of another setting.
   * @param {string} outcome
   * @param {string} part
   * @param {Setting} setting
   * @param {Setting} other
   * @param {boolean} runs
   * @param {number[]} weights
   * @returns {Estimate}
   */
  contrast(outcome, part, setting, other, runs, weights) {
    const piece = this.piece(outcome, part);
    const two = this.cases(piece, other, runs);
    const values = this.cases(piece, setting, runs).map((row, c) => dot(row, weights) - dot(two[c], weights));
    const error = runs ? 0 : piece.error(this.normal(setting), this.normal(other)).sum(weights);
    return this.estimate(Float64Array.from(values), error);
  }

  /**
   * A mean over cases; luck of the cases and error of the emulator together make its interval.
   * @param {Float64Array} cases
   * @param {number} error standard deviation of the emulator's own
   * @returns {Estimate}
   */
  estimate(cases, error) {
    const { bars } = this.data;
    const [mean, count] = [average(cases), cases.length];
    let squares = 0;
    for (let k = 0; k < count; k++) squares += (cases[k] - mean) ** 2;
    const half = Math.hypot(bars.cases * Math.sqrt(squares / (count - 1) / count), bars.emulator * error);
    return { mean, low: mean - half, high: mean + half, cases };
  }

  /**
   * The same difference under each hypothesis; a setting that differs in its hypothesis has none.
   * @param {string} outcome
   * @param {string} part
   * @param {Setting} setting
   * @param {Setting} other
   * @param {string} [output] one of the part, such as a group; or else the mean over all of them
   * @returns {{hypothesis: string, estimate: Estimate}[]}
   */
  byHypothesis(outcome, part, setting, other, output) {
    if (setting.hypothesis !== other.hypothesis) return [];
    return this.data.space.options.hypothesis.map((hypothesis) => {
      const [one, two] = [setting, other].map((which) => ({ ...which, hypothesis }));
      const runs = this.bothRun(one, two);
      if (output === undefined) return { hypothesis, estimate: this.mean(outcome, part, one, two, runs) };
      const place = this.piece(outcome, part).raw.outputs.indexOf(output);
      return { hypothesis, estimate: this.outputs(outcome, part, one, two, runs)[place] };
    });
  }

  /**
   * @param {Setting} one
   * @param {Setting | null} other
   * @returns {boolean} whether the runs themselves can be told
   */
  bothRun(one, other) {
    return this.computed(one) >= 0 && (!other || this.computed(other) >= 0);
  }

  /**
   * What more fte buy between several levels of funding.
   * @param {string} outcome
   * @param {string} part
   * @param {Setting} setting
   * @param {Levels | "all"} lever
   * @returns {{from: number, to: number, low: Setting, high: Setting, estimate: Estimate}[]} settings at both levels, and
   * what an fte makes of a difference between them
   */
  oneMore(outcome, part, setting, lever) {
    const at = (/** @type {number} */ level) =>
      lever === "all" ? { ...setting, before: level, during: level, after: level } : { ...setting, [lever]: level };
    const ends = STEPS.filter((level) => level <= this.data.space.most);
    return ends.slice(1).map((to, k) => {
      const [from, low, high] = [ends[k], at(ends[k]), at(to)];
      return { from, to, low, high, estimate: scaled(this.mean(outcome, part, high, low, false), 1 / (to - from)) };
    });
  }
}
