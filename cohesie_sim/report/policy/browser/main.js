/** The page: what is chosen is one value, and everything shown follows from it within a frame. */

import { showAbout } from "./about.js";
import { showAnswer } from "./answer.js";
import { Cards } from "./cards.js";
import { buildControls, showControls } from "./controls.js";
import { FILE, designFile } from "./design.js";
import { byId, followScrolling, make, rich } from "./dom.js";
import { World } from "./estimates.js";
import { save } from "./files.js";
import { Frames } from "./frames.js";
import { showProblems } from "./problems.js";
import { Sight } from "./sight.js";
import { readFragment, writeFragment } from "./state.js";
import { Speaker } from "./words.js";

/** @import {Data, State, View} from "./types.d.ts" */

const SETTLED = 300; // milliseconds after the last change: address and status follow

/** @type {Data} */
const data = JSON.parse(byId("data").textContent ?? "");
const world = new World(data);
let { state, problems } = readFragment(location.hash, data);
const sight = new Sight();
const cards = new Cards(view, sight);
const frames = new Frames(() => (document.body.dataset.ready = "true"));
let settling = 0;
let sentence = "";
let untold = true; // what the page says about itself, in this language

/** @returns {View} */
function view() {
  return { world, state, say: new Speaker(data, state.lang) };
}

/** @param {Partial<State>} patch */
function change(patch) {
  const other = patch.lang !== undefined && patch.lang !== state.lang;
  state = { ...state, ...patch };
  if (other) translate();
  show();
}

/** Write everything that is the same whatever is chosen. */
function translate() {
  const now = view();
  document.documentElement.lang = state.lang;
  document.title = now.say.t("page.title");
  for (const one of document.querySelectorAll("[data-t]")) {
    one.replaceChildren(rich(now.say, /** @type {HTMLElement} */ (one).dataset.t ?? ""));
  }
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", now.say.t(/** @type {HTMLElement} */ (one).dataset.label ?? ""));
  }
  for (const lang of /** @type {const} */ (["nl", "en"])) byId(`lang-${lang}`).setAttribute("aria-pressed", String(lang === state.lang));
  buildControls(now, () => state, change);
  cards.build();
  untold = true;
  showProblems(now, problems);
}

/** Show what is chosen: what of it is on the screen in the next frame, the rest in those after it. */
function show() {
  const now = view();
  showControls(now);
  const inside = world.inside(state.a) && (!state.compare || world.inside(state.b));
  document.body.classList.toggle("outside", !inside);
  document.body.dataset.ready = "false";
  showCommand(inside);
  if (!inside) byId("answer-title").textContent = now.say.t("outside.title");
  const { seen, others } = cards.choose();
  const draws = (/** @type {string[]} */ ids) => (inside ? ids.map((id) => () => cards.draw(id)) : []);
  const answer = inside ? [() => showAnswer(now)] : [];
  const read = untold || sight.has(byId("answer"));
  frames.show([...draws(seen), ...(read ? answer : [])], [...(read ? [] : answer), ...draws(others), ...(untold ? [tell] : [])], world.ahead());
  clearTimeout(settling);
  settling = window.setTimeout(settle, SETTLED);
}

/** Tell what is the same for all settings, once there is time. */
function tell() {
  untold = false;
  showAbout(view());
}

/** What need not follow every move of a slider: the address, and what readers of the screen hear. */
function settle() {
  history.replaceState(null, "", `#${writeFragment(state, data)}`);
  /** @type {HTMLInputElement} */ (byId("link")).value = location.href;
  const first = document.body.classList.contains("outside") ? byId("outside-text") : byId("answer-list").firstElementChild;
  const copy = /** @type {HTMLElement} */ (first?.cloneNode(true) ?? make("p"));
  for (const tip of copy.querySelectorAll(".tip")) tip.remove(); // explanations of words are not part of the sentence
  const told = `${byId("answer-title").textContent}. ${copy.textContent}`;
  if (told !== sentence) byId("status").textContent = sentence = told;
}

/** @param {boolean} inside */
function showCommand(inside) {
  const { say } = view();
  byId("outside").hidden = inside;
  const asked = [{ name: "a", setting: world.normal(state.a) }, ...(state.compare ? [{ name: "b", setting: world.normal(state.b) }] : [])];
  const text = designFile(world, asked);
  for (const place of document.querySelectorAll(".design")) place.textContent = text;
  for (const place of document.querySelectorAll(".command")) place.textContent = `cohesie sweep ${FILE}`;
  byId("outside-text").textContent = say.t("outside.text", { most: say.short(data.space.most), file: FILE });
}

/** Put the link on the clipboard, or else select it so that it can be copied by hand. */
async function share() {
  settle();
  const { say } = view();
  const link = /** @type {HTMLInputElement} */ (byId("link"));
  link.hidden = false;
  let told = say.t("link.copied");
  try {
    await navigator.clipboard.writeText(link.value);
  } catch {
    link.select();
    told = say.t("link.by_hand");
  }
  byId("shared").textContent = location.protocol === "file:" ? `${told} ${say.t("link.local")}` : told;
}

/**
 * Draw everything for paper, or for the screen again.
 * @param {boolean} paper
 */
function redraw(paper) {
  cards.paper = paper;
  frames.finish();
  cards.redraw();
}

for (const lang of /** @type {const} */ (["nl", "en"])) byId(`lang-${lang}`).addEventListener("click", () => change({ lang }));
sight.watch(byId("answer"));
followScrolling();
byId("share").addEventListener("click", share);
byId("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () => redraw(true));
window.addEventListener("afterprint", () => redraw(false));
byId("swap").addEventListener("click", () => change({ a: state.b, b: state.a }));
byId("save-design").addEventListener("click", () => save(new Blob([byId("design").textContent ?? ""], { type: "application/toml" }), FILE));
byId("explain-close").addEventListener("click", () => /** @type {HTMLDialogElement} */ (byId("explain")).close());
window.addEventListener("hashchange", () => {
  if (!location.hash.includes("=")) return; // a link within the page
  ({ state, problems } = readFragment(location.hash, data));
  translate();
  show();
});
let wide = 0;
new ResizeObserver(() => {
  const width = byId("cards").clientWidth;
  if (width !== wide && !cards.paper) {
    cards.widths.clear();
    if (wide) show();
  }
  wide = width;
}).observe(byId("cards"));
translate();
show();
