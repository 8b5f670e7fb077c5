import assert from "node:assert/strict";
import { test } from "node:test";

import { mostAffected } from "../../../cohesie_sim/report/policy/browser/differences.js";

const told = (group, low, high) => ({ group, estimate: { mean: (low + high) / 2, low, high, cases: Float64Array.of(low, high) } });
const FOUND = [told("living: alone", -1, 3), told("living: with others", 3, 9), told("means: struggles", 4, 12)];

/** What the largest of them differs from the others of its split by. */
const view = (low, high, seen = []) => ({
  state: { a: {}, b: {}, period: "after" },
  world: { bothRun: () => true, contrast: (...given) => (seen.push(given), { low, high }) },
});

test("the group with the largest change is named when it stands out", () => {
  const seen = [];
  assert.equal(mostAffected(view(1, 2, seen), "isolated", FOUND), "means: struggles");
  assert.deepEqual(seen[0][5], [0, 0, 1]); // against the others of its own split, of which there are none here
});

test("when the largest does not stand out no other takes its place", () => {
  assert.equal(mostAffected(view(-1, 2), "isolated", FOUND), "");
  assert.equal(mostAffected(view(-2, -1), "isolated", FOUND), "");
});

test("a large change that may be zero is no change", () => {
  assert.equal(mostAffected(view(1, 2), "isolated", [...FOUND, told("age: 65+", -1, 40)]), "means: struggles");
  assert.equal(mostAffected(view(1, 2), "isolated", [told("age: 65+", -1, 40)]), "");
});
