/** The answer in sentences, whose strength follows how far it holds; every number opens how it was made. */

import { capital, changes, describe, groupName } from "./describing.js";
import { byId, make, rich } from "./dom.js";
import { adultsPer10000, alike, direction, strength } from "./estimates.js";
import { fromRuns, groups, mostAffected } from "./figures.js";

/** @import {Estimate, View} from "./types.d.ts" */
/** @import {Speaker} from "./words.js" */

const TOLD = ["isolated", "out_of_sight", "huiskamers", "surviving"];

/**
 * What is behind a number.
 * @typedef {object} Told
 * @property {string} outcome
 * @property {string} part
 * @property {boolean} difference
 * @property {Estimate} estimate
 * @property {boolean} runs
 */

/**
 * @param {View} view
 * @param {(told: Told) => void} explain
 */
export function showAnswer(view, explain) {
  const { state, say } = view;
  const list = state.compare ? differences(view, explain) : levels(view, explain);
  const title = state.compare ? changes(view) || say.t("answer.same") : capital(describe(view, state.a));
  byId("answer-title").textContent = title;
  byId("answer-where").textContent = say.t(state.compare ? "answer.where" : "answer.where_alone", {
    a: describe(view, state.a, ["scenario", "neighbourhood", "hypothesis"]),
    period: say.t(`periods.${state.period}`),
  });
  byId("answer-list").replaceChildren(...list);
  byId("answer-source").textContent = say.t(fromRuns(view) ? "answer.runs" : "answer.emulator", { n: view.world.data.cases });
}

/**
 * @param {View} view
 * @param {(told: Told) => void} explain
 * @returns {HTMLElement[]}
 */
function levels(view, explain) {
  const { world, state, say } = view;
  const runs = fromRuns(view);
  return TOLD.map((outcome) => {
    const estimate = world.mean(outcome, state.period, state.a, null, runs);
    const number = numberButton(say.levelInterval(outcome, estimate), () => explain({ outcome, part: state.period, difference: false, estimate, runs }));
    return make("li", { "data-outcome": outcome }, rich(say, `outcomes.${outcome}.level`, { number }));
  });
}

/**
 * @param {View} view
 * @param {(told: Told) => void} explain
 * @returns {HTMLElement[]}
 */
function differences(view, explain) {
  if (!changes(view)) return [make("li", {}, view.say.t("answer.nothing"))];
  return [...TOLD.map((outcome) => difference(view, outcome, explain)), whoNotices(view, explain), money(view)];
}

/**
 * @param {View} view
 * @param {string} outcome
 * @param {(told: Told) => void} explain
 * @returns {HTMLElement}
 */
function difference(view, outcome, explain) {
  const { world, state, say } = view;
  const runs = fromRuns(view);
  const estimate = world.mean(outcome, state.period, state.b, state.a, runs);
  const all = world.byHypothesis(outcome, state.period, state.b, state.a);
  const how = strength(estimate, all);
  const number = changeNumber(say, outcome, estimate, () => explain({ outcome, part: state.period, difference: true, estimate, runs }));
  const told = [rich(say, how === "none" ? `outcomes.${outcome}.unknown` : `outcomes.${outcome}.changes`, { number })];
  const base = world.mean(outcome, state.period, state.a, null, runs);
  if (how !== "none" && say.isShare(outcome)) {
    const persons = Math.abs(adultsPer10000(world, estimate.mean));
    told.push(rich(say, estimate.mean > 0 ? "answer.more_adults" : "answer.fewer_adults", { n: say.number(persons, persons < 10 ? 1 : 0) }));
  }
  told.push(rich(say, "answer.base", { base: say.level(outcome, base.mean) }));
  if (how !== "none") told.push(robust(view, estimate, all));
  const chip = make("span", { class: `chip ${how}` }, say.t(`strength.${how}`));
  return make("li", { "data-outcome": outcome }, chip, " ", ...told);
}

/**
 * @param {View} view
 * @param {Estimate} estimate
 * @param {{hypothesis: string, estimate: Estimate}[]} all
 * @returns {DocumentFragment}
 */
function robust({ say, world }, estimate, all) {
  const way = direction(estimate);
  const names = (/** @type {(one: Estimate) => boolean} */ which) =>
    say.list(all.filter((one) => which(one.estimate)).map((one) => say.t(`hypotheses.${one.hypothesis}`)));
  const values = {
    k: String(alike(estimate)),
    n: String(world.data.cases),
    same: names((one) => direction(one) === way),
    unclear: names((one) => direction(one) === 0),
    opposite: names((one) => direction(one) === -way),
  };
  const made = document.createDocumentFragment();
  made.append(rich(say, "answer.variants", values));
  if (!all.length) return made;
  if (!values.unclear && !values.opposite) made.append(rich(say, "answer.all_hypotheses", { n: String(all.length) }));
  else made.append(rich(say, "answer.some_hypotheses", values));
  if (values.unclear) made.append(rich(say, "answer.unclear", values));
  if (values.opposite) made.append(rich(say, "answer.opposite", values));
  return made;
}

/**
 * @param {View} view
 * @param {(told: Told) => void} explain
 * @returns {HTMLElement}
 */
function whoNotices(view, explain) {
  const { say, state } = view;
  const found = groups(view, "isolated");
  const most = found.find((one) => one.group === mostAffected(found));
  const period = say.t(`group_periods.${state.period}`);
  if (!most) return make("li", { "data-outcome": "who" }, chipOf(view, "none"), " ", rich(say, "answer.nobody", { period }));
  const part = state.period === "after" ? "groups_after" : "groups_second_lockdown";
  const number = changeNumber(say, "isolated", most.estimate, () =>
    explain({ outcome: "isolated", part, difference: true, estimate: most.estimate, runs: fromRuns(view) }),
  );
  return make("li", { "data-outcome": "who" }, rich(say, "answer.who", { group: groupName(say, most.group.split(": ")[1]), number, period }));
}

/**
 * @param {View} view
 * @returns {HTMLElement}
 */
function money({ world, state, say }) {
  const fte = state.b[state.period] - state.a[state.period];
  if (!fte) return make("li", { "data-outcome": "money" }, say.t("answer.same_money"));
  const { low, high } = world.data.cost;
  const range = say.t("cost.range", { low: say.euros(Math.abs(fte) * low), high: say.euros(Math.abs(fte) * high) });
  return make("li", { "data-outcome": "money" }, rich(say, fte > 0 ? "answer.more_money" : "answer.less_money", { range, fte: say.short(Math.abs(fte)) }));
}

/**
 * @param {View} view
 * @param {"firm" | "some" | "none"} how
 * @returns {HTMLElement}
 */
function chipOf({ say }, how) {
  return make("span", { class: `chip ${how}` }, say.t(`strength.${how}`));
}

/**
 * A difference that opens how it was made, then its unit, which may stand on the next line.
 * @param {Speaker} say
 * @param {string} outcome
 * @param {Estimate} estimate
 * @param {() => void} open
 * @returns {DocumentFragment}
 */
function changeNumber(say, outcome, estimate, open) {
  const made = document.createDocumentFragment();
  made.append(numberButton(say.changeInterval(outcome, estimate), open), ` ${say.changeUnit(outcome)}`);
  return made;
}

/**
 * A number that opens how it was made.
 * @param {string} text
 * @param {() => void} open
 * @returns {HTMLElement}
 */
export function numberButton(text, open) {
  return make("button", { type: "button", class: "number", "aria-haspopup": "dialog", click: open }, text);
}
