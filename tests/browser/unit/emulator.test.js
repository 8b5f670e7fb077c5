import assert from "node:assert/strict";
import { test } from "node:test";

import { Piece, average, decompose, product, readConditions, solve, unpack } from "../../../cohesie_sim/report/policy/browser/emulator.js";
import { Places } from "../../../cohesie_sim/report/policy/browser/places.js";
import { packed, smallData } from "./data.js";

const near = (found, wanted, apart = 1e-12) => found.forEach((value, k) => assert.ok(Math.abs(value - wanted[k]) < apart, `${found} is not ${wanted}`));

test("a matrix of two rows is decomposed as by hand", () => {
  const matrix = Float64Array.of(4, 2, 5);
  decompose(matrix, 2);
  near(matrix, [2, 1, 2]);
});

test("a matrix of three rows is decomposed as by hand", () => {
  const matrix = Float64Array.of(4, 12, 37, -16, -43, 98);
  decompose(matrix, 3);
  near(matrix, [2, 6, 1, -8, 5, 3]);
});

test("solving gives back what was multiplied", () => {
  const lower = Float64Array.of(2, 6, 1, -8, 5, 3);
  const values = Float64Array.of(2, 6 + 2, -8 + 10 + 9); // L times 1, 2, 3
  solve(lower, values);
  near(values, [1, 2, 3], 1e-9);
});

test("stretches of every length are multiplied whole", () => {
  const numbers = Float64Array.from({ length: 12 }, (_, k) => k + 1);
  for (let size = 0; size < 10; size++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += numbers[k + 1] * numbers[k + 2];
    assert.equal(product(numbers, 1, numbers, 2, size), sum);
  }
});

test("packed numbers come back, from one byte and from two", () => {
  near(unpack({ low: 5, step: 0.5, of: "int8", bytes: packed([0, 3, 255]).bytes }), [5, 6.5, 132.5]);
  const bytes = btoa(String.fromCharCode(0x00, 0x80, 0xff, 0x7f, 0x00, 0x00)); // -32768, 32767 and 0, little end first
  near(unpack({ low: -1, step: 2, of: "int16", bytes }), [-1, 2 * 65535 - 1, 2 * 32768 - 1]);
});

test("distance counts roots of levels, two columns of a choice, and steps of support", () => {
  const [one] = readConditions(smallData().space);
  const other = { ...one, after: 4, hypothesis: "null", corona_fund: 0 };
  const lengths = { after: 0.5, hypothesis: 2, corona_fund: 3 };
  const apart = (to, ...factors) => new Places([to, one], factors, lengths, 4).distances(one)[0];
  assert.equal(apart(one, "after", "hypothesis"), 0);
  near([apart(other, "after")], [((1 - Math.sqrt(0.5)) / 0.5) ** 2]);
  near([apart(other, "hypothesis")], [0.5]);
  near([apart(other, "corona_fund")], [1 / 9]);
  near([apart(other, "after", "hypothesis", "corona_fund")], [((1 - Math.sqrt(0.5)) / 0.5) ** 2 + 0.5 + 1 / 9]);
  assert.equal(apart(other, "before"), 0); // what is no factor does not count
});

test("at a computed point without luck the emulator finds what was computed, and is sure", () => {
  const { space, pieces } = smallData();
  const points = readConditions(space).slice(0, 2);
  const piece = new Piece(pieces[0], points, space.most);
  const told = piece.predict(points[1]); // score 2, and 1 more in the second case
  near(told[0], [12, 24], 1e-9);
  near(told[1], [13, 26], 1e-9);
  assert.ok(piece.error(points[1], null).mean() < 1e-6);
});

test("far from what was computed it falls back to the centre, and is as unsure as its variance says", () => {
  const { space, pieces } = smallData();
  const points = readConditions(space).slice(0, 2);
  pieces[0].components[0].lengths = { after: 0.01, hypothesis: 10 };
  const piece = new Piece(pieces[0], points, space.most);
  const away = { ...points[0], after: 0 };
  near(piece.predict(away)[1], [10, 20], 1e-9);
  near(piece.error(away, null).outputs(), [1, 2], 1e-9);
  near([piece.error(away, null).mean()], [1.5], 1e-9);
});

test("two settings that differ in nothing that matters have no error between them", () => {
  const { space, pieces } = smallData();
  const points = readConditions(space).slice(0, 2);
  const piece = new Piece(pieces[0], points, space.most);
  const away = { ...points[0], after: 0 };
  assert.equal(piece.error(away, { ...away, before: 1 }).mean(), 0);
  assert.ok(piece.error(away, { ...away, after: 1 }).mean() > 0);
});

test("an average is one", () => assert.equal(average([1, 2, 6]), 3));
