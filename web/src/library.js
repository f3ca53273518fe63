// The question library: a list, and the chosen question's parameters as a form.
import { hashOf } from "./address.js";
import { el } from "./elements.js";
import { said, settings, word } from "./settings.js";
import { withValues } from "./sparql.js";

const TYPES = { year: /^(\d{4})?$/, number: /^\d*$/, count: /^\d{1,9}$/ };
const MOST = 2000; // names offered for a parameter

export const questionOf = (name) => settings.questions.find((question) => question.name === name);
export const defaults = (question) => Object.fromEntries(question.parameters.map(({ name, default: value }) => [name, value]));

// The text of the question for some values.
export const filled = (question, values) => withValues(question.query, question.parameters, { ...defaults(question), ...values });

// The list; a group is a heading and its questions.
export function list() {
  let chosen = "";
  const nav = el("nav", { class: "questions", "aria-label": word("library") });
  const filter = el("input", { type: "search", placeholder: word("library_filter"), "aria-label": word("library_filter"), input: () => draw() });
  const items = el("div", { class: "items" });
  const link = (question) => el("li", null, el("a", { href: `#${hashOf({ ask: question.name })}`, "aria-current": question.name === chosen ? "true" : null }, said(question.title)));
  function draw() {
    const wanted = filter.value.trim().toLowerCase();
    const found = settings.questions.filter((question) => [...question.title, ...question.says, question.name].some((text) => text.toLowerCase().includes(wanted)));
    const groups = [...new Set(found.map((question) => said(question.group)))];
    items.replaceChildren(...groups.flatMap((group) => [el("h3", null, group), el("ul", null, found.filter((question) => said(question.group) === group).map(link))]),
      found.length ? "" : el("p", { class: "none" }, word("library_none")));
  }
  nav.append(el("h2", null, word("library")), filter, items);
  nav.show = (name) => { chosen = name; draw(); };
  draw();
  return nav;
}

// The form of a question. `values` are those of the address; `run` gets all of them; `names` gives the names that
// things of a class have.
export function form(question, values, run, names) {
  const now = { ...defaults(question), ...values };
  const fields = question.parameters.map(({ name, type, label, choices }) => {
    const id = `parameter-${name}`;
    const field = choices.length
      ? el("select", { id, name }, [["", ""], ...choices].map(([value, ...words]) => el("option", { value, selected: value === now[name] }, value ? said(words) || value : word("any"))))
      : el("input", { id, name, type: "text", inputmode: TYPES[type] ? "numeric" : null, pattern: TYPES[type] ? TYPES[type].source : null, value: now[name], list: type === "text" && settings.suggestions[name] ? `${id}-names` : null, autocomplete: "off" });
    if (field.getAttribute("list")) field.addEventListener("focus", () => offer(field, settings.suggestions[name], names), { once: true });
    return el("label", { for: id }, said(label).replace(/[。.]$/, ""), field);
  });
  return el("form", { class: "question card", "aria-label": said(question.title), submit: (event) => {
    event.preventDefault();
    run(Object.fromEntries(new FormData(event.target)));
  } },
  el("h2", null, said(question.title)), said(question.says) ? el("p", null, said(question.says)) : null,
  fields.length ? el("div", { class: "fields" }, fields, el("button", { type: "submit" }, word("run"))) : null);
}
async function offer(field, cls, names) {
  const found = await names(cls, MOST);
  field.after(el("datalist", { id: field.getAttribute("list") }, found.map((value) => el("option", { value }))));
}
