// The reading view: the document's own text, its outline, every mention marked; the facts of a sentence at the right.
(function () {
"use strict";
const PG = window.PG;
const { el, by, w } = PG;
const box = by("text"), outline = by("outline"), side = by("facts");
let record = null, spans = [], sentences = [], hidden = new Set();

// Offsets of the build count code points; browsers count UTF-16 units.
let wide = [];
function toUnits(point) {
  const at = point - record.start;
  let low = 0, high = wide.length;
  while (low < high) { const mid = (low + high) >> 1; if (wide[mid] < at) low = mid + 1; else high = mid; }
  return at + low;
}
function prepare() {
  wide = [];
  let points = 0;
  for (const char of record.text) { if (char.length > 1) wide.push(points); points += 1; }
  spans = [];
  record.facts.forEach((fact, n) => {
    if (fact.v === "heads") return;
    for (const place of fact.q) {
      const start = toUnits(place[3]), end = toUnits(place[4]);
      if (start >= 0 && end <= record.text.length && end > start) spans.push({ start, end, fact: n, from: place[3], to: place[4], cls: classOf(fact) });
    }
  });
  sentences = [];
  const ends = /[。！？；\n]+[”’）】]?/g;
  let from = 0;
  for (let match = ends.exec(record.text); match; match = ends.exec(record.text)) { sentences.push([from, ends.lastIndex]); from = ends.lastIndex; }
  if (from < record.text.length) sentences.push([from, record.text.length]);
}
const CLASS_OF = { assignments: "unit", investments: "project", project_enterprises: "enterprise", project_clusters: "cluster", project_stages: "project", initiatives: "title", indicators: "indicator", programmes: "programme", citations: "cited", terms: "term" };
const classOf = (fact) => CLASS_OF[fact.v] || "term";

// The text in sentences; inside each, runs of characters that the same mentions cover.
function body() {
  const parts = new Map(record.parts.map((part) => [toUnits(part[4]), part]));
  const made = document.createDocumentFragment();
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0, open = [], paragraph = el("p"), line = null;
  const flush = () => { if (paragraph.childNodes.length) made.append(paragraph); paragraph = el("p"); };
  for (const [from, to] of sentences) {
    const node = el("span", { class: "sentence", "data-from": from, "data-to": to });
    const cuts = new Set([from, to]);
    while (next < sorted.length && sorted[next].start < to) { open.push(sorted[next]); next += 1; }
    open = open.filter((span) => span.end > from);
    for (const span of open) for (const cut of [span.start, span.end]) if (cut > from && cut < to) cuts.add(cut);
    for (const cut of parts.keys()) if (cut > from && cut < to) cuts.add(cut);
    const edges = [...cuts].sort((a, b) => a - b);
    for (let i = 0; i + 1 < edges.length; i += 1) {
      const [a, b] = [edges[i], edges[i + 1]];
      const part = parts.get(a);
      if (part) node.append(el("a", { class: "anchor", id: `part-${record.parts.indexOf(part)}` }));
      const covering = open.filter((span) => span.start <= a && span.end >= b && !hidden.has(span.cls));
      const text = record.text.slice(a, b);
      if (!covering.length || !text.trim()) { node.append(text); continue; }
      covering.sort((x, y) => (x.end - x.start) - (y.end - y.start));
      node.append(el("span", { class: `mention c-${covering[0].cls}`, title: [...new Set(covering.map((span) => PG.value("view", record.facts[span.fact].v)))].join(w("separator")) }, text));
    }
    const heading = record.parts.find((part) => !part[6] && toUnits(part[4]) >= from && toUnits(part[5]) <= to + 1);
    if (heading) node.classList.add("heading", `level-${Math.min(heading[3], 3)}`);
    const has = open.some((span) => span.start < to && span.end > from && !hidden.has(span.cls));
    if (has) { node.tabIndex = 0; node.setAttribute("role", "button"); node.classList.add("said"); }
    line = node;
    paragraph.append(line);
    if (record.text.slice(from, to).includes("\n")) flush();
  }
  flush();
  return made;
}

function drawOutline() {
  const items = record.parts.map((part, n) => el("li", { class: `level-${Math.min(part[3], 4)}${part[6] ? " task" : ""}` }, el("a", { href: `#part-${n}`, "data-part": n, title: part[2] }, PG.middle(`${part[1]}${part[1] && !/[）)、.]$/.test(part[1]) ? (part[6] ? ". " : "、") : ""}${part[2]}`, 24))));
  const counts = new Map();
  for (const span of spans) counts.set(span.cls, (counts.get(span.cls) || 0) + 1);
  outline.replaceChildren(
    el("details", { open: innerWidth > 900 }, el("summary", null, w("outline")), el("ol", null, items)),
    el("div", { class: "marks" }, el("b", null, w("marks")), [...counts].map(([cls, n]) => el("button", { type: "button", class: "chip", "aria-pressed": String(!hidden.has(cls)), "data-cls": cls, click: () => { if (hidden.has(cls)) hidden.delete(cls); else hidden.add(cls); redraw(); } }, PG.icon(cls), PG.className(cls), " ", el("small", null, String(n))))));
}
function heading() {
  const rows = record.about.flatMap(([word, value, ref]) => [el("dt", null, w(`about.${word}`)), el("dd", null, ref === undefined ? value : PG.thing(record.things[ref]))]);
  return el("div", { class: "head" }, el("p", { class: "kind" }, PG.icon("document"), PG.value("doctype", PG.site.documents[PG.documentAt(record.key)].kind), " · ", w("mentions_n", spans.length)),
    el("h1", null, record.title), el("details", null, el("summary", null, w("view.heads")), el("dl", null, rows)),
    el("p", { class: "chips" }, el("a", { class: "chip", href: PG.link("graph", { lens: "duty", open: record.key }) }, w("open_graph"))));
}
function redraw() {
  box.replaceChildren(heading(), record.text ? body() : el("p", { class: "none" }, w("no_text")));
  drawOutline();
  const { at } = PG.address();
  if (at) arrive(at, false);
}

// Facts of a stretch (code points from–to), or of a sentence.
function showFacts(start, end, chosen) {
  const here = new Set(spans.filter((span) => span.start < end && span.end > start).map((span) => span.fact));
  const list = [...here].map((n) => record.facts[n]);
  list.sort((a, b) => (chosen && hits(b, chosen) - hits(a, chosen)) || 0);
  const at = chosen ? `${chosen[0]}-${chosen[1]}` : "";
  side.replaceChildren(
    el("div", { class: "side-head" }, el("h2", null, w("facts_here"), " ", el("small", null, String(list.length))), el("button", { type: "button", click: () => PG.copy(location.href) }, w("sentence_address")), el("button", { type: "button", class: "close", "aria-label": w("close"), click: () => side.classList.remove("up") }, "×")),
    list.length ? PG.some(list, (fact) => PG.fact(fact, record, record.key, true), 12) : el("p", { class: "none" }, w("nothing_read_here")));
  side.classList.add("up");
  side.scrollTop = 0;
  return at;
}
const hits = (fact, [from, to]) => (fact.q.some((place) => place[3] === from && place[4] === to) ? 1 : 0);

function select(node, chosen, scroll) {
  for (const other of box.querySelectorAll(".sentence.here")) other.classList.remove("here");
  node.classList.add("here");
  if (scroll) node.scrollIntoView({ block: "center" });
  showFacts(Number(node.dataset.from), Number(node.dataset.to), chosen);
}
const nodeAt = (unit) => [...box.querySelectorAll(".sentence")].find((node) => Number(node.dataset.from) <= unit && Number(node.dataset.to) > unit);
function arrive(at, scroll) {
  const [from, to] = at.split("-").map(Number);
  if (!Number.isFinite(from)) return;
  const node = nodeAt(toUnits(from));
  if (!node) return;
  select(node, [from, to], scroll);
  const last = nodeAt(Math.max(toUnits(from), toUnits(to) - 1));
  for (let other = node; other && other !== last; other = other.nextElementSibling) if (other.nextElementSibling) other.nextElementSibling.classList.add("here");
}
function choose(node) {
  const from = Number(node.dataset.from), to = Number(node.dataset.to);
  const points = (unit) => record.start + Array.from(record.text.slice(0, unit)).length;
  const trimmed = record.text.slice(from, to);
  const lead = trimmed.length - trimmed.trimStart().length;
  history.replaceState(null, "", `#${PG.hash({ "": record.key, at: `${points(from + lead)}-${points(from + trimmed.trimEnd().length)}` })}`);
  select(node, null, false);
}
box.addEventListener("click", (event) => { const node = event.target.closest(".sentence.said"); if (node && !getSelection().toString()) choose(node); });
box.addEventListener("keydown", (event) => { const node = event.target.closest(".sentence.said"); if (node && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(node); } });
outline.addEventListener("click", (event) => {
  const link = event.target.closest("[data-part]");
  if (!link) return;
  event.preventDefault();
  const target = by(`part-${link.dataset.part}`);
  if (target) target.scrollIntoView({ block: "start" });
});

async function show() {
  const state = PG.address();
  const key = state[""] || (PG.site.documents[0] || {}).key;
  const number = PG.documentAt(key);
  if (number < 0) { box.replaceChildren(el("p", { class: "none" }, w("no_such", key || ""))); window.__ready = performance.now(); return; }
  if (!record || record.key !== key) {
    record = await PG.load(`documents/${number}`);
    prepare();
    document.title = `${record.title} · ${w("title")}`;
    side.replaceChildren(el("p", { class: "none" }, w("read_hint")));
    side.classList.remove("up");
    redraw();
  }
  if (state.at) arrive(state.at, true);
  else if (state.part) { const n = record.parts.findIndex((part) => part[0] === state.part); const target = by(`part-${n}`); if (target) target.scrollIntoView({ block: "start" }); }
  window.__ready = performance.now();
}
addEventListener("hashchange", show);
show();
})();
