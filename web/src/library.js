// The question library: a list, and the chosen question's parameters as a form.
import { hashOf } from "./address.js";
import { el } from "./elements.js";
import { said, settings, word } from "./settings.js";
import { literal } from "./sparql.js";

export const questionOf = (name) => settings.questions.find((question) => question.name === name);

// A parameter's value as the query writes it. Text is quoted, so that it stays text.
function written(kind, value) {
  if (kind === "number") {
    const number = value.trim();
    if (!/^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(number)) throw new Error(word("no_number", value));
    return number;
  }
  return literal(value);
}
export function defaults(question) {
  return Object.fromEntries(question.parameters.map(({ name, default: value }) => [name, value]));
}
// The text of the question for some values: its parts, texts and names of parameters in turn.
export function filled(question, values) {
  return question.parts.map((part) => (typeof part === "string" ? part : written(part.kind, values[part.parameter] ?? ""))).join("");
}

// The list; a group is a heading and its questions.
export function list(chosen) {
  const nav = el("nav", { class: "questions", "aria-label": word("library") });
  const filter = el("input", { type: "search", placeholder: word("library_filter"), "aria-label": word("library_filter"), input: () => draw() });
  const items = el("div", { class: "items" });
  function draw() {
    const wanted = filter.value.trim().toLowerCase();
    const found = settings.questions.filter((question) => [...question.title, ...question.says, question.name].some((text) => text.toLowerCase().includes(wanted)));
    const groups = [...new Set(found.map((question) => said(question.group)))];
    items.replaceChildren(...groups.flatMap((group) => [
      group ? el("h3", null, group) : null,
      el("ul", null, found.filter((question) => said(question.group) === group).map((question) => el("li", null,
        el("a", { href: `#${hashOf({ ask: question.name })}`, "aria-current": question.name === chosen ? "true" : null }, said(question.title))))),
    ].filter(Boolean)), found.length ? "" : el("p", { class: "none" }, word("library_none")));
  }
  nav.append(el("h2", null, word("library")), settings.questions.length > 8 ? filter : "", items);
  nav.show = (name) => { chosen = name; draw(); };
  draw();
  return nav;
}

// The form of a question. `values` are those of the address; `run` gets all of them.
export function form(question, values, run) {
  const now = { ...defaults(question), ...values };
  const fields = question.parameters.map(({ name, label, hint, choices, kind }) => {
    const attributes = { id: `parameter-${name}`, name, title: said(hint) || null };
    const field = choices.length
      ? el("select", attributes, choices.map(([value, ...words]) => el("option", { value, selected: value === now[name] }, said(words) || value)))
      : el("input", { ...attributes, type: "text", inputmode: kind === "number" ? "decimal" : null, value: now[name] });
    return el("label", { for: attributes.id }, said(label) || name, field);
  });
  const made = el("form", { class: "question card", "aria-label": said(question.title), submit: (event) => {
    event.preventDefault();
    run(Object.fromEntries(new FormData(event.target)));
  } },
  el("h2", null, said(question.title)), said(question.says) ? el("p", null, said(question.says)) : null,
  fields.length ? el("div", { class: "fields" }, fields, el("button", { type: "submit" }, word("run"))) : null);
  return made;
}
