/** The page: what is chosen is one value, and everything shown follows from it within a frame. */

import { showAbout } from "./about.js";
import { showAnswer } from "./answer.js";
import { buildControls, showControls } from "./controls.js";
import { describe, splitOutcome, titleOf } from "./describing.js";
import { FILE, designFile } from "./design.js";
import { byId, make, rich, tableOf } from "./dom.js";
import { World } from "./estimates.js";
import { showExplanation, showPicture } from "./explain.js";
import { curveFigure, differenceFigure, fundingFigure, groupFigure } from "./figures.js";
import { pngBlob, save, svgBlob, toCsv, toSvg } from "./files.js";
import { showProblems } from "./problems.js";
import { readFragment, writeFragment } from "./state.js";
import { ON_PAGE } from "./svg.js";
import { Speaker } from "./words.js";

/** @import {Data, Figure, State, View} from "./types.d.ts" */

const FRAME = 12; // milliseconds of work, so that the rest of a frame is left for drawing
const SETTLED = 300; // milliseconds after the last change: address and status follow
const SPREAD = 40; // least width of a drawing
const ON_PAPER = { curve: 300, half: 560, full: 1000 }; // widths of drawings, which shrink to their place on A4

/** @type {Data} */
const data = JSON.parse(byId("data").textContent ?? "");
const world = new World(data);
let { state, problems } = readFragment(location.hash, data);
/** @type {Map<string, Figure>} */
const shown = new Map();
/** @type {Map<string, number>} */
const widths = new Map();
/** @type {(() => void)[]} */
let waiting = [];
let running = false;
let settling = 0;
let sentence = "";
let printing = false;
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
  for (const id of cards()) buildCard(id);
  untold = true;
  showProblems(now, problems);
}

/** @returns {string[]} what is drawn, in order */
function cards() {
  return [...world.outcomes.map((name) => `curve_${name}`), "differences", "groups", "more", "cost"];
}

/**
 * @param {string} id
 * @returns {Figure}
 */
function figureOf(id) {
  const now = view();
  if (id === "differences") return differenceFigure(now);
  if (id === "groups") return groupFigure(now);
  if (id === "more" || id === "cost") return fundingFigure(now, id);
  return curveFigure(now, id.replace("curve_", ""));
}

/** @param {string} id */
function buildCard(id) {
  const { say } = view();
  const details = make("details", { toggle: () => showTable(id) }, make("summary", {}, say.t("card.table")), make("div", { id: `table-${id}` }));
  const button = (/** @type {"png" | "svg" | "csv"} */ kind) =>
    make("button", { type: "button", id: `${kind}-${id}`, click: () => download(id, kind) }, say.t(`card.${kind}`));
  const how = make("button", { type: "button", id: `how-${id}`, "aria-haspopup": "dialog", click: () => explainPicture(id) }, say.t("card.how"));
  byId(`card-${id}`).replaceChildren(
    make("h3", { id: `title-${id}` }, titleOf(view(), id)),
    make("p", { class: "note", id: `note-${id}` }),
    make("div", { class: "chart", id: `chart-${id}`, role: "img", "aria-labelledby": `title-${id}`, "aria-describedby": `note-${id}` }),
    details,
    make("div", { class: "tools" }, how, button("png"), button("svg"), button("csv")),
  );
}

/** @param {string} id */
function explainPicture(id) {
  const now = view();
  const [a, b] = [world.bothRun(state.a, null), world.bothRun(state.b, null)];
  const runs = id !== "more" && id !== "cost" && a && (!state.compare || b);
  const outcome = id.startsWith("curve_") ? id.replace("curve_", "") : id === "groups" ? splitOutcome(world, state) : state.outcome;
  showPicture(now, titleOf(now, id), id === "differences" ? "" : outcome, runs);
}

/**
 * @param {string} id
 * @returns {boolean} whether a picture is on the screen now
 */
