"use strict";
// The query page. Words of the data only ever become text nodes.
(() => {
const told = JSON.parse(document.getElementById("told").textContent);
const by = (id) => document.getElementById(id);
const [box, paint, offers, state, answer] = ["query", "paint", "offers", "state", "answer"].map(by);
const MOST_ROWS = 2000, MOST_BARS = 60, MOST_NODES = 120;
const KEYWORDS = "SELECT CONSTRUCT ASK DESCRIBE WHERE FROM NAMED PREFIX BASE DISTINCT REDUCED AS GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET OPTIONAL UNION MINUS FILTER BIND VALUES GRAPH EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG CONTAINS STRSTARTS STRENDS REGEX BOUND IF COALESCE CONCAT YEAR ROUND".split(" ");
const TOKEN = /(#[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>\s]*>)|([?$]\w+)|([A-Za-z][\w-]*:[\w\p{L}-]*)|([A-Za-z_]+)/gu;

const el = (tag, attributes, ...children) => {
  const node = tag === "svg" || attributes?.xmlns ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) if (name !== "xmlns") node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const svg = (tag, attributes, ...children) => el(tag, { xmlns: 1, ...attributes }, ...children);

// -- who answers: an endpoint, or the store that came with the page

const prefixed = (text) => {
  const declared = new Set([...text.matchAll(/prefix\s+([\w-]*):/gi)].map((found) => found[1]));
  return Object.entries(told.prefixes).filter(([name]) => !declared.has(name) && new RegExp(`(^|[^\\w-])${name}:`).test(text))
    .map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("") + text;
};
async function ofEndpoint(text) {
  const got = await fetch(told.endpoint, { method: "POST", body: text,
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples" } });
  const body = await got.text();
  if (!got.ok) throw new Error(body.trim());
  return got.headers.get("content-type").includes("json") ? JSON.parse(body) : { triples: triplesOf(body) };
}
let store;
async function ofPage(text) {
  if (/\bservice\b/i.test(text)) throw new Error("SERVICE is not answered");
  store ||= PolicyGraphStore.open(POLICY_GRAPH_DATA);
  const whole = prefixed(text), opened = await store;
  let found;
  try { found = opened(whole); } catch (error) {  // our prefixes stand before the first line
    throw new Error(String(error.message || error).replace(/error at 1:(\d+)/, (_, column) => `error at 1:${column - (whole.length - text.length)}`));
  }
  return found.startsWith("{") ? JSON.parse(found) : { triples: triplesOf(found) };
}
const ask = told.endpoint ? ofEndpoint : ofPage;
const unescaped = (text) => text.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)/g, (_, four, eight, one) =>
  one ? { n: "\n", t: "\t", r: "\r" }[one] || one : String.fromCodePoint(parseInt(four || eight, 16)));
function triplesOf(text) {
  const term = (raw) => raw[0] === "<" ? { type: "uri", value: raw.slice(1, -1) } : raw[0] === "_" ? { type: "bnode", value: raw }
    : { type: "literal", value: unescaped(/^"((?:[^"\\]|\\.)*)"/.exec(raw)[1]), datatype: /\^\^<(.*)>$/.exec(raw)?.[1] };
  return [...text.matchAll(/^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/gm)].map((found) => found.slice(1).map(term));
}

// -- the editor: colours under a text that is written in plainly, and what fits at the cursor

function repaint() {
  const text = box.value, parts = [];
  let at = 0;
  for (const found of text.matchAll(TOKEN)) {
    const kind = found[1] ? "c" : found[2] ? "s" : found[3] ? "i" : found[4] ? "v" : found[5] ? "i" : KEYWORDS.includes(found[6].toUpperCase()) ? "k" : "";
    if (!kind) continue;
    parts.push(text.slice(at, found.index), el("span", { class: kind }, found[0]));
    at = found.index + found[0].length;
  }
  paint.replaceChildren(...parts, text.slice(at) + "\n ");
}
const words = [...told.terms.map(([name, kind, label]) => ({ name, note: label })),
  ...Object.keys(told.prefixes).map((name) => ({ name: `${name}:`, note: told.prefixes[name] })),
  ...KEYWORDS.map((name) => ({ name, note: "" }))];
let offered = [], chosen = 0;
function offer() {
  const before = box.value.slice(0, box.selectionStart);
  const typed = /[\p{L}\w:]+$/u.exec(before)?.[0] || "";
  const known = typed.toLowerCase();
  offered = known.length < 2 || /[?$]$/.test(before.slice(0, -typed.length)) ? [] : words.filter((word) => {
    const name = word.name.toLowerCase();
    return name !== known && (name.startsWith(known) || name.startsWith(`pg:${known}`) || (/\p{Script=Han}/u.test(known) && word.note.includes(typed)));
  }).slice(0, 12);
  chosen = 0;
  offers.hidden = !offered.length;
  if (!offered.length) return;
  const mark = el("span", {}, "​");
  paint.replaceChildren(before.slice(0, -typed.length), mark, "​");
  offers.style.left = `${Math.min(mark.offsetLeft, box.clientWidth - 240)}px`;
  offers.style.top = `${mark.offsetTop + 24}px`;
  repaint();
  offers.replaceChildren(...offered.map((word, at) => {
    const item = el("li", { "aria-selected": at === chosen }, word.name, el("small", {}, word.note));
    item.onmousedown = (event) => { event.preventDefault(); take(at, typed.length); };
    return item;
  }));
}
function take(at, length) {
  box.setRangeText(offered[at].name, box.selectionStart - length, box.selectionStart, "end");
  offers.hidden = true;
  changed();
}
function changed() { repaint(); box.style.height = "auto"; }
box.addEventListener("input", () => { changed(); offer(); });
box.addEventListener("blur", () => { offers.hidden = true; });
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); return; }
  if (offers.hidden) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { chosen = (chosen + step + offered.length) % offered.length; [...offers.children].forEach((item, at) => item.setAttribute("aria-selected", at === chosen)); }
  else if (event.key === "Enter" || event.key === "Tab") take(chosen, /[\p{L}\w:]+$/u.exec(box.value.slice(0, box.selectionStart))[0].length);
  else if (event.key === "Escape") offers.hidden = true;
  else return;
  event.preventDefault();
});

