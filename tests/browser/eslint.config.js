import js from "@eslint/js";
import globals from "globals";

const bundled = [
  // page.py puts the modules into one script by taking out their imports: names must stay what they are
  { selector: "ExportDefaultDeclaration", message: "The bundle has one space of names: export by name." },
  { selector: "ImportDefaultSpecifier", message: "The bundle has one space of names: import by name." },
  { selector: "ImportNamespaceSpecifier", message: "The bundle has one space of names: import by name." },
  { selector: "ImportExpression", message: "Everything is in one file." },
  { selector: "ExportNamedDeclaration[source]", message: "Export a name only where it is declared." },
  { selector: "ExportNamedDeclaration[declaration=null]", message: "Export a name only where it is declared." },
];

const renamed = {
  meta: { type: "problem", schema: [], messages: { renamed: "The bundle has one space of names: import {{name}} as it is called." } },
  create: (context) => ({
    ImportSpecifier(node) {
      if (node.local.name !== node.imported.name) context.report({ node, messageId: "renamed", data: { name: node.imported.name } });
    },
  }),
};
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln"];

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "no-var": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
    },
  },
  {
    files: ["**/policy/browser/*.js"],
    languageOptions: { globals: globals.browser },
    plugins: { page: { rules: { renamed } } },
    rules: {
      "page/renamed": "error",
      "no-restricted-syntax": ["error", ...bundled],
      "no-restricted-properties": ["error", ...markup.map((property) => ({ property, message: "Stored text is shown as text, never as markup." }))],
    },
  },
  { files: ["**/bench/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["**/unit/*.js"], languageOptions: { globals: globals.node } },
];
