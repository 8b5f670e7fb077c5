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
  const close = () => whole.classList.add("closed");
  whole.addEventListener("keydown", (event) => event.key === "Escape" && close());
  for (const open of ["pointerenter", "focusin", "click"]) {
    whole.addEventListener(open, () => {
      whole.classList.remove("closed");
      tip.style.translate = "none";
      const { left, right } = tip.getBoundingClientRect();
      const over = Math.max(0, right - document.documentElement.clientWidth + 8);
      tip.style.translate = left < 8 ? `${8 - left}px 0` : `${-over}px 0`; // stay on the screen
    });
  }
  return whole;
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
