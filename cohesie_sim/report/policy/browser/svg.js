/** Charts as plain SVG: lines with bands over time, and intervals per row. */

/** @import {Palette} from "./types.d.ts" */

const SPACE = "http://www.w3.org/2000/svg";
const SIZE = 12.5; // of letters
const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const LEAST_PLOT = 120; // width that intervals need beside their texts

/** @type {CanvasRenderingContext2D | undefined} measures texts, once there are any */
let pen;

/** @type {Palette} */
export const ON_PAGE = {
  ink: "var(--ink)",
  quiet: "var(--quiet)",
  grid: "var(--grid)",
  shade: "var(--shade)",
  paper: "var(--paper)",
  a: "var(--a)",
  b: "var(--b)",
};
/** @type {Palette} The light colours of the page, for files. */
export const IN_FILE = {
  ink: "#1b2430",
  quiet: "#56606c",
  grid: "#d9dee4",
  shade: "#eceff2",
  paper: "#ffffff",
  a: "#00579c",
  b: "#b84a00",
};

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {SVGSVGElement} an empty chart, hidden from readers of the screen: the table below tells it
 */
export function canvas(width, height) {
  const made = /** @type {SVGSVGElement} */ (element("svg", { viewBox: `0 0 ${width} ${height}`, width, height }));
  made.setAttribute("font-family", FONT);
  made.setAttribute("font-size", String(SIZE));
  return made;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} colour
 * @param {Record<string, string | number>} more
 * @returns {SVGElement}
 */
export function label(x, y, text, colour, more = {}) {
  return element("text", { x, y, style: `fill:${colour}`, ...more }, text);
}

/**
 * @param {string} text
 * @returns {number} its width when it is bold
 */
function textWidth(text) {
  pen ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `700 ${SIZE}px ${FONT}`;
  return pen.measureText(text).width;
}

/**
 * Round values to mark on an axis.
 * @param {number} low
 * @param {number} high
 * @param {number} count at most about so many
 * @returns {number[]}
 */
export function ticks(low, high, count) {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = /** @type {number} */ ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough * (1 - 1e-9))) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}

/**
 * @typedef {object} Point
 * @property {number} mean
 * @property {number} low
 * @property {number} high
 * @property {number} [least] of nine in ten of the cases; there when the other end is
 * @property {number} [most]
 */

/**
 * @typedef {object} Line
 * @property {string} name short, written at its end
 * @property {"a" | "b"} colour
 * @property {Point[]} points
 */

/**
 * Lines with bands over time.
 * @param {object} given
 * @param {number} given.width
 * @param {Palette} given.palette
 * @param {Date[]} given.dates of the points
 * @param {Line[]} given.lines
 * @param {[Date, Date][]} given.shaded
 * @param {number} given.from place from which the numbers are told
 * @param {(value: number) => string} given.format
 * @param {(line: number, point: number) => void} given.open shows how a point was made
 * @returns {SVGSVGElement}
 */