// -- the library; a VALUES line with one variable and one value is a parameter

const PARAMETER = /VALUES\s+\?(\w+)\s*\{\s*("(?:[^"\\]|\\.)*"|-?[\d.]+)\s*\}/g;
for (const [at, entry] of told.library.entries()) by("library").append(el("option", { value: at }, `${entry.name} — ${entry.title}`));
by("library").onchange = (event) => {
  const entry = told.library[event.target.value];
  if (entry) { box.value = entry.text; by("about").textContent = entry.title; changed(); parameters(); run(); }
};
function parameters() {
  by("parameters").replaceChildren(...[...box.value.matchAll(PARAMETER)].map(([whole, name, value]) => {
    const text = value[0] === '"';
    const field = el("input", { name, value: text ? JSON.parse(value) : value });
    field.onchange = () => {
      const put = text ? JSON.stringify(field.value) : field.value;
      box.value = box.value.replace(new RegExp(`(VALUES\\s+\\?${name}\\s*\\{\\s*)("(?:[^"\\\\]|\\\\.)*"|-?[\\d.]+)`), (_, start) => start + put);
      changed(); run();
    };
    return el("label", {}, `${name} `, field, " ");
  }));
}
by("parameters").onsubmit = (event) => event.preventDefault();

// -- the answer

