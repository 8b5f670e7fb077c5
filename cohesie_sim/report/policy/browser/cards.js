/** The pictures: each with its title, the table beneath it, how it was made, and files of it. */

import { curveFigure } from "./curves.js";
import { describe, splitOutcome, titleOf } from "./describing.js";
import { differenceFigure, groupFigure } from "./differences.js";
import { byId, make, tableOf } from "./dom.js";
import { showPicture } from "./explain.js";
import { pngBlob, save, svgBlob, toCsv, toSvg } from "./files.js";
import { fundingFigure } from "./funding.js";
import { ON_PAGE } from "./svg.js";

/** @import {Sight} from "./sight.js" */
/** @import {Figure, View} from "./types.d.ts" */
/** @typedef {"png" | "svg" | "csv"} Kind */

const SPREAD = 40; // least width of a drawing
const ON_PAPER = { curve: 300, half: 560, full: 1000 }; // widths of drawings, which shrink to their place on A4

/** All pictures of what is chosen now. */
export class Cards {
  /**
   * @param {() => View} view tells what is chosen
   * @param {Sight} sight
   */
  constructor(view, sight) {
    this.view = view;
    this.sight = sight;
    this.ids = [...view().world.outcomes.map((name) => `curve_${name}`), "differences", "groups", "more", "cost"];
    this.paper = false;
    /** @type {Map<string, Figure>} */
    this.drawn = new Map();
    /** @type {Map<string, number>} */
    this.widths = new Map();
    byId("cards").replaceChildren(...this.ids.map((id) => make("article", { id: `card-${id}`, class: `card ${kindOf(id)}` })));
    for (const id of this.ids) sight.watch(byId(`card-${id}`));
  }

  /** Write what stays when other settings are chosen. */
  build() {
    for (const id of this.ids) this.buildOne(id);
  }

  /** @param {string} id */
  buildOne(id) {
    const { say } = this.view();
    const details = make("details", { toggle: () => this.showTable(id) }, make("summary", {}, say.t("card.table")), make("div", { id: `table-${id}` }));
    const button = (/** @type {Kind} */ kind) =>
      make("button", { type: "button", id: `${kind}-${id}`, click: () => this.download(id, kind) }, say.t(`card.${kind}`));
    const how = make("button", { type: "button", id: `how-${id}`, "aria-haspopup": "dialog", click: () => this.explain(id) }, say.t("card.how"));
    byId(`card-${id}`).replaceChildren(
      make("h3", { id: `title-${id}` }, titleOf(this.view(), id)),
      make("p", { class: "note", id: `note-${id}` }),
      make("div", { class: "chart", id: `chart-${id}`, role: "img", "aria-labelledby": `title-${id}`, "aria-describedby": `note-${id}` }),
      details,
      make("div", { class: "tools" }, how, button("png"), button("svg"), button("csv")),
    );
  }

  /**
   * Show the pictures that there are for what is chosen.
   * @returns {{seen: string[], others: string[]}} those on the screen, and those that are not
   */
  choose() {
    const { compare } = this.view().state;
    const wanted = this.ids.filter((id) => compare || (id !== "differences" && id !== "groups"));
    for (const id of this.ids) {
      byId(`card-${id}`).hidden = !wanted.includes(id);
      if (!wanted.includes(id)) byId(`chart-${id}`).replaceChildren(); // what is no longer so is not there when it comes back
    }
    const seen = this.drawn.size ? wanted.filter((id) => this.sight.has(byId(`card-${id}`))) : wanted.slice(0, 1);
    return { seen, others: wanted.filter((id) => !seen.includes(id)) };
  }

  /** @param {string} id */
  draw(id) {
    const figure = figureOf(this.view(), id);
    this.drawn.set(id, figure);
    byId(`title-${id}`).textContent = figure.title;
    byId(`note-${id}`).textContent = figure.note;
    const chart = byId(`chart-${id}`);
    const width = this.paper ? ON_PAPER[kindOf(id)] : this.widthOf(id, chart);
    chart.replaceChildren(figure.empty ? make("p", { class: "empty" }, figure.empty) : figure.draw(width, ON_PAGE));
    this.showTable(id);
  }

  /**
   * @param {string} id
   * @param {HTMLElement} chart
   * @returns {number} measured once: to ask the browser in the middle of drawing makes it lay out the whole page
   */
  widthOf(id, chart) {
    const width = this.widths.get(id) ?? Math.max(chart.clientWidth, SPREAD);
    this.widths.set(id, width);
    return width;
  }

  /** Draw everything anew: for paper, or for the screen again. */
  redraw() {
    for (const id of this.drawn.keys()) if (!byId(`card-${id}`).hidden) this.draw(id);
  }

  /** @param {string} id */
  showTable(id) {
    const figure = this.drawn.get(id);
    const place = byId(`table-${id}`);
    if (figure && /** @type {HTMLDetailsElement} */ (place.parentElement).open) place.replaceChildren(tableOf(figure.table(), figure.title));
  }

  /** @param {string} id */
  explain(id) {
    const view = this.view();
    const { world, state } = view;
    const [a, b] = [world.bothRun(state.a, null), world.bothRun(state.b, null)];
    const both = state.compare && id !== "more" && id !== "cost";
    const each = id.startsWith("curve_") && both && a !== b; // curves stand by themselves, differences do not
    const runs = id !== "more" && id !== "cost" && a && (!both || b);
    const outcome = id.startsWith("curve_") ? id.replace("curve_", "") : id === "groups" ? splitOutcome(world, state) : state.outcome;
    showPicture(view, titleOf(view, id), id === "differences" ? "" : outcome, each ? [a, b] : [runs], both);
  }

  /**
   * @param {string} id
   * @returns {string[]} what a file says about itself
   */
  about(id) {
    const view = this.view();
    const { state, say, world } = view;
    const both = state.compare && id !== "more" && id !== "cost";
    const sides = both ? /** @type {const} */ (["a", "b"]) : /** @type {const} */ (["a"]);
    const settings = sides.map((side) => `${both ? `${side.toUpperCase()}: ` : ""}${describe(view, state[side])}`);
    const { name, finished } = world.data.study;
    return [...settings, say.t("card.source", { name, date: finished.slice(0, 10) })];
  }

  /**
   * @param {string} id
   * @param {Kind} kind
   */
  async download(id, kind) {
    const figure = this.drawn.get(id);
    if (!figure) return;
    const name = `${this.view().world.data.study.name}-${id}.${kind}`;
    const about = this.about(id);
    if (kind === "csv") save(new Blob([toCsv(figure.raw(), [figure.title, ...about, this.view().say.t("card.units"), location.hash])], { type: "text/csv" }), name);
    else {
      const svg = toSvg(figure, about);
      save(kind === "svg" ? svgBlob(svg) : await pngBlob(svg), name);
    }
  }
}

/**
 * @param {View} view
 * @param {string} id
 * @returns {Figure}
 */
function figureOf(view, id) {
  if (id === "differences") return differenceFigure(view);
  if (id === "groups") return groupFigure(view);
  if (id === "more" || id === "cost") return fundingFigure(view, id);
  return curveFigure(view, id.replace("curve_", ""));
}

/**
 * @param {string} id
 * @returns {"curve" | "half" | "full"} how much room a picture takes
 */
function kindOf(id) {
  if (id.startsWith("curve_")) return "curve";
  return id === "groups" || id === "more" ? "half" : "full";
}