function inView(id) {
  const { top, bottom } = byId(`card-${id}`).getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

/** Show what is chosen: first the pictures on the screen, then the answer; the rest in the frames after that. */
function show() {
  const now = view();
  showControls(now);
  const inside = world.inside(state.a) && (!state.compare || world.inside(state.b));
  document.body.classList.toggle("outside", !inside);
  showCommand(inside);
  const drawn = cards().filter((id) => state.compare || (id !== "differences" && id !== "groups"));
  for (const id of cards()) byId(`card-${id}`).hidden = !drawn.includes(id);
  const seen = untold ? [] : drawn.filter(inView);
  const first = seen.length ? seen : drawn.slice(0, 1);
  const answer = () => showAnswer(now, (told) => showExplanation(view(), told));
  const draws = (/** @type {string[]} */ ids) => ids.map((id) => () => draw(id));
  waiting = inside ? [...draws(first), answer, ...draws(drawn.filter((id) => !first.includes(id)))] : [];
  if (untold) waiting.push(tell);
  if (!inside) byId("answer-title").textContent = now.say.t("outside.title");
  document.body.dataset.ready = "false";
  if (!running) {
    running = true;
    requestAnimationFrame(work);
  }
  clearTimeout(settling);
  settling = window.setTimeout(settle, SETTLED);
}

/** Tell what is the same for all settings, once there is time. */
function tell() {
  untold = false;
  showAbout(view());
}

/** Do what is waiting, as much as fits into a frame. */
function work() {
  const start = performance.now();
  while (waiting.length && performance.now() - start < FRAME) waiting.shift()?.();
  running = waiting.length > 0;
  document.body.dataset.ready = String(!running);
  if (running) requestAnimationFrame(work);
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

/** @param {string} id */
function draw(id) {
  const figure = figureOf(id);
  shown.set(id, figure);
  byId(`title-${id}`).textContent = figure.title;
  byId(`note-${id}`).textContent = figure.note;
  const chart = byId(`chart-${id}`);
  const width = printing ? ON_PAPER[kindOf(id)] : widthOf(id, chart);
  chart.replaceChildren(figure.empty ? make("p", { class: "empty" }, figure.empty) : figure.draw(width, ON_PAGE));
  showTable(id);
}

/**
 * @param {string} id
 * @param {HTMLElement} chart
 * @returns {number} measured once: to ask the browser in the middle of drawing makes it lay out the whole page
 */
function widthOf(id, chart) {
  const width = widths.get(id) ?? Math.max(chart.clientWidth, SPREAD);
  widths.set(id, width);
  return width;
}

/**
 * @param {string} id
 * @returns {"curve" | "half" | "full"} how much room a picture takes
 */
function kindOf(id) {
  if (id.startsWith("curve_")) return "curve";
  return id === "groups" || id === "more" ? "half" : "full";
}

/**
 * Draw everything anew for paper, or for the screen again.
 * @param {boolean} paper
 */
function redraw(paper) {
  printing = paper;
  while (waiting.length) waiting.shift()?.();
  for (const id of shown.keys()) if (!byId(`card-${id}`).hidden) draw(id);
}

/** @param {string} id */
function showTable(id) {
  const figure = shown.get(id);
  const place = byId(`table-${id}`);
  if (figure && /** @type {HTMLDetailsElement} */ (place.parentElement).open) place.replaceChildren(tableOf(figure.table(), figure.title));
}

/** @returns {string[]} what a file says about itself */
function about() {
  const now = view();
  const sides = /** @type {("a" | "b")[]} */ (state.compare ? ["a", "b"] : ["a"]);
  return [...sides.map((side) => `${state.compare ? `${side.toUpperCase()}: ` : ""}${describe(now, state[side])}`), now.say.t("card.source", { name: data.study.name, date: data.study.finished.slice(0, 10) }), location.hash];
}

/**
 * @param {string} id
 * @param {"png" | "svg" | "csv"} kind
 */
async function download(id, kind) {
  const figure = shown.get(id);
  if (!figure) return;
  const name = `${data.study.name}-${id}.${kind}`;
  if (kind === "csv") save(new Blob([toCsv(figure.raw(), [figure.title, ...about()])], { type: "text/csv" }), name);
  else {
    const lines = about().slice(0, -1); // an address is no reading
    const svg = toSvg(figure, lines);
    save(kind === "svg" ? svgBlob(svg) : await pngBlob(svg), name);
  }
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
  try {
    await navigator.clipboard.writeText(link.value);
    byId("shared").textContent = say.t("link.copied");
  } catch {
    link.select();
    byId("shared").textContent = say.t("link.by_hand");
  }
}

for (const lang of /** @type {const} */ (["nl", "en"])) byId(`lang-${lang}`).addEventListener("click", () => change({ lang }));
byId("cards").replaceChildren(...cards().map((id) => make("article", { id: `card-${id}`, class: `card ${kindOf(id)}` })));
byId("share").addEventListener("click", share);
byId("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () => redraw(true));
window.addEventListener("afterprint", () => redraw(false));
byId("swap").addEventListener("click", () => change({ a: state.b, b: state.a }));
byId("save-design").addEventListener("click", () => save(new Blob([byId("design").textContent ?? ""], { type: "application/toml" }), FILE));
byId("explain-close").addEventListener("click", () => /** @type {HTMLDialogElement} */ (byId("explain")).close());
window.addEventListener("hashchange", () => {
  ({ state, problems } = readFragment(location.hash, data));
  translate();
  show();
});
let wide = 0;
new ResizeObserver(() => {
  const width = byId("cards").clientWidth;
  if (width !== wide && !printing) {
    widths.clear();
    if (wide) show();
  }
  wide = width;
}).observe(byId("cards"));
translate();
show();
