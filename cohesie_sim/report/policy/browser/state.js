/** What is shown, as one value; it is written into the address of the page so that a link brings it back. */

import { LARGEST, LEVELS } from "./estimates.js";

/** @import {Choice, Data, Setting, State} from "./types.d.ts" */

/** @type {Choice[]} */
export const CHOICES = ["scenario", "neighbourhood", "hypothesis"];
const LANGUAGES = ["nl", "en"];
const PERIODS = ["after", "during"];
const LEVELS_ALLOWED = `0–${LARGEST}`;
export const LEVERS = [...LEVELS, "all"];

/**
 * The question that people ask first: half of the usual funding after reopening.
 * @param {Data} data
 * @returns {State}
 */
export function firstState(data) {
  const { space } = data;
  const place = space.conditions.name.findIndex((name) => name.startsWith("halved_"));
  const b = settingAt(data, Math.max(place, 0));
  const a = place < 0 ? { ...b } : { ...b, after: b.before };
  return { lang: "nl", compare: true, a, b, period: "after", outcome: data.pieces[0].outcome, lever: "after" };
}

/**
 * @param {Data} data
 * @param {number} place
 * @returns {Setting} that of a condition
 */
function settingAt(data, place) {
  const { name: _, ...factors } = data.space.conditions;
  return /** @type {Setting} */ (/** @type {unknown} */ (Object.fromEntries(Object.entries(factors).map(([key, all]) => [key, all[place]]))));
}

/**
 * @param {State} state
 * @param {Data} data
 * @returns {string} without the #
 */
export function writeFragment(state, data) {
  const setting = (/** @type {Setting} */ one) =>
    [...LEVELS, ...CHOICES, ...data.space.support].map((name) => encodeURIComponent(one[name])).join(",");
  const { lang, compare, period, outcome, lever } = state;
  return `lang=${lang}&a=${setting(state.a)}&b=${setting(state.b)}&compare=${Number(compare)}&period=${period}&outcome=${outcome}&lever=${lever}`;
}

/**
 * Read the address; what it does not hold, or holds wrongly, stays as it is at first.
 * @param {string} fragment
 * @param {Data} data
 * @returns {{state: State, problems: {name: string, value: string, allowed: string[]}[]}}
 */
export function readFragment(fragment, data) {
  const state = firstState(data);
  /** @type {{name: string, value: string, allowed: string[]}[]} */
  const problems = [];
  const given = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
  const word = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string[]} */ allowed) => {
    if (allowed.includes(value)) return value;
    problems.push({ name, value, allowed });
    return null;
  };
  const words = { lang: LANGUAGES, period: PERIODS, lever: LEVERS, outcome: [...new Set(data.pieces.map((one) => one.outcome))] };
  for (const [name, allowed] of Object.entries(words)) {
    const value = given.get(name);
    if (value !== null) Object.assign(state, { [name]: word(name, value, allowed) ?? state[/** @type {"lang"} */ (name)] });
  }
  const compare = given.get("compare");
  if (compare !== null) state.compare = (word("compare", compare, ["0", "1"]) ?? "1") === "1";
  for (const side of /** @type {("a" | "b")[]} */ (["a", "b"])) {
    const value = given.get(side);
    if (value !== null) state[side] = readSetting(value.split(","), state[side], data, word);
  }
  return { state, problems };
}

/**
 * @param {string[]} parts
 * @param {Setting} first
 * @param {Data} data
 * @param {(name: string, value: string, allowed: string[]) => string | null} word
 * @returns {Setting}
 */
function readSetting(parts, first, data, word) {
  const names = [...LEVELS, ...CHOICES, ...data.space.support];
  const read = names.map((name, k) => {
    const value = parts[k] ?? "";
    if (k < LEVELS.length) {
      const level = value.trim() === "" ? NaN : Number(value);
      if (level >= 0 && level <= LARGEST) return [name, level];
      word(name, value, [LEVELS_ALLOWED]);
      return [name, first[name]];
    }
    if (k < LEVELS.length + CHOICES.length) {
      return [name, word(name, value, data.space.options[/** @type {Choice} */ (name)]) ?? first[name]];
    }
    return [name, Number(word(name, value, ["0", "1"]) ?? first[name])];
  });
  return /** @type {Setting} */ (Object.fromEntries(read));
}

/**
 * The valid word that is most like one that is not.
 * @param {string} value
 * @param {string[]} allowed
 * @returns {string}
 */
export function nearest(value, allowed) {
  if (allowed[0] === LEVELS_ALLOWED) return Number(value) > LARGEST ? String(LARGEST) : "0";
  const apart = (/** @type {string} */ one) => {
    let row = Array.from({ length: value.length + 1 }, (_, k) => k);
    for (const letter of one) {
      const next = [row[0] + 1];
      for (let k = 1; k <= value.length; k++) {
        next.push(Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + Number(value[k - 1] !== letter)));
      }
      row = next;
    }
    return row[value.length];
  };
  return allowed.reduce((best, one) => (apart(one) < apart(best) ? one : best));
}

/**
 * The factors in which two settings differ.
 * @param {Setting} one
 * @param {Setting} other
 * @returns {(keyof Setting)[]}
 */
export function differing(one, other) {
  return /** @type {(keyof Setting)[]} */ (Object.keys(one)).filter((name) => one[name] !== other[name]);
}
