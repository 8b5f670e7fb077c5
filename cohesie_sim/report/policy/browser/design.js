/** A design for the command line that computes what is asked. */

import { LEVELS } from "./estimates.js";

/** @import {World} from "./estimates.js" */
/** @import {Setting} from "./types.d.ts" */

export const FILE = "my_question.toml";

/**
 * @param {World} world
 * @param {{name: string, setting: Setting}[]} asked
 * @returns {string} content of the file
 */
export function designFile(world, asked) {
  const { study } = world.data;
  const alike = asked.every(
    ({ setting }) => setting.scenario === asked[0].setting.scenario && setting.hypothesis === asked[0].setting.hypothesis,
  );
  const grids = alike ? [asked] : asked.map((one) => [one]);
  const head = [
    'name = "my_question"',
    'question = "What does the second setting change, compared with the first?"',
    `replicates = ${study.replicates}`,
    `seed = ${study.seed}`,
    `residents = ${study.residents}`,
    'uncertainty = "posterior"',
  ];
  return [...head, ...grids.flatMap((grid) => gridLines(world, grid))].join("\n") + "\n";
}

/**
 * @param {World} world
 * @param {{name: string, setting: Setting}[]} grid of one scenario and one hypothesis
 * @returns {string[]}
 */
function gridLines(world, grid) {
  const { scenario, hypothesis } = grid[0].setting;
  const { support, scenarios } = world.data.space;
  const lines = ["", "[[grids]]", `scenarios = ["${scenario}"]`, `hypotheses = ["${hypothesis}"]`];
  for (const { name, setting } of grid) {
    lines.push("", "[[grids.variants]]", `name = "${name}"`, "[grids.variants.changes]");
    lines.push(`neighbourhood = "${setting.neighbourhood}"`, `"calendar.weeks" = ${world.data.study.weeks}`);
    lines.push(...LEVELS.map((level) => `"funding.phases.${level}" = ${setting[level]}`));
    if (!scenarios[scenario].crisis) continue;
    lines.push(...support.filter((one) => !setting[one]).map((one) => `"support.${one}" = false`));
  }
  return lines;
}
