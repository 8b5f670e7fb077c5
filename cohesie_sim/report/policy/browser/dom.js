/** Small helpers for the page; text is always set as text, so that nothing that was stored can become markup. */

/** @import {Speaker} from "./words.js" */
/** @import {Opens, Table} from "./types.d.ts" */

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, string | boolean | ((event: Event) => void)>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/**
 * A text with its terms explained and its values filled in.
 * @param {Speaker} say
 * @param {string} path
 * @param {Record<string, Node | string>} values
 * @returns {DocumentFragment}
 */
export function rich(say, path, values = {}) {
  const made = document.createDocumentFragment();
  for (const piece of say.pieces(path)) {
    if ("value" in piece) made.append(values[piece.value] ?? "");
    else if ("term" in piece) made.append(term(say, piece.term, piece.text));
    else made.append(piece.text);
  }
  return made;
}

const EDGE = 8; // pixels between an explanation and the edge of the window
let count = 0;

/**
 * A word of the glossary: hover, focus or a tap shows what it means, Escape hides it.
 * @param {Speaker} say
 * @param {string} name
 * @param {string} text
 * @returns {HTMLElement}
 */
export function term(say, name, text) {
  const id = `tip${++count}`;
  const tip = make("span", { role: "tooltip", id, class: "tip" }, say.t(`glossary.${name}.meaning`));
  const word = make("button", { type: "button", class: "word", "aria-describedby": id }, text);
  const whole = make("span", { class: "term" }, word, tip);
  whole.addEventListener("keydown", (event) => event.key === "Escape" && whole.classList.add("closed"));
  for (const open of ["pointerenter", "focusin", "click"]) {
    whole.addEventListener(open, () => {
      whole.classList.remove("closed");
      placeTip(whole);
    });
  }
  return whole;
}

/**
 * Put what a word means beside it, on the screen, whatever panel the word is in.
 * @param {Element} whole the word and its meaning
 */
function placeTip(whole) {
  const [word, tip] = /** @type {HTMLElement[]} */ ([...whole.children]);
  const [at, { width, height }] = [word.getBoundingClientRect(), tip.getBoundingClientRect()];
  const [right, below] = [document.documentElement.clientWidth - width - EDGE, at.bottom + height < window.innerHeight];
  tip.style.left = `${Math.max(Math.min(at.left, right), EDGE)}px`;
  tip.style.top = `${below ? at.bottom : Math.max(at.top - height, 0)}px`;
}

/** Meanings that are shown stay with their words when something is scrolled. */
export function followScrolling() {
  const follow = () => document.querySelectorAll(".term:hover, .term:focus-within").forEach(placeTip);
  window.addEventListener("scroll", follow, { capture: true, passive: true });
}

/**
 * A number that opens how it was made.
 * @param {string} text
 * @param {Opens} open
 * @returns {HTMLElement}
 */
export function numberButton(text, open) {
  return make("button", { type: "button", class: "number", "aria-haspopup": "dialog", click: open }, text);
}

/**
 * @param {Table} table
 * @param {string} caption
 * @returns {HTMLElement}
 */
export function tableOf(table, caption) {
  const [, ...rest] = table.head;
  const head = make("tr", {}, ...table.head.map((text) => make("th", { scope: "col" }, text)));
  const rows = table.rows.map(([name, ...cells]) =>
    make("tr", {}, make("th", { scope: "row" }, name), ...cells.map((cell) => make("td", {}, typeof cell === "string" ? cell : numberButton(cell.text, cell.open)))),
  );
  const made = make("table", { class: rest.length > 1 ? "wide" : "" }, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...rows));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, made);
}
