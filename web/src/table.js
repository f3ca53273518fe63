// Rows as a table: sorted by a click on a column's name, drawn some hundreds at a time.
import { numberOf, isNumeric } from "./answers.js";
import { hashOf } from "./address.js";
import { el } from "./elements.js";
import { pageOf, placeOf, shown } from "./links.js";
import { lang, said, settings, word } from "./settings.js";

const AT_ONCE = 200; // rows
const LONG = 30; // characters
const collator = new Intl.Collator(lang === "en" ? "en" : "zh-CN", { numeric: true });

// A term as a reader sees it: things lead to their pages, other addresses to what is stated of them.
export function termNode(found) {
  if (!found) return "";
  if (found.type === "bnode") return `_:${found.value}`;
  if (found.type === "literal") return found.value;
  const page = pageOf(found.value), name = shown(found.value);
  if (page) return el("a", { href: page, title: found.value }, name);
  const known = settings.vocabulary.find((entry) => entry.iri === found.value);
  if (known) return el("span", { title: said(known.label) }, name);
  if (!found.value.startsWith(settings.base)) return el("span", { title: found.value }, name);
  return el("a", { class: "describe", href: `#${hashOf({ q: `DESCRIBE <${found.value}>` })}`, title: word("describe", found.value) }, name);
}

function compared(a, b) {
  if (!a || !b) return a ? -1 : b ? 1 : 0; // what is empty comes last
  const x = numberOf(a), y = numberOf(b);
  return x !== null && y !== null ? x - y : collator.compare(a.value, b.value);
}

// `sort` is a column's name, with - before it for falling order; `sorted` hears of a change.
export function table(columns, rows, sort, sorted) {
  const numeric = columns.map((_, n) => isNumeric(rows, n));
  const place = evidence(columns, rows);
  const body = el("tbody"), more = el("p", { class: "more" });
  const falling = sort.startsWith("-"), at = columns.indexOf(falling ? sort.slice(1) : sort);
  let order = rows;
  if (at >= 0) order = rows.slice().sort((a, b) => (falling && a[at] && b[at] ? -1 : 1) * compared(a[at], b[at]));
  const line = (row) => el("tr", null, row.map((found, n) => el("td", { class: numeric[n] ? "right" : found && found.type === "literal" && found.value.length > LONG ? "long" : null }, cellOf(found))), place && el("td", null, place(row)));
  let drawn = 0;
  const draw = () => {
    body.append(...order.slice(drawn, drawn + AT_ONCE).map(line));
    drawn = Math.min(order.length, drawn + AT_ONCE);
    more.replaceChildren();
    if (drawn < order.length) more.append(el("button", { type: "button", click: draw }, word("show_more", Math.min(AT_ONCE, order.length - drawn), order.length - drawn)));
  };
  const head = columns.map((name, n) => el("th", { class: numeric[n] ? "right" : null, scope: "col", "aria-sort": n === at ? (falling ? "descending" : "ascending") : null },
    el("button", { type: "button", click: () => sorted(n === at && !falling ? `-${name}` : n === at ? "" : name) }, name)));
  draw();
  return el("div", null, el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("view_table") },
    el("table", { class: "rows" }, el("thead", null, el("tr", null, head, place && el("th", { scope: "col" }, word("original")))), body)), more);
}

function cellOf(found) {
  const number = numberOf(found);
  if (number !== null && Math.abs(number) >= 1e6) return el("span", { title: found.value }, Number(found.value).toLocaleString("en-US"));
  return termNode(found);
}

// Rows of a fact view name their sentence: a link to it for each.
function evidence(columns, rows) {
  const [doc, start, end] = ["doc", "start", "end"].map((name) => columns.indexOf(name));
  if (doc < 0 || start < 0 || end < 0 || !rows.some((row) => row[doc] && placeOf(row[doc].value, 0, 0))) return null;
  return (row) => {
    const page = row[doc] && row[start] && row[end] ? placeOf(row[doc].value, row[start].value, row[end].value) : "";
    return page ? el("a", { href: page }, word("see_original")) : "";
  };
}
