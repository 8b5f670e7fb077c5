import assert from "node:assert/strict";
import { test } from "node:test";

import { designFile } from "../../../cohesie_sim/report/policy/browser/design.js";
import { World } from "../../../cohesie_sim/report/policy/browser/estimates.js";
import { differing, firstState, nearest, readFragment, writeFragment } from "../../../cohesie_sim/report/policy/browser/state.js";
import { smallData } from "./data.js";

const data = smallData();

test("the first question is half of the usual funding after reopening", () => {
  const { a, b, compare } = firstState(data);
  assert.deepEqual(differing(a, b), ["after"]);
  assert.deepEqual([a.after, b.after, compare], [4, 2, true]);
});

test("what is written comes back", () => {
  const state = { ...firstState(data), lang: "en", compare: false, period: "during", outcome: "initiatives", lever: "all" };
  state.b = { ...state.b, before: 0.25, scenario: "no_corona", neighbourhood: "sittard_geleen", hypothesis: "null", steering_group: 0 };
  const read = readFragment(`#${writeFragment(state, data)}`, data);
  assert.deepEqual(read.state, state);
  assert.deepEqual(read.problems, []);
});

test("an empty address is the first question, without a problem", () => {
  assert.deepEqual(readFragment("", data), { state: firstState(data), problems: [] });
});

test("a wrong word is named, with what is possible, and the usual value stands there", () => {
  const { state, problems } = readFragment("#a=4,4,4,hold_after,heerlem,article,1,1,1", data);
  assert.equal(state.a.neighbourhood, "heerlen");
  assert.deepEqual(problems, [{ name: "neighbourhood", value: "heerlem", allowed: ["heerlen", "sittard_geleen"] }]);
});

test("levels that the model does not accept are refused", () => {
  for (const level of ["-3", "101", "", "x", "NaN", "Infinity"]) {
    const { state, problems } = readFragment(`#b=4,4,${level},hold_after,heerlen,article,1,1,1`, data);
    assert.equal(state.b.after, 2, level);
    assert.deepEqual(problems.map((one) => [one.name, one.value]), [["after", level]]);
  }
});

test("an address that is cut off keeps what it has and names the rest", () => {
  const { state, problems } = readFragment("#lang=xx&compare=2&a=1,2", data);
  assert.deepEqual([state.lang, state.compare, state.a.before, state.a.during, state.a.after], ["nl", true, 1, 2, 4]);
  assert.equal(problems.length, 2 + 7);
});

test("what is no address at all does no harm", () => {
  for (const fragment of ["#%", "#a", "#a=%00", "#&&&=", "#__proto__=1&constructor=2"]) {
    assert.equal(readFragment(fragment, data).state.b.after, 2, fragment);
  }
});

test("the nearest word has the fewest other letters", () => {
  assert.equal(nearest("heerlem", ["sittard_geleen", "heerlen"]), "heerlen");
  assert.equal(nearest("", ["abc", "a"]), "a");
});

test("a design holds both settings, and support only where there is a crisis", () => {
  const world = new World(data);
  const [halved, , quiet] = world.conditions;
  const one = designFile(world, [{ name: "a", setting: halved }, { name: "b", setting: { ...halved, corona_fund: 0 } }]);
  assert.equal(one.match(/\[\[grids\]\]/g)?.length, 1);
  assert.equal(one.match(/"support\.corona_fund" = false/g)?.length, 1);
  const two = designFile(world, [{ name: "a", setting: halved }, { name: "b", setting: quiet }]);
  assert.equal(two.match(/\[\[grids\]\]/g)?.length, 2);
  assert.ok(!two.includes("support."));
});
