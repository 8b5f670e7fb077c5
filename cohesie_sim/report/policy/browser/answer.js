/** The answer in sentences, whose strength follows how far it holds; every number opens how it was made. */

import { capital, changes, describe, groupName } from "./describing.js";
import { byId, make, rich } from "./dom.js";
import { showCost } from "./explain.js";
import { adultsPer10000, alike, direction, strength } from "./judging.js";
import { CHOICES } from "./state.js";
import { fromRuns, groupPart, groups, mostAffected } from "./figures.js";

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
 * @property {string} [group] of residents, by its name
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
  byId("answer-where").textContent = where(view);
  byId("answer-sides").textContent = state.compare ? `A: ${describe(view, state.a)}. B: ${describe(view, state.b)}.` : "";
  byId("answer-list").replaceChildren(...list);
  byId("answer-source").textContent = say.t(fromRuns(view) ? "answer.runs" : "answer.emulator", { n: view.world.data.cases });
}

/**
 * @param {View} view
 * @returns {string} what both settings share, and the period
 */
function where(view) {
  const { state, say } = view;
  const shared = CHOICES.filter((name) => state.compare && state.a[name] === state.b[name]);
  const period = say.t(`periods.${state.period}`);
  const told = shared.length ? say.t("answer.where", { a: describe(view, state.a, shared), period }) : say.t("answer.where_alone", { period });
  const late = [state.a, ...(state.compare ? [state.b] : [])].some((one) => one.scenario === "long_winter");
  return late && state.period === "after" ? `${told} ${say.t("answer.late")}` : told;
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
  const { a, b } = view.state;
  const who = a.neighbourhood === b.neighbourhood ? [whoNotices(view, explain)] : []; // or else it is who lives there
  return [...TOLD.map((outcome) => difference(view, outcome, explain)), ...who, money(view)];
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
  const same = how === "none" && !estimate.mean && estimate.low === estimate.high; // nothing differs in this period
  const told = [rich(say, `outcomes.${outcome}.${same ? "same" : how === "none" ? "unknown" : "changes"}`, { number })];
  const base = world.mean(outcome, state.period, state.a, null, world.bothRun(state.a, null));
  if (how !== "none" && say.isShare(outcome) && state.a.neighbourhood === state.b.neighbourhood) {
    told.push(persons(view, estimate, () => explain({ outcome, part: state.period, difference: true, estimate, runs })));
  }
  const openBase = () => explain({ outcome, part: state.period, difference: false, estimate: base, runs: world.bothRun(state.a, null) });
  told.push(rich(say, "answer.base", { base: numberButton(say.level(outcome, base.mean), openBase) }));
  if (how !== "none") told.push(robust(view, estimate, all));
  const chip = make("span", { class: `chip ${how}` }, say.t(`strength.${how}`));
  return make("li", { "data-outcome": outcome }, chip, " ", ...told);
}

/**
 * @param {View} view
 * @param {Estimate} estimate of a share of adults
 * @param {() => void} open
 * @returns {DocumentFragment} how many adults that is
 */
function persons({ world, say }, estimate, open) {
  const sizes = [estimate.mean, estimate.low, estimate.high].map((share) => Math.abs(adultsPer10000(world, share)));
  const [n, ...ends] = sizes.map((size) => say.number(size, Math.max(...sizes) < 3 ? 1 : 0));
  if (estimate.mean < 0) ends.reverse();
  return rich(say, estimate.mean > 0 ? "answer.more_adults" : "answer.fewer_adults", { n: numberButton(say.t("interval", { mean: n, low: ends[0], high: ends[1] }), open) });
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
  if (!all.length) {
    made.append(".");
    return made;
  }
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
  const name = mostAffected(view, "isolated", found);
  const most = found.find((one) => one.group === name);
  const period = say.t(`group_periods.${state.period}`);
  if (!most) {
    const seen = found.some((one) => direction(one.estimate) !== 0);
    return make("li", { "data-outcome": "who" }, rich(say, seen ? "answer.alike" : "answer.nobody", { period }));
  }
  const part = groupPart(state);
  const number = changeNumber(say, "isolated", most.estimate, () =>
    explain({ outcome: "isolated", part, difference: true, estimate: most.estimate, runs: fromRuns(view), group: most.group.split(": ")[1] }),
  );
  return make("li", { "data-outcome": "who" }, rich(say, "answer.who", { group: groupName(say, most.group.split(": ")[1]), number, period }));
}

/**
 * @param {View} view
 * @returns {HTMLElement}
 */
function money(view) {
  const { world, state, say } = view;
  const fte = state.b[state.period] - state.a[state.period];
  if (!fte) return make("li", { "data-outcome": "money" }, say.t("answer.same_money"));
  const { low, high } = world.data.cost;
  const range = say.t("cost.range", { low: say.euros(Math.abs(fte) * low), high: say.euros(Math.abs(fte) * high) });
  return make("li", { "data-outcome": "money" }, rich(say, fte > 0 ? "answer.more_money" : "answer.less_money", { range: numberButton(range, () => showCost(view, Math.abs(fte))), fte: say.short(Math.abs(fte)) }));
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
