/** Numbers and sentences in the language of the reader; texts come with the page and are only ever shown as text. */

/** @import {Data, Estimate, Language, Words} from "./types.d.ts" */

const LOCALES = { nl: "nl-NL", en: "en-GB" };
/** @type {Intl.DateTimeFormatOptions} */
const DAY_OF = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
const DAYS = { nl: new Intl.DateTimeFormat(LOCALES.nl, DAY_OF), en: new Intl.DateTimeFormat(LOCALES.en, DAY_OF) };
const FOUR = { maximumSignificantDigits: 4 };
const SHORT = { nl: new Intl.NumberFormat(LOCALES.nl, FOUR), en: new Intl.NumberFormat(LOCALES.en, FOUR) };
/** @type {Map<string, Intl.NumberFormat>} made once: to make one takes longer than to draw a picture */
const formatters = new Map();
const MINUS = "\u2212";
const PART = /\[\[([a-z_]+)\|([^\]]+)\]\]|\{([a-zA-Z_]+)\}/g; // [[term|as written]] or {value}

/**
 * @param {Language} lang
 * @param {number} decimals
 * @returns {Intl.NumberFormat}
 */
function formatter(lang, decimals) {
  const key = `${lang}${decimals}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(LOCALES[lang], { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formatters.set(key, found);
  }
  return found;
}

/** Speaks one language. */
export class Speaker {
  /**
   * @param {Data} data
   * @param {Language} lang
   */
  constructor(data, lang) {
    this.data = data;
    this.lang = lang;
    this.words = data.words[lang];
  }

  /**
   * A text by its dotted name, with values filled in.
   * @param {string} path
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  t(path, values = {}) {
    return this.raw(path).replace(PART, (_, _term, written, name) => written ?? String(values[name]));
  }

  /**
   * @param {string} path
   * @returns {string}
   */
  raw(path) {
    /** @type {string | Words} */
    let found = this.words;
    for (const name of path.split(".")) found = /** @type {Words} */ (found)[name];
    if (typeof found !== "string") throw new Error(`no text ${path}`);
    return found;
  }

  /**
   * The pieces of a text: plain ones, terms of the glossary, and places for values.
   * @param {string} path
   * @returns {({text: string} | {term: string, text: string} | {value: string})[]}
   */
  pieces(path) {
    const text = this.raw(path);
    const found = [];
    let last = 0;
    for (const match of text.matchAll(PART)) {
      if (match.index > last) found.push({ text: text.slice(last, match.index) });
      found.push(match[3] ? { value: match[3] } : { term: match[1], text: match[2] });
      last = match.index + match[0].length;
    }
    if (last < text.length) found.push({ text: text.slice(last) });
    return found;
  }

  /**
   * @param {number} value
   * @param {number} decimals
   * @param {boolean} [sign] write a plus as well
   * @returns {string}
   */
  number(value, decimals, sign = false) {
    const size = formatter(this.lang, decimals).format(Math.abs(value));
    if (!/[1-9]/.test(size)) return size; // zero has no sign
    return (value < 0 ? MINUS : sign ? "+" : "") + size;
  }

  /**
   * @param {number} value as short as it can be
   * @returns {string}
   */
  short(value) {
    return SHORT[this.lang].format(value).replace("-", MINUS);
  }

  /**
   * Whole euros to two digits that count: more would promise what no one knows.
   * @param {number} value
   * @returns {string}
   */
  euros(value) {
    return `€${this.lang === "nl" ? " " : ""}${this.number(Number(value.toPrecision(2)), 0)}`;
  }

  /**
   * @param {string} outcome
   * @returns {boolean} told in per cent of adults, or else as a number per 10,000 residents
   */
  isShare(outcome) {
    return this.raw(`outcomes.${outcome}.unit`) === "share";
  }

  /**
   * @param {string} outcome
   * @param {number} value
   * @returns {string} such as 4,9% or 18,4
   */
  level(outcome, value) {
    return this.isShare(outcome) ? `${this.number(100 * value, 1)}%` : this.number(value, value >= 100 ? 0 : 1);
  }

  /**
   * @param {string} outcome
   * @param {number} value
   * @param {number} [size] of the largest number beside it, so that they have the same digits
   * @param {number} [more] digits
   * @returns {string} such as +0,08, without its unit
   */
  change(outcome, value, size = value, more = 0) {
    if (this.isShare(outcome)) return this.number(100 * value, 2 + more, true);
    const large = Math.abs(size);
    return this.number(value, (large < 1 ? 2 : large < 100 ? 1 : 0) + more, true);
  }

  /**
   * @param {string} outcome
   * @returns {string} unit of a change
   */
  changeUnit(outcome) {
    return this.t(this.isShare(outcome) ? "units.points" : "units.count");
  }

  /**
   * @param {string} outcome
   * @param {Estimate} estimate
   * @returns {string} such as +0,08 (+0,04 tot +0,11)
   */
  changeInterval(outcome, estimate) {
    const write = this.changes(outcome, estimate);
    return this.t("interval", { mean: write(estimate.mean), low: write(estimate.low), high: write(estimate.high) });
  }

  /**
   * How changes around an estimate are written: all with the same digits, and one more where an interval that does not
   * hold zero would end in zero.
   * @param {string} outcome
   * @param {Estimate} estimate
   * @returns {(value: number) => string}
   */
  changes(outcome, { mean, low, high }) {
    const size = Math.max(...[mean, low, high].map(Math.abs));
    const blurred = low * high > 0 && [low, high].some((end) => !/[1-9]/.test(this.change(outcome, end, size)));
    return (value) => this.change(outcome, value, size, Number(blurred));
  }

  /**
   * @param {Estimate} estimate of a change in a share of adults that is not zero
   * @returns {string} how many adults per 10,000 residents that is, without its sign, such as 5 (3 tot 7)
   */
  adultsInterval({ mean, low, high }) {
    const ends = mean < 0 ? [mean, high, low] : [mean, low, high];
    const sizes = ends.map((share) => Math.abs(share) * this.data.adults * 10_000);
    const decimals = Math.min(...sizes) < 1 ? 1 : 0; // none of them is told as zero
    const [n, least, most] = sizes.map((size) => this.number(size, decimals));
    return this.t("interval", { mean: n, low: least, high: most });
  }

  /**
   * @param {string} outcome
   * @param {Estimate} estimate
   * @returns {string}
   */
  levelInterval(outcome, estimate) {
    const [mean, low, high] = [estimate.mean, Math.max(estimate.low, 0), estimate.high].map((value) => this.level(outcome, value));
    return this.t("interval", { mean, low, high });
  }

  /**
   * @param {Date} date
   * @returns {string} day, month and year
   */
  day(date) {
    return DAYS[this.lang].format(date);
  }

  /**
   * @param {string[]} items
   * @returns {string} a, b and c
   */
  list(items) {
    return new Intl.ListFormat(LOCALES[this.lang], { type: "conjunction" }).format(items);
  }
}