export function lineChart({ width, palette, dates, lines, shaded, from, format, open }) {
  const [left, right, top, bottom, height] = [52, 26, 10, 26, 230];
  const chart = canvas(width, height);
  const ends = lines.flatMap((line) => line.points.flatMap((p) => [p.low, p.high, p.least ?? p.low, p.most ?? p.high]));
  const [high, lowest] = [Math.max(...ends), Math.min(...ends)];
  const low = lowest < 0.6 * high ? 0 : lowest - 0.1 * (high - lowest);
  const [start, stop] = [dates[0].getTime(), dates[dates.length - 1].getTime()];
  const x = (/** @type {Date} */ date) => left + ((date.getTime() - start) / (stop - start)) * (width - left - right);
  const xs = dates.map(x);
  const y = (/** @type {number} */ value) => height - bottom - ((value - low) / (high - low || 1)) * (height - top - bottom);
  for (const [begin, end] of shaded) {
    const [one, two] = [Math.max(x(begin), left), Math.min(x(end), width - right)];
    chart.append(element("rect", { x: one, y: top, width: Math.max(two - one, 0), height: height - top - bottom, style: `fill:${palette.shade}` }));
  }
  for (const value of ticks(low, high, 4)) {
    chart.append(element("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), style: `stroke:${palette.grid}` }));
    chart.append(label(left - 6, y(value) + 4, format(value), palette.quiet, { "text-anchor": "end" }));
  }
  for (let year = dates[0].getUTCFullYear() + 1; Date.UTC(year, 0, 1) < stop; year++) {
    const at = x(new Date(Date.UTC(year, 0, 1)));
    chart.append(element("line", { x1: at, x2: at, y1: height - bottom, y2: height - bottom + 4, style: `stroke:${palette.quiet}` }));
    chart.append(label(at, height - 8, String(year), palette.quiet, { "text-anchor": "middle" }));
  }
  const told = xs[from];
  chart.append(element("line", { x1: told, x2: told, y1: top, y2: height - bottom, style: `stroke:${palette.quiet}`, "stroke-dasharray": "1 3" }));
  for (const line of lines) {
    const colour = palette[line.colour];
    const band = (/** @type {"low" | "least"} */ under, /** @type {"high" | "most"} */ over, /** @type {number} */ opacity) => {
      const up = line.points.map((p, k) => `${xs[k].toFixed(1)},${y(p[over] ?? p.high).toFixed(1)}`);
      const down = line.points.map((p, k) => `${xs[k].toFixed(1)},${y(Math.max(p[under] ?? p.low, low)).toFixed(1)}`).reverse();
      chart.append(element("polygon", { points: [...up, ...down].join(" "), style: `fill:${colour}`, "fill-opacity": opacity }));
    };
    if (line.points[0].least !== undefined) band("least", "most", 0.13);
    band("low", "high", 0.22);
  }
  const last = dates.length - 1;
  const names = lines.map((line) => y(line.points[last].mean) + 4);
  if (names.length === 2 && Math.abs(names[0] - names[1]) < SIZE) {
    const [middle, up] = [(names[0] + names[1]) / 2, names[0] <= names[1] ? 1 : -1];
    [names[0], names[1]] = [middle - (up * SIZE) / 2, middle + (up * SIZE) / 2];
  }
  lines.forEach((line, k) => {
    const colour = palette[line.colour];
    const path = line.points.map((p, m) => `${m ? "L" : "M"}${xs[m].toFixed(1)} ${y(p.mean).toFixed(1)}`).join("");
    const dash = line.colour === "b" ? "7 4" : "none";
    chart.append(element("path", { d: path, style: `fill:none;stroke:${colour};stroke-width:2.4`, "stroke-dasharray": dash, "data-line": line.colour }));
    chart.append(label(width - right + 6, names[k], line.name, colour, { "font-weight": 700 }));
  });
  chart.addEventListener("click", (event) => {
    const [at, level] = placeIn(chart, event);
    const point = nearestTo(at, xs);
    open(nearestTo(level, lines.map((line) => y(line.points[point].mean))), point);
  });
  return chart;
}

/**
 * @param {SVGSVGElement} chart
 * @param {MouseEvent} event
 * @returns {[number, number]} where it happened, in units of the chart
 */
function placeIn(chart, event) {
  const { left, top, width } = chart.getBoundingClientRect();
  const scale = chart.viewBox.baseVal.width / width;
  return [(event.clientX - left) * scale, (event.clientY - top) * scale];
}

/**
 * @param {number} value
 * @param {number[]} all
 * @returns {number} place of the one that is nearest
 */
function nearestTo(value, all) {
  const apart = all.map((one) => Math.abs(one - value));
  return apart.indexOf(Math.min(...apart));
}

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} [head] written above the row
 * @property {number} [mean] drawn as a dot
 * @property {number} [low]
 * @property {number} [high]
 * @property {string} told written at the end
 * @property {boolean} [strong] written in bold
 * @property {boolean} [sure] its dot is filled
 * @property {() => void} [open] shows how it was made
 */

/**
 * An interval per row, with its numbers at the end.
 * @param {object} given
 * @param {number} given.width
 * @param {Palette} given.palette
 * @param {Row[]} given.rows
 * @param {(value: number) => string} given.format
 * @param {boolean} given.log
 * @returns {SVGSVGElement}
 */
export function rowChart({ width, palette, rows, format, log }) {
  const room = (/** @type {string[]} */ texts) => Math.max(...texts.map(textWidth)) + 16;
  const [names, tolds] = [room(rows.map((row) => row.name)), room(rows.map((row) => row.told))];
  const narrow = width - names - tolds < LEAST_PLOT; // then the texts stand above their interval
  const [left, right, step] = narrow ? [10, 14, 56] : [names, tolds, 26];
  const heads = rows.filter((row) => row.head).length;
  const height = rows.length * step + heads * 24 + 40;
  const chart = canvas(width, height);
  const scale = log ? Math.log10 : (/** @type {number} */ value) => value;
  const ends = rows.flatMap((row) => (row.low === undefined || row.high === undefined ? [] : [row.low, row.high])).map(scale);
  if (!log) ends.push(0);
  const [low, high] = ends.length ? [Math.min(...ends), Math.max(...ends)] : [0, 1];
  const span = high - low || 1;
  const x = (/** @type {number} */ value) => left + ((scale(value) - low) / span) * (width - left - right);
  const marks = log ? powers(low, high) : ticks(low, high, narrow ? 3 : 4);
  const shown = ends.length > 1 ? marks : [];
  const grid = (/** @type {number} */ y1, /** @type {number} */ y2) =>
    shown.map((value) => element("line", { x1: x(value), x2: x(value), y1, y2, style: `stroke:${value === 0 && !log ? palette.ink : palette.grid}` }));
  if (!narrow) chart.append(...grid(4, height - 26));
  let free = 0; // from where on the axis has room for another number
  for (const value of shown) {
    const half = textWidth(format(value)) / 2;
    if (x(value) - half < free || x(value) + half > width) continue;
    chart.append(label(x(value), height - 8, format(value), palette.quiet, { "text-anchor": "middle" }));
    free = x(value) + half + SIZE / 2;
  }
  let at = 4;
  for (const row of rows) {
    if (row.head) chart.append(label(2, (at += 24) - 6, row.head, palette.ink, { "font-weight": 700 }));
    const [middle, text, end] = narrow ? [at + 42, at + 15, at + 32] : [at + step / 2, at + step / 2 + 4, at + step / 2 + 4];
    const weight = row.strong ? 700 : 400;
    const mark = element("g", {}, element("rect", { x: 0, y: at, width, height: step, style: "fill:none", "pointer-events": "all" }));
    mark.append(label(narrow ? 2 : left - 12, text, row.name, palette.ink, { "text-anchor": narrow ? "start" : "end", "font-weight": weight }));
    mark.append(label(narrow ? 2 : width - right + 12, end, row.told, palette.ink, { "font-weight": weight }));
    if (narrow) mark.append(...grid(middle - 7, middle + 9)); // not through the texts above
    if (row.low !== undefined && row.high !== undefined) {
      mark.append(element("line", { x1: x(row.low), x2: x(row.high), y1: middle, y2: middle, style: `stroke:${palette.b};stroke-width:${log ? 7 : 2}` }));
    }
    if (row.mean !== undefined) mark.append(element("circle", { cx: x(row.mean), cy: middle, r: 4.5, style: `fill:${row.sure ? palette.b : palette.paper};stroke:${palette.b};stroke-width:2` }));
    if (row.open) {
      mark.setAttribute("class", "opens");
      mark.addEventListener("click", row.open);
    }
    chart.append(mark);
    at += step;
  }
  return chart;
}

/**
 * @param {number} low power of ten
 * @param {number} high
 * @returns {number[]} round values between
 */
function powers(low, high) {
  const found = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    for (const one of high - low < 1.8 ? [1, 2, 5] : [1]) found.push(one * 10 ** power);
  }
  return found.filter((value) => Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9);
}
