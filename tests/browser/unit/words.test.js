import assert from "node:assert/strict";
import { test } from "node:test";

import { toCsv, wrap } from "../../../cohesie_sim/report/policy/browser/files.js";
import { ticks } from "../../../cohesie_sim/report/policy/browser/svg.js";
import { Speaker } from "../../../cohesie_sim/report/policy/browser/words.js";

const outcomes = { isolated: { unit: "share" }, initiatives: { unit: "count" } };
const words = {
  nl: { interval: "{mean} ({low} tot {high})", outcomes, terms: "Eerst [[fte|één fte]], dan {n}." },
  en: { interval: "{mean} ({low} to {high})", outcomes, terms: "" },
};
const [nl, en] = ["nl", "en"].map((lang) => new Speaker({ words, adults: 0.8 }, lang));

test("numbers are written as in the language, with a true minus", () => {
  assert.equal(nl.number(-1234.56, 1), "\u22121.234,6");
  assert.equal(en.number(-1234.56, 1), "\u22121,234.6");
  assert.equal(nl.number(0.5, 2, true), "+0,50");
});

test("what rounds to zero has no sign", () => {
  assert.equal(nl.number(-0.004, 2, true), "0,00");
  assert.equal(nl.number(0.004, 2, true), "0,00");
});

test("a share becomes adults per 10,000 residents, none of them told as zero", () => {
  assert.equal(en.adultsInterval({ mean: -0.002, low: -0.003, high: -0.001 }), "16 (8 to 24)");
  assert.equal(nl.adultsInterval({ mean: 0.0005, low: 0.00003, high: 0.00097 }), "4,0 (0,2 tot 7,8)");
});

test("short numbers keep what counts", () => {
  assert.equal(nl.short(-0.12345), "\u22120,1235");
  assert.equal(en.short(4), "4");
});

test("euros promise two digits", () => {
  assert.equal(nl.euros(1_234_567), "€ 1.200.000");
  assert.equal(en.euros(345), "€350");
});

test("shares are per cent, numbers of things are not", () => {
  assert.equal(nl.level("isolated", 0.0491), "4,9%");
  assert.equal(nl.level("initiatives", 18.44), "18,4");
  assert.equal(nl.level("initiatives", 1844), "1.844");
  assert.equal(nl.change("isolated", 0.0008), "+0,08");
  assert.equal(en.change("initiatives", -0.25), "\u22120.25");
  assert.equal(en.changeInterval("initiatives", { mean: -0.25, low: -1.5, high: 1 }), "\u22120.3 (\u22121.5 to +1.0)"); // the same digits
});

test("an interval of a level does not go below zero", () => {
  assert.equal(nl.levelInterval("isolated", { mean: 0.01, low: -0.01, high: 0.03 }), "1,0% (0,0% tot 3,0%)");
  assert.equal(en.changeInterval("isolated", { mean: 0.01, low: -0.01, high: 0.03 }), "+1.00 (\u22121.00 to +3.00)");
});

test("a text is cut into plain pieces, terms and places for values", () => {
  assert.equal(nl.t("terms", { n: 3 }), "Eerst één fte, dan 3.");
  assert.deepEqual(nl.pieces("terms"), [{ text: "Eerst " }, { term: "fte", text: "één fte" }, { text: ", dan " }, { value: "n" }, { text: "." }]);
});

test("a text that is not there is an error, and so is half a path", () => {
  assert.throws(() => nl.t("outcomes"), /no text outcomes/);
  assert.throws(() => nl.t("nothing"), /no text nothing/);
});

test("ticks are round, within the ends, and about as many as asked", () => {
  assert.deepEqual(ticks(0, 10, 4), [0, 2.5, 5, 7.5, 10]);
  assert.deepEqual(ticks(-1, 1, 4).map((one) => one.toFixed(1)), ["-1.0", "-0.5", "0.0", "0.5", "1.0"]);
  assert.deepEqual(ticks(3, 3, 4), [3]);
  for (const [low, high] of [[0.013, 0.047], [123, 9876], [-5e-7, 2e-6]]) {
    const found = ticks(low, high, 4);
    assert.ok(found.length >= 2 && found.length <= 5, String(found));
    assert.ok(found[0] >= low - 1e-12 && found[found.length - 1] <= high + 1e-12);
  }
});

test("a table becomes CSV with comments above it", () => {
  const table = { head: ["group", "mean"], rows: [['says "so", he', -1.5], ["two\nlines", 2]] };
  assert.equal(toCsv(table, ["title\r\nhead"]), '# title head\r\ngroup,mean\r\n"says ""so"", he",-1.5\r\n"two\nlines",2\r\n');
});

test("a text that a spreadsheet would run as a formula is only text", () => {
  const lines = toCsv({ head: ["=1+1"], rows: [["+a"], ["-a"], ["@a"], ["a=b"], [-3]] }, []).split("\r\n");
  assert.deepEqual(lines.slice(0, 6), ["'=1+1", "'+a", "'-a", "'@a", "a=b", "-3"]);
});

test("lines break between words and lose none", () => {
  assert.deepEqual(wrap("one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrap("unbreakable", 3), ["unbreakable"]);
  assert.deepEqual(wrap("", 3), [""]);
});
