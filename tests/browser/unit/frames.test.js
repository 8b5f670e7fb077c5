import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Frames } from "../../../cohesie_sim/report/policy/browser/frames.js";

let asked = [];
const frame = () => asked.splice(0).forEach((work) => work());
beforeEach(() => {
  asked = [];
  globalThis.requestAnimationFrame = (work) => asked.push(work);
});
afterEach(() => delete globalThis.requestAnimationFrame);

test("the next frame does all that it must and nothing else, later ones the rest, the spare last", () => {
  const done = [];
  const frames = new Frames(() => done.push("done"));
  const does = (name) => () => done.push(name);
  frames.show([does("one"), does("two")], [does("three")], [does("spare")]);
  assert.deepEqual(done, []);
  frame();
  assert.deepEqual(done, ["one", "two"]);
  frame();
  assert.deepEqual(done, ["one", "two", "three", "spare", "done"]);
  assert.equal(asked.length, 0);
});

test("what was asked for before is forgotten, and a frame is asked for once", () => {
  const done = [];
  const frames = new Frames(() => done.push("done"));
  frames.show([() => done.push("old")], [() => done.push("older")], []);
  frames.show([() => done.push("new")], [], []);
  assert.equal(asked.length, 1);
  frame();
  assert.deepEqual(done, ["new", "done"]);
});

test("finishing does what can be seen at once, and leaves the spare for later", () => {
  const done = [];
  const frames = new Frames(() => done.push("done"));
  frames.show([() => done.push("next")], [() => done.push("later")], [() => done.push("spare")]);
  frames.finish();
  assert.deepEqual(done, ["next", "later", "done"]);
  frame();
  assert.deepEqual(done, ["next", "later", "done", "spare", "done"]);
});
