/** Shapes that the scripts of the page share; read by the type checker only. */

import type { World } from "./estimates.js";
import type { Speaker } from "./words.js";

export type Language = "nl" | "en";
export type Levels = "before" | "during" | "after";
export type Choice = "scenario" | "neighbourhood" | "hypothesis";

/** What somebody chose: levels in fte per 10,000 residents, choices by name, support as 0 or 1. */
export interface Setting {
  before: number;
  during: number;
  after: number;
  scenario: string;
  neighbourhood: string;
  hypothesis: string;
  corona_fund: number;
  health_advice: number;
  steering_group: number;
}
export type Factor = keyof Setting;

export interface State {
  lang: Language;
  compare: boolean;
  a: Setting;
  b: Setting;
  period: "during" | "after";
  outcome: string;
  lever: Levels | "all";
}

export interface Packed {
  low: number;
  step: number;
  of: "int8" | "int16";
  bytes: string;
}
export interface RawComponent {
  basis: number[];
  variance: number;
  noise: number;
  lengths: Partial<Record<Factor, number>>;
  spread: number;
  means: Packed;
  byCase: number[];
  left: Packed;
}
export interface Trial {
  away: number | null;
  held: number;
  held_differences: number | null;
  held_means: number | null;
  held_mean_differences: number | null;
  conditions: number;
  pairs: number;
}
export interface RawPiece {
  outcome: string;
  part: string;
  factors: Factor[];
  outputs: string[];
  centre: number[];
  rest: number[];
  restMean: number;
  components: RawComponent[];
  found: Packed & { rows: number[] };
  trial: Trial;
}
export type Texts = Record<Language, string>;
export interface Space {
  most: number;
  options: Record<Choice, string[]>;
  support: Factor[];
  neighbourhoods: Record<string, string>;
  scenarios: Record<string, { title: Texts; lockdowns: [string, string, string][]; crisis: boolean }>;
  conditions: { name: string[] } & Record<Factor, (number | string)[]>;
  fitted: number[];
  asked: number[];
}
/** A number in a sentence of a study: as shown and as stored, and where that is. */
export interface StoredNumber {
  shown: string;
  value: string;
  row: string;
  field: string;
}
export interface Headline {
  row: string;
  strength: "firm" | "some" | "none" | "level";
  study: string;
  label: Texts;
  what: Texts;
  text: Record<Language, (string | StoredNumber)[]>;
}
export interface Study {
  title: Texts;
  question: Texts;
  runs: number;
  residents: number;
  seed: number;
  finished: string;
}
export interface Data {
  start: string;
  monthDays: number;
  months: number;
  parts: Record<string, [number, number]>;
  cases: number;
  bars: { cases: number; emulator: number };
  space: Space;
  pieces: RawPiece[];
  adults: number;
  cost: { low: number; high: number };
  study: {
    name: string;
    runs: number;
    replicates: number;
    residents: number;
    seed: number;
    finished: string;
    weeks: number;
    versions: Record<string, string>;
    commit: { id: string } | null;
    question: Texts;
  };
  headlines: Headline[];
  studies: Record<string, Study>;
  words: Record<Language, Words>;
}
export type Words = { [key: string]: string | Words };

/** A mean over plausible settings with its 95 % interval, and what each of them says. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
  cases: Float64Array;
}
/** What is behind a number that the emulator or the runs gave. */
export interface Told {
  outcome: string;
  part: string;
  estimate: Estimate;
  runs: boolean;
  setting: Setting;
  /** from which it differs, when it is a difference */
  from?: Setting;
  /** of one month or group, or else a mean over a period */
  single: boolean;
  when: string;
  group?: string;
  /** fte that a difference is told per */
  fte?: number;
}
/** What a number opens when somebody asks how it was made. */
export type Opens = () => void;
export type Cell = string | { text: string; open: Opens };
/** The name of a row, then its cells. */
export interface Table {
  head: string[];
  rows: [string, ...Cell[]][];
}
/** For a file: plain values in the units of the stored results. */
export interface RawTable {
  head: string[];
  rows: (string | number)[][];
}
export interface Palette {
  ink: string;
  quiet: string;
  grid: string;
  shade: string;
  paper: string;
  a: string;
  b: string;
}
export interface Figure {
  id: string;
  title: string;
  note: string;
  empty?: string;
  draw: (width: number, palette: Palette) => SVGSVGElement;
  table: () => Table;
  raw: () => RawTable;
}
/** What everything that is shown needs. */
export interface View {
  world: World;
  state: State;
  say: Speaker;
}
export type Strength = "firm" | "few" | "some" | "rival" | "none";
