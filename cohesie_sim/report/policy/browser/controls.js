/** The sliders and choices: a row per choice, a column per setting. */

import { byId, make, rich } from "./dom.js";
import { LARGEST, LEVELS } from "./estimates.js";
import { CHOICES, LEVERS, differing } from "./state.js";

/** @import {Choice, Language, Levels, Setting, State, View} from "./types.d.ts" */

const BESIDE = "(min-width: 66rem)"; // choices and answer stand side by side, as in page.css
const STEP = 0.5; // fte
const BEYOND = 4 / 3; // of the highest computed level: how far sliders go, so that people see where it ends

/**
 * @typedef {(patch: Partial<State>) => void} Change
 */

/** What a question that people ask changes in the second setting. @type {Record<string, (a: Setting) => Partial<Setting>>} */
const QUESTIONS = {
  halve_after: (a) => ({ after: a.after / 2 }),
  stop_after: () => ({ after: 0 }),
  double_after: (a) => ({ after: 2 * a.after }),
  double_during: (a) => ({ during: 2 * a.during }),
  never: () => ({ before: 0, during: 0, after: 0 }),
  no_support: () => ({ corona_fund: 0, health_advice: 0, steering_group: 0 }),
};

/**
 * Build all controls in the language of the reader.
 * @param {View} view
 * @param {() => State} now what is chosen at the moment
 * @param {Change} change
 */
export function buildControls(view, now, change) {
  const { world, say } = view;
  const set = (/** @type {"a" | "b"} */ side, /** @type {Partial<Setting>} */ patch) => change({ [side]: { ...now()[side], ...patch } });
  const ask = (/** @type {Partial<Setting>} */ patch) => {
    change({ compare: true, b: { ...now().a, ...patch } });
    if (!matchMedia(BESIDE).matches) byId("answer").scrollIntoView(); // or else the answer is out of view
  };
  const rows = [
    ...LEVELS.map((name) => row(view, name, (side) => levelInputs(view, name, side, () => now()[side][name], set))),
    ...CHOICES.map((name) => row(view, name, (side) => [choiceInput(view, name, side, set)])),
    row(view, "support", (side) => world.data.space.support.map((name) => checkInput(view, name, side, set))),
  ];
  byId("settings").replaceChildren(...rows);
  byId("questions").replaceChildren(
    ...Object.entries(QUESTIONS).map(([name, patch]) =>
      make("button", { type: "button", id: `ask-${name}`, click: () => ask(patch(now().a)) }, say.t(`questions.${name}`)),
    ),
  );
  const compare = make("input", { type: "checkbox", id: "compare", change: (event) => change({ compare: checked(event) }) });
  byId("compare-choice").replaceChildren(make("label", { class: "check" }, compare, ` ${say.t("controls.compare")}`));
  byId("views").replaceChildren(
    select("period", say.t("controls.period"), ["after", "during"].map((name) => [name, say.t(`periods.${name}`)]), (period) => change(/** @type {Partial<State>} */ ({ period }))),
    select("outcome", say.t("controls.outcome"), world.outcomes.map((name) => [name, say.t(`outcomes.${name}.short`)]), (outcome) => change({ outcome })),
    select("lever", say.t("controls.lever"), LEVERS.map((name) => [name, say.t(`levers.${name}`)]), (lever) => change(/** @type {Partial<State>} */ ({ lever }))),
  );
}

/**
 * Show what is chosen.
 * @param {View} view
 */
export function showControls({ world, state }) {
  const { space } = world.data;
  for (const side of /** @type {const} */ (["a", "b"])) {
    const setting = state[side];
    for (const name of LEVELS) {
      input(`${side}-${name}`).value = String(setting[name]);
      const exact = input(`${side}-${name}-exact`);
      if (document.activeElement !== exact) {
        exact.value = written(setting[name], state.lang);
        exact.setAttribute("aria-invalid", "false");
        byId(`${side}-${name}-refusal`).textContent = "";
      }
    }
    for (const name of CHOICES) /** @type {HTMLSelectElement} */ (byId(`${side}-${name}`)).value = setting[name];
    for (const name of space.support) {
      const box = input(`${side}-${name}`);
      box.disabled = !space.scenarios[setting.scenario].crisis;
      box.checked = Boolean(setting[name]) && !box.disabled;
    }
  }
  for (const [name, patch] of Object.entries(QUESTIONS)) {
    const asked = state.compare && !differing(world.normal(state.b), world.normal({ ...state.a, ...patch(state.a) })).length;
    byId(`ask-${name}`).setAttribute("aria-pressed", String(asked && differing(world.normal(state.a), world.normal(state.b)).length > 0));
  }
  input("compare").checked = state.compare;
  document.body.classList.toggle("alone", !state.compare);
  for (const name of /** @type {const} */ (["period", "outcome", "lever"])) /** @type {HTMLSelectElement} */ (byId(name)).value = state[name];
  for (const name of [...LEVELS, ...CHOICES]) byId(`row-${name}`).classList.toggle("differs", state.compare && state.a[name] !== state.b[name]);
  byId("row-support").classList.toggle("differs", state.compare && space.support.some((name) => state.a[name] !== state.b[name]));
}

