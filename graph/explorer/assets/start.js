// The start page: what is in the snapshot, three doors, how right it is, how to read it.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const site = PG.site;
const content = PG.by("content");
document.title = w("title");

const total = site.documents.reduce((sum, row) => sum + row.facts, 0);
const years = [...new Set(site.documents.map((row) => row.year).filter(Boolean))].sort();
const span = years.length ? [...new Set([years[0], years[years.length - 1]])].join("–") : w("year_none");
const regions = [...new Set(site.documents.map((row) => row.region))];

function door(name, page, state) {
  return el("section", { class: `card door ${name}` }, el("h2", null, w(`door_${name}`)), el("p", null, w(`door_${name}_says`)),
    el("div", { class: "go" }, el("a", { href: PG.link("graph", { lens: name }) }, w("open_graph"), " ›"), el("a", { href: PG.link(page, state) }, w("open_board"), " ›")));
}

// Regions in rows, years in columns: what is covered at a glance.
function matrix() {
  const cell = (region, year) => site.documents.filter((row) => row.region === region && row.year === year)
    .map((row) => el("a", { href: PG.link("read", { "": row.key }), title: row.title }, PG.icon("document"), PG.value("doctype", row.kind), " ", el("small", { class: "num" }, row.tasks ? w("tasks_n", row.tasks) : w("facts_n", row.facts))));
  const columns = site.documents.some((row) => !row.year) ? [...years, ""] : years;
  const lines = regions.map((region) => el("tr", null, el("th", { scope: "row" }, region || w("region_none")), columns.map((year) => el("td", null, cell(region, year)))));
  const box = el("div", { class: "scroll" }, el("table", { class: "matrix" },
    el("thead", null, el("tr", null, el("th"), columns.map((year) => el("th", { scope: "col" }, year || w("year_none"))))), el("tbody", null, lines.slice(0, 24))));
  if (lines.length <= 24) return box;
  const body = box.querySelector("tbody");
  const more = el("button", { type: "button", class: "more", click: () => { more.remove(); body.append(...lines.slice(24)); } }, w("show_rest", lines.length - 24));
  return el("div", null, box, more);
}

function things() {
  return el("ul", { class: "keys-list" }, Object.entries(site.counts).filter(([, n]) => n).map(([cls, n]) => el("li", null, PG.icon(cls), PG.className(cls), " ", el("b", null, String(n)))));
}

function changes() {
  const byRegion = new Map();
  for (const row of site.documents) {
    if (!row.year) continue;
    if (!byRegion.has(row.region)) byRegion.set(row.region, []);
    byRegion.get(row.region).push(row);
  }
  const lines = [...byRegion].filter(([, rows]) => new Set(rows.map((row) => row.year)).size > 1).slice(0, 6).map(([region, rows]) => {
    rows.sort((a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : 0));
    const after = rows[rows.length - 1], before = rows.filter((row) => row.year < after.year).pop();
    return el("li", null, el("a", { href: PG.link("years", { a: before.key, b: after.key }) }, w("change_region", region, `${before.year} ${PG.value("doctype", before.kind)}`, `${after.year} ${PG.value("doctype", after.kind)}`)));
  });
  return lines.length ? el("ul", null, lines) : el("p", { class: "none" }, w("no_changes"));
}

function scores() {
  const number = (value) => (value === null ? "–" : value.toFixed(3));
  return el("div", { class: "scroll" }, el("table", null,
    el("thead", null, el("tr", null, el("th"), ["score_seeds", "score_other", "score_blind", "score_facts"].map((key) => el("th", { class: "right", scope: "col" }, w(key))))),
    el("tbody", null, PG.scores.rows.map((row) => el("tr", null, el("th", { scope: "row" }, row.view === "all" ? w("score_all") : PG.value("view", row.view)),
      [number(row.seeds), number(row.other), number(row.blind), row.facts === null ? "–" : String(row.facts)].map((words) => el("td", { class: "right" }, words)))))));
}

function legend() {
  return [
    el("h3", null, w("start_reading_conf")),
    el("p", { class: "chips" }, ["explicit", "contextual", "inferred"].map((level) => el("span", null, el("span", { class: `conf ${level}` }, w(`confidence.${level}`)), " ", el("small", null, w(`conf_says.${level}`))))),
    el("h3", null, w("start_reading_verdict")),
    el("p", { class: "chips" }, ["met", "partly", "missed", "in_progress", "not_reported", "pending"].map(PG.verdict)),
  ];
}

if (!site.documents.length) content.replaceChildren(el("h1", null, w("title")), el("p", { class: "none" }, w("empty_snapshot")));
else {
  content.replaceChildren(
    el("div", { class: "hero" }, el("h1", null, w("start_lead")), el("p", { class: "lead" }, w("start_counts", site.documents.length, span, total.toLocaleString("en-US")))),
    el("div", { class: "doors" }, door("duty", "units"), door("industry", "projects"), door("promise", "promises")),
    el("h2", null, w("start_documents")), matrix(),
    el("div", { class: "grid" },
      el("section", null, el("h2", null, w("start_things")), el("div", { class: "card" }, things())),
      el("section", null, el("h2", null, w("start_changes")), el("div", { class: "card" }, changes()))),
    el("div", { class: "grid" },
      el("section", null, el("h2", null, w("start_reading")), el("div", { class: "card" }, legend())),
      el("section", null, el("h2", null, w("start_scores")), el("p", { class: "lead" }, w("start_scores_says")), scores())),
  );
}
window.__ready = performance.now();
})();
