/** Files of what is on screen: a table as CSV, a picture as SVG or PNG. */

import { IN_FILE, canvas, element, label } from "./svg.js";

/** @import {Figure, RawTable} from "./types.d.ts" */

const WIDTH = 960;
const LINE = 19; // of text around a picture
const LETTERS = 135; // in a line of that width
const SCALE = 2; // dots of a PNG per unit

/**
 * @param {RawTable} table
 * @param {string[]} about lines above it, as comments
 * @returns {string}
 */
export function toCsv(table, about) {
  const cell = (/** @type {string | number} */ value) => {
    // a leading sign of a formula in a text would be run by spreadsheets
    const text = typeof value === "string" ? value.replace(/^[=+\-@]/, "'$&") : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const comments = about.map((line) => `# ${line.replaceAll(/[\r\n]+/g, " ")}`);
  return [...comments, ...[table.head, ...table.rows].map((row) => row.map(cell).join(","))].join("\r\n") + "\r\n";
}

/**
 * A picture that tells by itself what it shows.
 * @param {Figure} figure
 * @param {string[]} about what the settings are, and where it comes from
 * @returns {SVGSVGElement}
 */
export function toSvg(figure, about) {
  const inner = figure.draw(WIDTH - 40, IN_FILE);
  const above = wrap(figure.note, LETTERS);
  const below = about.flatMap((line) => wrap(line, LETTERS));
  const [top, size] = [54 + above.length * LINE, Number(inner.getAttribute("height"))];
  const height = top + size + 14 + below.length * LINE + 10;
  const chart = canvas(WIDTH, height);
  chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  chart.append(element("title", {}, figure.title), element("rect", { width: WIDTH, height, style: `fill:${IN_FILE.paper}` }));
  chart.append(label(20, 32, figure.title, IN_FILE.ink, { "font-size": 19, "font-weight": 700 }));
  above.forEach((line, k) => chart.append(label(20, 54 + k * LINE, line, IN_FILE.quiet)));
  const moved = element("g", { transform: `translate(20 ${top})` });
  moved.append(...inner.childNodes);
  chart.append(moved);
  below.forEach((line, k) => chart.append(label(20, top + size + 24 + k * LINE, line, IN_FILE.quiet)));
  return chart;
}

/**
 * @param {string} text
 * @param {number} letters
 * @returns {string[]}
 */
export function wrap(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/**
 * @param {SVGSVGElement} svg
 * @returns {Blob}
 */
export function svgBlob(svg) {
  const text = new XMLSerializer().serializeToString(svg);
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], { type: "image/svg+xml" });
}

/**
 * @param {SVGSVGElement} svg
 * @returns {Promise<Blob>}
 */
export async function pngBlob(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svgBlob(svg).text())}`;
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = SCALE * Number(svg.getAttribute("width"));
  sheet.height = SCALE * Number(svg.getAttribute("height"));
  const pen = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  pen.scale(SCALE, SCALE);
  pen.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