/**
 * @param {View} view
 * @param {string} name
 * @param {(side: "a" | "b") => HTMLElement[]} inputs
 * @returns {HTMLElement}
 */
function row({ say }, name, inputs) {
  const side = (/** @type {"a" | "b"} */ one) =>
    make("div", { class: `side ${one}` }, make("span", { class: "letter", "aria-hidden": "true" }, one.toUpperCase()), ...inputs(one));
  const legend = make("legend", {}, rich(say, `controls.rows.${name}`));
  return make("fieldset", { id: `row-${name}` }, legend, side("a"), side("b"));
}

/**
 * @param {View} view
 * @param {Levels} name
 * @param {"a" | "b"} side
 * @param {() => number} now the level that holds at the moment
 * @param {(side: "a" | "b", patch: Partial<Setting>) => void} set
 * @returns {HTMLElement[]}
 */
function levelInputs({ world, say }, name, side, now, set) {
  const { most } = world.data.space;
  const described = `${side.toUpperCase()}: ${say.t(`controls.rows.${name}`)}`;
  const end = String(Math.round(most * BEYOND));
  const refusal = make("p", { class: "refusal", id: `${side}-${name}-refusal`, role: "alert" });
  const take = (/** @type {Event} */ event) => {
    const value = /** @type {HTMLInputElement} */ (event.target).value.trim();
    const level = Number(value.replace(",", "."));
    const right = value !== "" && level >= 0 && level <= LARGEST;
    const told = { value, largest: LARGEST, nearest: level > LARGEST ? LARGEST : level < 0 ? 0 : written(now(), say.lang), level: written(now(), say.lang) };
    refusal.textContent = right ? "" : say.t(value ? "controls.refused" : "controls.empty", told);
    exact.setAttribute("aria-invalid", String(!right));
    if (right) set(side, { [name]: level });
  };
  const step = (/** @type {Event} */ event) => {
    const way = { ArrowUp: STEP, ArrowDown: -STEP }[/** @type {KeyboardEvent} */ (event).key];
    if (!way) return;
    event.preventDefault();
    exact.value = written(Math.min(Math.max(now() + way, 0), LARGEST), say.lang);
    exact.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const slider = make("input", { type: "range", id: `${side}-${name}`, min: "0", max: end, step: String(STEP), "aria-label": described, list: "levels", input: take });
  const exact = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "exact", id: `${side}-${name}-exact`, "aria-label": say.t("controls.exact", { what: described }), "aria-describedby": refusal.id, input: take, keydown: step });
  return [slider, exact, make("span", { class: "unit" }, "fte"), refusal];
}

/**
 * @param {number} level
 * @param {Language} lang
 * @returns {string} with all its digits
 */
function written(level, lang) {
  return lang === "nl" ? String(level).replace(".", ",") : String(level);
}

/**
 * @param {View} view
 * @param {Choice} name
 * @param {"a" | "b"} side
 * @param {(side: "a" | "b", patch: Partial<Setting>) => void} set
 * @returns {HTMLElement}
 */
function choiceInput({ world, say }, name, side, set) {
  const { space } = world.data;
  const texts = space.options[name].map((option) => {
    if (name === "neighbourhood") return space.neighbourhoods[option];
    return say.t(name === "scenario" ? `scenarios.${option}` : `hypotheses.${option}`);
  });
  return make(
    "select",
    { id: `${side}-${name}`, "aria-label": `${side.toUpperCase()}: ${say.t(`controls.rows.${name}`)}`, change: (event) => set(side, { [name]: valueOf(event) }) },
    ...space.options[name].map((option, k) => make("option", { value: option }, texts[k])),
  );
}

/**
 * @param {View} view
 * @param {keyof Setting} name
 * @param {"a" | "b"} side
 * @param {(side: "a" | "b", patch: Partial<Setting>) => void} set
 * @returns {HTMLElement}
 */
function checkInput({ say }, name, side, set) {
  const text = say.t(`support.${name}`);
  const box = make("input", { type: "checkbox", id: `${side}-${name}`, "aria-label": `${side.toUpperCase()}: ${text}`, change: (event) => set(side, { [name]: Number(checked(event)) }) });
  return make("label", { class: "check" }, box, ` ${text}`);
}

/**
 * @param {string} id
 * @param {string} text
 * @param {string[][]} options
 * @param {(value: string) => void} take
 * @returns {HTMLElement}
 */
function select(id, text, options, take) {
  const made = make("select", { id, change: (event) => take(valueOf(event)) }, ...options.map(([value, name]) => make("option", { value }, name)));
  return make("label", { class: "view", for: id }, `${text} `, made);
}

/**
 * @param {Event} event
 * @returns {string}
 */
function valueOf(event) {
  return /** @type {HTMLSelectElement} */ (event.target).value;
}

/**
 * @param {Event} event
 * @returns {boolean}
 */
function checked(event) {
  return /** @type {HTMLInputElement} */ (event.target).checked;
}

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}
