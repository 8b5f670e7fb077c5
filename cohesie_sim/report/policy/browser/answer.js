/** The answer in sentences, whose strength follows how far it holds; every number opens how it was made. */

import { capital, changes, describe, groupName } from "./describing.js";
import { fromRuns, groupPart, groups, meanTold, mostAffected } from "./differences.js";
import { byId, make, numberButton, rich } from "./dom.js";
import { LEVELS } from "./estimates.js";
import { showCost, showExplanation } from "./explain.js";
import { alike, direction, strength } from "./judging.js";
import { CHOICES, differing } from "./state.js";

/** @import {Estimate, Strength, View} from "./types.d.ts" */
/** @import {Speaker} from "./words.js" */

const TOLD = ["isolated", "out_of_sight", "huiskamers", "surviving"];

/**
 * @param {View} view
 */
export function showAnswer(view) {
  const { state, say } = view;
  const list = state.compare ? differences(view) : levels(view);
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
 * @returns {HTMLElement[]}
 */
function levels(view) {
  const { say } = view;
  return TOLD.map((outcome) => {
    const told = meanTold(view, outcome, false);
    const number = numberButton(say.levelInterval(outcome, told.estimate), () => showExplanation(view, told));
    return make("li", { "data-outcome": outcome }, rich(say, `outcomes.${outcome}.level`, { number }));
  });
}

/**
 * @param {View} view
 * @returns {HTMLElement[]}
 */
function differences(view) {
  const { a, b } = view.state;
  if (!changes(view)) return [make("li", {}, view.say.t(differing(a, b).length ? "answer.no_crisis" : "answer.nothing"))];
  const who = a.neighbourhood === b.neighbourhood ? [whoNotices(view)] : []; // or else it is who lives there
  return [...TOLD.map((outcome) => difference(view, outcome)), ...who, money(view)];
}

/**
 * @param {View} view
 * @param {string} outcome
 * @returns {HTMLElement}
 */
function difference(view, outcome) {
  const { world, state, say } = view;
  const [found, base] = [meanTold(view, outcome, true), meanTold(view, outcome, false)];
  const { estimate } = found;
  const all = world.byHypothesis(outcome, state.period, state.b, state.a);
  const how = strength(estimate, all);
  const open = () => showExplanation(view, found);
  const number = changeNumber(say, outcome, estimate, open);
  const told = [kindOfChange(view, outcome, estimate, how, number)];
  if (how !== "none" && say.isShare(outcome) && state.a.neighbourhood === state.b.neighbourhood) {
    const n = numberButton(say.adultsInterval(estimate), open);
    told.push(rich(say, estimate.mean > 0 ? "answer.more_adults" : "answer.fewer_adults", { n }));
  }
  const level = numberButton(say.level(outcome, base.estimate.mean), () => showExplanation(view, base));
  told.push(rich(say, say.isShare(outcome) ? "answer.base_share" : "answer.base_count", { base: level }));
  if (how !== "none") told.push(robust(view, estimate, all, open));
  return make("li", { "data-outcome": outcome }, chip(say, nothing(estimate) ? "same" : how), " ", ...told);
}

/**
 * @param {View} view
 * @param {string} outcome
 * @param {Estimate} estimate
 * @param {Strength} how
 * @param {DocumentFragment} number
 * @returns {DocumentFragment} that it changes, or not, or that this cannot be told
 */
function kindOfChange({ say }, outcome, estimate, how, number) {
  if (nothing(estimate)) return rich(say, `outcomes.${outcome}.same`, { number });
  if (how !== "none") return rich(say, `outcomes.${outcome}.changes`, { number });
  if (/[1-9]/.test(say.changeInterval(outcome, estimate))) return rich(say, `outcomes.${outcome}.unknown`, { number });
  return rich(say, "answer.hardly", { outcome: say.t(`outcomes.${outcome}.short`), number });
}

/**
 * @param {Estimate} estimate
 * @returns {boolean} whether nothing differs in this period, for sure
 */
function nothing({ mean, low, high }) {
  return !mean && low === high;
}

/**
 * @param {Speaker} say
 * @param {Strength | "same"} how
 * @returns {HTMLElement}
 */
function chip(say, how) {
  return make("span", { class: `chip ${how === "same" ? "none" : how}` }, say.t(`strength.${how}`));
}

/**
 * @param {View} view
 * @param {Estimate} estimate
 * @param {{hypothesis: string, estimate: Estimate}[]} all
 * @param {() => void} open
 * @returns {DocumentFragment}
 */
function robust({ say, world }, estimate, all, open) {
  const way = direction(estimate);
  const names = (/** @type {(one: Estimate) => boolean} */ which) =>
    say.list(all.filter((one) => which(one.estimate)).map((one) => say.t(`hypotheses.${one.hypothesis}`)));
  const values = {
    share: numberButton(say.t("answer.share", { k: alike(estimate), n: world.data.cases }), open),
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
  if (!values.unclear && !values.opposite) made.append(rich(say, "answer.all_hypotheses", { n: numberButton(String(all.length), open) }));
  else made.append(rich(say, "answer.some_hypotheses", values));
  if (values.unclear) made.append(rich(say, "answer.unclear", values));
  if (values.opposite) made.append(rich(say, "answer.opposite", values));
  return made;
}

/**
 * @param {View} view
 * @returns {HTMLElement}
 */
function whoNotices(view) {
  const { say, state, world } = view;
  const found = groups(view, "isolated");
  const name = mostAffected(view, "isolated", found);
  const most = found.find((one) => one.group === name);
  const period = say.t(`group_periods.${state.period}`);
  if (!most) {
    const seen = found.some((one) => direction(one.estimate) !== 0);
    const told = found.every((one) => nothing(one.estimate)) ? "answer.no_group" : seen ? "answer.alike" : "answer.nobody";
    return make("li", { "data-outcome": "who" }, rich(say, told, { period }));
  }
  const all = world.byHypothesis("isolated", groupPart(state), state.b, state.a, most.group);
  const number = changeNumber(say, "isolated", most.estimate, () => showExplanation(view, most.told));
  const told = rich(say, "answer.who", { group: groupName(say, most.group.split(": ")[1]), number, period });
  told.append(robust(view, most.estimate, all, () => showExplanation(view, most.told)));
  return make("li", { "data-outcome": "who" }, chip(say, strength(most.estimate, all)), " ", told);
}

/**
 * What the difference costs in each of the years in which it costs anything.
 * @param {View} view
 * @returns {HTMLElement}
 */
function money(view) {
  const { world, state, say } = view;
  const { low, high } = world.data.cost;
  const told = LEVELS.filter((name) => state.a[name] !== state.b[name]).map((name) => {
    const fte = state.b[name] - state.a[name];
    const size = Math.abs(fte);
    const range = say.t("cost.range", { low: say.euros(size * low), high: say.euros(size * high) });
    const number = numberButton(range, () => showCost(view, size, range));
    return rich(say, fte > 0 ? "answer.more_money" : "answer.less_money", { when: capital(say.t(`levers.${name}`)), range: number, fte: say.short(size) });
  });
  if (!told.length) told.push(rich(say, "answer.same_money"));
  else told.push(rich(say, "answer.assumed"));
  if (world.data.space.support.some((name) => world.normal(state.a)[name] !== world.normal(state.b)[name])) told.push(rich(say, "answer.support_money"));
  return make("li", { "data-outcome": "money" }, ...told);
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
