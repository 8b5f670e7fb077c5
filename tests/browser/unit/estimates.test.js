import assert from "node:assert/strict";
import { test } from "node:test";

import { World } from "../../../cohesie_sim/report/policy/browser/estimates.js";
import { alike, direction, price, quantile, spread, strength } from "../../../cohesie_sim/report/policy/browser/judging.js";
import { smallData } from "./data.js";

const estimate = (low, high) => ({ mean: (low + high) / 2, low, high, cases: Float64Array.of(low, high) });
const under = (...all) => all.map(([low, high], k) => ({ hypothesis: String(k), estimate: estimate(low, high) }));
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

test("a direction is one only when the interval does not hold zero", () => {
  assert.deepEqual([estimate(1, 2), estimate(-2, -1), estimate(-1, 2), estimate(0, 2)].map(direction), [1, -1, 0, 0]);
});

test("a weighted sum of outputs differs case by case, with the error of its weights", () => {
  const world = new World(smallData());
  const [halved, usual] = world.conditions;
  assert.deepEqual([...world.contrast("isolated", "after", halved, usual, true, [1, -1]).cases], [2, -1]); // -1 + 3, -2 + 1
  const [one, other] = [halved, { ...halved, after: 3 }];
  const piece = world.piece("isolated", "after");
  const error = piece.error(one, other);
  near(error.sum([1, 0]), error.outputs()[0]);
  near(error.sum([0.5, 0.5]), error.mean());
});

test("what holds under all hypotheses but in too few variants does not stand firm", () => {
  const half = { ...estimate(1, 2), cases: Float64Array.of(-1, 4) };
  assert.equal(strength(estimate(1, 2), [{ hypothesis: "0", estimate: half }]), "few");
});

test("where hypotheses are compared there is no hypothesis under which it holds", () => {
  assert.equal(strength(estimate(1, 2), []), "rival");
});

test("strength follows the hypotheses", () => {
  assert.equal(strength(estimate(-1, 2), under([1, 2])), "none");
  assert.equal(strength(estimate(1, 2), under([1, 2], [3, 4])), "firm");
  assert.equal(strength(estimate(1, 2), under([1, 2], [-1, 4])), "some");
  assert.equal(strength(estimate(1, 2), under([1, 2], [-3, -1])), "some");
});

test("a price goes from the cheapest with most effect to the dearest with least", () => {
  const cost = { low: 70, high: 110 };
  assert.deepEqual(price(1, estimate(-4, -2), -1, cost), { low: 70 / 4, high: 110 / 2, loose: false });
  assert.deepEqual(price(2, estimate(1, 5), 10, cost), { low: 140 / 50, high: 220 / 10, loose: false });
  assert.equal(price(1, estimate(0.1, 5), 1, cost)?.loose, true);
});

test("there is no price for what is not distinguishable or gets worse", () => {
  const cost = { low: 70, high: 110 };
  assert.equal(price(1, estimate(-1, 2), -1, cost), null);
  assert.equal(price(1, estimate(1, 2), -1, cost), null); // more isolated adults
  assert.equal(price(1, estimate(-2, -1), 1, cost), null); // fewer initiatives
});

test("quantiles lie between the sorted values", () => {
  assert.equal(quantile(Float64Array.of(0, 10), 0.05), 0.5);
  assert.equal(quantile(Float64Array.of(1, 2, 3), 1), 3);
  assert.equal(quantile(Float64Array.of(1, 2, 3), 0.5), 2);
});

test("an interval adds the luck of the cases and the error of the emulator", () => {
  const found = new World(smallData()).estimate(Float64Array.of(1, 3), 2);
  assert.equal(found.mean, 2); // the standard error of the mean is 1, and both count twice
  near(found.high - found.mean, Math.hypot(2 * 1, 2 * 2));
});

test("a setting that was run is known, and support does not matter without a crisis", () => {
  const world = new World(smallData());
  const [halved, , quiet] = world.conditions;
  assert.equal(world.computed(halved), 0);
  assert.equal(world.computed({ ...halved, after: 3 }), -1);
  assert.equal(world.computed({ ...quiet, corona_fund: 1 }), 2);
});

test("where the runs can be told they are told case by case, and differences stay within cases", () => {
  const world = new World(smallData());
  const [halved, usual] = world.conditions;
  assert.equal(world.mean("isolated", "after", halved, null, true).mean, 11.5);
  const difference = world.mean("isolated", "after", halved, usual, true);
  assert.deepEqual([...difference.cases], [-2, -1.5]); // 11 - 13 and 12 - 13.5
  near(difference.mean, -1.75);
  near(difference.high - difference.low, 1); // four times the standard error of 0.25
});

test("beyond the highest level nothing is told", () => {
  const world = new World(smallData());
  assert.ok(world.inside(world.conditions[0]));
  assert.ok(!world.inside({ ...world.conditions[0], during: 4.01 }));
});

test("one more fte is asked in steps within what was computed, and told per fte", () => {
  const world = new World(smallData());
  const found = world.oneMore("isolated", "after", world.conditions[0], "after");
  assert.deepEqual(found.map((one) => [one.from, one.to]), [[0, 1], [1, 2], [2, 4]]);
  const two = world.mean("isolated", "after", { ...world.conditions[0], after: 4 }, { ...world.conditions[0], after: 2 }, false);
  near(found[2].estimate.mean, two.mean / 2);
  near(found[2].estimate.high, two.high / 2);
});

test("cases of the same direction are counted", () => {
  assert.equal(alike({ ...estimate(-1, 3), cases: Float64Array.of(-1, 1, 2, 3) }), 3);
});

test("nine in ten cases lie between their quantiles", () => {
  const { least, most } = spread({ ...estimate(0, 0), cases: Float64Array.from({ length: 21 }, (_, k) => 20 - k) });
  near(least, 1);
  near(most, 19);
});

test("hypotheses are told apart for a single output as for the mean", () => {
  const world = new World(smallData());
  const [halved, usual] = world.conditions;
  const [mean] = world.byHypothesis("isolated", "after", usual, halved);
  const [second] = world.byHypothesis("isolated", "after", usual, halved, "1");
  assert.equal(mean.hypothesis, "article");
  near(second.estimate.mean, world.outputs("isolated", "after", usual, halved, true)[1].mean);
  assert.notEqual(second.estimate.mean, mean.estimate.mean);
});
