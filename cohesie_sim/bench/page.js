/** Watches a policy page for `cohesie bench --page`: when its pictures appear, and what a move of a slider costs. */

/** @typedef {{pictures: number, missing: number, ms: number, first: boolean}} Move `first`: to a level that was not there before */

const watched = {
  first: NaN, // milliseconds since the page was asked for
  moves: /** @type {Move[]} */ ([]),
  resting: /** @type {number[]} */ ([]), // milliseconds between frames
};
const changed = new Set();
const levels = new Set(); // that the slider has been at
const after = new MessageChannel(); // a message that is sent within a frame comes once that has been laid out and painted
const ask = window.requestAnimationFrame.bind(window);
let level = "";
let onScreen = /** @type {string[]} */ ([]);
let [began, handled, moved, sent, stamp, start] = [0, 0, false, false, 0, 0];

/** The frame that a move asked for is there. */
function finish() {
  if (!sent) return;
  sent = false;
  const missing = onScreen.filter((id) => !changed.has(id)).length;
  watched.moves.push({ pictures: onScreen.length, missing, ms: handled + performance.now() - start, first: !levels.has(level) });
  levels.add(level);
}

window.requestAnimationFrame = (work) =>
  ask((now) => {
    if (now !== stamp) {
      finish(); // the next frame may come before the message
      stamp = now;
      if (moved) {
        [moved, sent, start] = [false, true, performance.now()];
        after.port2.postMessage(null);
      }
    }
    work(now);
  });
after.port1.onmessage = finish;

/**
 * Find out which pictures can be seen, and how long a frame takes when nothing happens.
 * @returns {Promise<void>}
 */
function rest() {
  const seen = (/** @type {DOMRect} */ { top, bottom }) => bottom > 0 && top < innerHeight;
  const charts = [...document.querySelectorAll(".card:not([hidden]) .chart")];
  onScreen = charts.filter((one) => seen(one.getBoundingClientRect())).map((one) => one.id);
  return new Promise((done) => {
    let last = 0;
    const tick = (/** @type {number} */ now) => {
      if (last) watched.resting.push(now - last);
      last = now;
      if (watched.resting.length < 60) ask(tick);
      else done();
    };
    ask(tick);
  });
}

Object.assign(window, { bench: { watched, rest } });
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver((all) => {
    for (const { target, addedNodes } of all) {
      if (!addedNodes.length || !(target instanceof Element) || !target.id.startsWith("chart-")) continue;
      if (Number.isNaN(watched.first)) watched.first = performance.now();
      changed.add(target.id);
    }
  }).observe(document.body, { childList: true, subtree: true });
  const begin = (/** @type {Event} */ event) => {
    if (!moved && !sent) changed.clear(); // a frame may answer several moves
    [began, moved] = [performance.now(), true];
    level = /** @type {HTMLInputElement} */ (event.target).value;
  };
  document.addEventListener("input", begin, true);
  document.addEventListener("input", () => (handled = performance.now() - began));
});
