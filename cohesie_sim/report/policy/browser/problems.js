/** What is wrong with a link, and what the valid words are. */

import { byId, make } from "./dom.js";
import { nearest } from "./state.js";

/** @import {View} from "./types.d.ts" */

/**
 * @param {View} view
 * @param {{name: string, value: string, allowed: string[]}[]} problems
 */
export function showProblems({ say }, problems) {
  byId("problems").replaceChildren(
    ...problems.map(({ name, value, allowed }) =>
      make("li", {}, say.t("link.wrong", { name, value: value || "–", allowed: allowed.join(", "), nearest: nearest(value, allowed) })),
    ),
  );
  byId("wrong-link").hidden = !problems.length;
}
