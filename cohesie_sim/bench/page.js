/** Watches a policy page for `cohesie bench --page`: when its pictures appear, and what a move of a slider costs. */
const watched = { first: null, moves: [], resting: [] };
const changed = new Set();
const after = new MessageChannel(); // a message that is sent within a frame comes once that has been laid out and painted
const ask = window.requestAnimationFrame.bind(window);
let [began, handled, moved, onScreen, stamp, start] = [0, 0, false, [], 0, 0];

window.requestAnimationFrame = (work) =>
  ask((now) => {
    if (now !== stamp) {
      [stamp, start] = [now, performance.now()];
      if (moved) after.port2.postMessage(null);
    }
    work(now);
  });
after.port1.onmessage = () => {
  const missing = onScreen.filter((id) => !changed.has(id)).length;
  watched.moves.push({ pictures: onScreen.length, missing, ms: handled + performance.now() - start });
  moved = false;
};

/** Find out which pictures can be seen, and how long a frame takes when nothing happens. */
function rest() {
  const seen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  onScreen = [...document.querySelectorAll(".card:not([hidden]) .chart")].filter((one) => seen(one.getBoundingClientRect())).map((one) => one.id);
  return new Promise((done) => {
    let last = 0;
    const tick = (now) => {
      if (last) watched.resting.push(now - last);
      last = now;
      if (watched.resting.length < 60) ask(tick);
      else done();
    };
    ask(tick);
  });
}

window.bench = { watched, rest };
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver((all) => {
    for (const { target, addedNodes } of all) {
      if (!addedNodes.length || !target.id?.startsWith("chart-")) continue;
      watched.first ??= performance.now(); // since the page was asked for
      changed.add(target.id);
    }
  }).observe(document.body, { childList: true, subtree: true });
  const begin = () => {
    if (!moved) changed.clear(); // a frame may answer several moves
    [began, moved] = [performance.now(), true];
  };
  document.addEventListener("input", begin, true);
  document.addEventListener("input", () => (handled = performance.now() - began));
});