let shown = null, asked = 0;
async function run() {
  const mine = ++asked, text = box.value;
  history.replaceState(null, "", `#query=${encodeURIComponent(text)}`);
  offers.hidden = true;
  state.textContent = "…";
  const start = performance.now();
  try {
    const found = await ask(text);
    if (mine !== asked) return;
    shown = plain(found);
    const took = performance.now() - start;
    state.textContent = `${shown.rows.length} 行 rows · ${took < 10 ? took.toFixed(1) : Math.round(took)} ms${shown.rows.length > MOST_ROWS ? ` · 显示 shown: ${MOST_ROWS}` : ""}`;
    by("ways").hidden = false;
    by("csv").href = URL.createObjectURL(new Blob(["\ufeff" + csv()], { type: "text/csv;charset=utf-8" }));
    show(shown.triples ? "graph" : "table");
  } catch (error) {
    if (mine !== asked) return;
    state.textContent = "";
    by("ways").hidden = true;
    answer.replaceChildren(el("pre", { class: "wrong" }, String(error.message || error)));
  }
}
function plain(found) {
  if ("boolean" in found) return { columns: ["answer"], rows: [[{ type: "literal", value: String(found.boolean) }]] };
  if (found.triples) return { columns: ["subject", "predicate", "object"], rows: found.triples, triples: true };
  const columns = found.head.vars;
  return { columns, rows: found.results.bindings.map((row) => columns.map((name) => row[name] || null)) };
}
const short = (iri) => {
  for (const [name, start] of Object.entries(told.prefixes)) if (iri.startsWith(start)) return `${name}:${iri.slice(start.length)}`;
  return iri.startsWith(told.base) ? iri.slice(told.base.length) : iri;
};
const number = (term) => term && term.type === "literal" && /#(integer|decimal|double|float|int)$/.test(term.datatype || "") ? Number(term.value) : null;
const encoded = (iri) => encodeURI(iri).replace(/%25/g, "%").replace(/#/g, "%23");
function cell(term) {
  if (!term) return "";
  if (term.type !== "uri") return term.value;
  const ours = told.entities && term.value.startsWith(told.base);
  if (!ours && !/^https?:/.test(term.value)) return term.value;
  const href = ours ? told.entities + encoded(term.value.slice(told.base.length)) : told.entities || !term.value.startsWith(told.base) ? term.value : `index.html#s=${encodeURIComponent(term.value)}`;
  return el("a", { href }, short(term.value));
}
const guarded = (text) => /^[=+\-@\t\r＝＋－＠](?!\d+(\.\d+)?%?$)/.test(text) ? `'${text}` : text;
const csv = () => [shown.columns, ...shown.rows.map((row) => row.map((term) => guarded(term ? term.value : "")))]
  .map((row) => row.map((text) => /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text).join(",")).join("\r\n") + "\r\n";
function show(way) {
  for (const button of by("ways").querySelectorAll("button")) button.setAttribute("aria-pressed", button.dataset.way === way);
  answer.replaceChildren({ table, chart, graph }[way]());
}
by("ways").onclick = (event) => { if (event.target.dataset.way) show(event.target.dataset.way); };
function table() {
  return el("table", {}, el("thead", {}, el("tr", {}, ...shown.columns.map((name) => el("th", {}, name)))),
    el("tbody", {}, ...shown.rows.slice(0, MOST_ROWS).map((row) => el("tr", {}, ...row.map((term) => el("td", number(term) === null ? {} : { class: "n" }, cell(term)))))));
}
const say = (text) => el("p", {}, text);
function chart() {
  const at = shown.columns.findIndex((_, column) => shown.rows.length && shown.rows.every((row) => number(row[column]) !== null));
  if (at < 0) return say("没有数值列。No column of numbers.");
  const label = shown.columns.findIndex((_, column) => column !== at);
  const rows = shown.rows.slice(0, MOST_BARS), most = Math.max(...rows.map((row) => Math.abs(number(row[at]))), 1e-9);
  return svg("svg", { viewBox: `0 0 900 ${rows.length * 22 + 6}`, role: "img" }, ...rows.flatMap((row, line) => {
    const text = label < 0 || !row[label] ? "" : row[label].type === "uri" ? short(row[label].value) : row[label].value;
    const width = Math.abs(number(row[at])) / most * 520;
    return [svg("text", { x: 230, y: line * 22 + 16, "text-anchor": "end" }, text.length > 18 ? text.slice(0, 17) + "…" : text),
      svg("rect", { x: 240, y: line * 22 + 3, width, height: 17 }), svg("text", { x: 246 + width, y: line * 22 + 16 }, row[at].value)];
  }));
}
function graph() {
  const edges = shown.rows.map((row) => shown.triples ? row : [row[0], row[2] ? row[1] : { value: "" }, row[2] || row[1]]).filter(([from, , to]) => from && to);
  const nodes = [...new Set(edges.flatMap(([from, , to]) => [from.value, to.value]))].slice(0, MOST_NODES);
  if (nodes.length < 2) return say("没有可连的两列。No two columns to join.");
  const middle = [450, 330], place = new Map(nodes.map((name, at) => [name, at / nodes.length * 2 * Math.PI]));
  const point = (name) => [middle[0] + 250 * Math.cos(place.get(name)), middle[1] + 290 * Math.sin(place.get(name))];
  return svg("svg", { viewBox: "0 0 900 660", role: "img" },
    ...edges.filter(([from, , to]) => place.has(from.value) && place.has(to.value)).map(([from, by_, to]) => {
      const [[x1, y1], [x2, y2]] = [point(from.value), point(to.value)];
      return svg("line", { x1, y1, x2, y2 }, svg("title", {}, short(by_.value)));
    }),
    ...nodes.flatMap((name) => {
      const [x, y] = point(name), text = short(name), right = x >= middle[0];
      return [svg("circle", { cx: x, cy: y, r: 4 }), svg("text", { x: x + (right ? 8 : -8), y: y + 4, "text-anchor": right ? "start" : "end" },
        text.length > 22 ? `…${text.slice(-21)}` : text, svg("title", {}, name))];
    }));
}

by("run").onclick = run;
const given = /[#&]query=([^&]*)/.exec(location.hash);
box.value = given ? decodeURIComponent(given[1]) : told.first;
changed();
parameters();
run();
})();
