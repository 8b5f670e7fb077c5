/** A space of two levels and two cases, small enough to reckon by hand. */

const whole = (values) => btoa(String.fromCharCode(...new Uint8Array(Int8Array.from(values).buffer)));

/** @param {number[]} values from 0 to 255 @returns {object} packed with a step of one */
export const packed = (values) => ({ low: 0, step: 1, of: "int8", bytes: whole(values.map((value) => value - 128)) });

const NAMES = ["halved_a", "usual_a", "quiet"];
const scenario = (crisis) => ({ title: { nl: "", en: "" }, lockdowns: [], crisis });

/** One outcome after reopening: two months, one component. */
const piece = (outcome) => ({
  outcome,
  part: "after",
  factors: ["after", "hypothesis"],
  outputs: ["0", "1"],
  centre: [10, 20],
  rest: [0, 0],
  restMean: 0,
  components: [
    {
      basis: [1, 2],
      variance: 1,
      noise: 0,
      lengths: { after: 0.5, hypothesis: 10 },
      spread: 1,
      means: packed([1, 2]),
      byCase: [0, 1],
      left: packed([0, 0, 0, 0]),
    },
  ],
  found: { rows: [0, 1, 0], ...packed([10, 12, 11, 13, 11, 15, 13, 14]) }, // per setting that is there once: case, month
  trial: {},
});

/** @returns {object} what the page carries, as far as numbers go */
export function smallData() {
  return {
    start: "2020-01-06",
    monthDays: 28,
    months: 2,
    parts: { after: [0, 2] },
    cases: 2,
    bars: { cases: 2, emulator: 2 },
    space: {
      most: 4,
      options: { scenario: ["hold_after", "no_corona"], neighbourhood: ["heerlen", "sittard_geleen"], hypothesis: ["article", "null"] },
      support: ["corona_fund", "health_advice", "steering_group"],
      neighbourhoods: { heerlen: "Heerlen", sittard_geleen: "Sittard-Geleen" },
      scenarios: { hold_after: scenario(true), no_corona: scenario(false) },
      conditions: {
        name: NAMES,
        before: [4, 4, 4],
        during: [4, 4, 4],
        after: [2, 4, 4],
        scenario: ["hold_after", "hold_after", "no_corona"],
        neighbourhood: ["heerlen", "heerlen", "heerlen"],
        hypothesis: ["article", "article", "article"],
        corona_fund: [1, 1, 0],
        health_advice: [1, 1, 0],
        steering_group: [1, 1, 0],
      },
      fitted: [1, 1, 0],
      asked: [0, 1, 2],
    },
    pieces: [piece("isolated"), piece("initiatives")],
    adults: 0.8,
    cost: { low: 70_000, high: 110_000 },
    study: { replicates: 2, seed: 1, residents: 400, weeks: 8 },
    words: {},
  };
}
