// 年度对比: two documents of one region, what is new, what goes on, what is no longer named.
(function () {
"use strict";
const PG = window.PG;
const { el, by, w } = PG;
const VIEWS = { project: ["investments", "project_stages", "project_enterprises", "project_clusters"], programme: ["programmes"], indicator: ["indicators"], initiative: ["initiatives"], unit: ["assignments"] };
const CLASS = { project: "project", programme: "programme", indicator: "indicator", initiative: "title", unit: "unit" };
const box = by("board");

// What a document says of each thing of a family, in words.
function said(record, family) {
  const found = new Map();
  for (const fact of record.facts) {
    if (!VIEWS[family].includes(fact.v)) continue;
    const ref = family === "programme" || family === "initiative" || family === "unit" ? fact.o : fact.s;
    const thing = record.things[ref];
    if (!found.has(thing[0])) found.set(thing[0], { thing, words: new Map(), fact });
    const words = found.get(thing[0]).words;
    if (fact.v === "investments") words.set(`${PG.value("relation", fact.r)} ${PG.amount(fact.x.amount, fact.x.currency)}`, fact);
    else if (fact.v === "project_stages") words.set(PG.stageWords(fact.x.stage, fact.x.status), fact);
    else if (fact.v === "indicators") words.set(`${PG.value("relation", fact.r)} ${fact.x.year || ""} ${PG.figure(fact.x)}`, fact);
    else if (fact.v === "initiatives") words.set(`${record.things[fact.s][2]} ${PG.value("relation", fact.r)}`, fact);
    else if (fact.v === "assignments") words.set(PG.value("relation", fact.r), fact);
  }
  return found;
}
const list = (entry, record) => [...entry.words].slice(0, 4).map(([words, fact], n) => [n ? w("separator") : "", fact.q.length ? el("a", { href: PG.link("read", { "": record.key, at: `${fact.q[0][3]}-${fact.q[0][4]}` }) }, words) : words]);
const origin = (entry, record) => (entry.words.size ? list(entry, record) : entry.fact.q.length ? el("a", { href: PG.link("read", { "": record.key, at: `${entry.fact.q[0][3]}-${entry.fact.q[0][4]}` }) }, w("see_original")) : "");

function compare(a, b) {
  const sections = Object.keys(VIEWS).map((family) => {
    const [x, y] = [said(a, family), said(b, family)];
    if (!x.size && !y.size) return null;
    const both = [...x.keys()].filter((key) => y.has(key)), gone = [...x.keys()].filter((key) => !y.has(key)), fresh = [...y.keys()].filter((key) => !x.has(key));
    const part = (word, keys, row, open) => (keys.length ? el("details", { open }, el("summary", null, w(word), " ", el("b", null, String(keys.length))), PG.some(keys, row, 12)) : null);
    const line = (...cells) => el("div", { class: "yearline" }, cells);
    return el("section", { "data-family": family }, el("h2", null, PG.icon(CLASS[family]), PG.className(CLASS[family])),
      part("goes_on", both, (key) => line(el("div", null, PG.thing(x.get(key).thing)), el("div", null, origin(x.get(key), a)), el("div", { class: [...x.get(key).words.keys()].join() === [...y.get(key).words.keys()].join() ? null : "moved" }, origin(y.get(key), b))), true),
      part("new_here", fresh, (key) => line(el("div", null, PG.thing(y.get(key).thing)), el("div", { class: "none" }, "–"), el("div", null, origin(y.get(key), b))), both.length === 0),
      part("gone", gone, (key) => line(el("div", null, PG.thing(x.get(key).thing)), el("div", null, origin(x.get(key), a)), el("div", { class: "none" }, "–")), false));
  }).filter(Boolean);
  return sections.length ? sections : el("p", { class: "none" }, w("compare_none"));
}

async function show() {
  const documents = PG.site.documents;
  const state = PG.address();
  const regions = [...new Set(documents.map((row) => row.region))];
  const rich = regions.filter((region) => documents.filter((row) => row.region === region).length > 1);
  const known = (key) => documents.find((row) => row.key === key);
  const region = known(state.a) ? known(state.a).region : state.region || rich[0] || regions[0];
  const mine = documents.filter((row) => row.region === region).sort((x, y) => (x.year < y.year ? -1 : x.year > y.year ? 1 : 0));
  const b = known(state.b) || mine[mine.length - 1], a = known(state.a) || mine[Math.max(mine.length - 2, 0)];
  const go = (changes) => { location.hash = PG.hash(changes); };
  const pick = (word, chosen, change) => el("label", { class: "choice" }, el("span", null, w(word)), el("select", { change: (event) => change(event.target.value) }, mine.map((row) => el("option", { value: row.key, selected: chosen && row.key === chosen.key }, `${row.year} ${PG.value("doctype", row.kind)}`))));
  const controls = el("div", { class: "filters" },
    el("label", { class: "choice" }, el("span", null, w("filter_region")), el("select", { change: (event) => go({ region: event.target.value }) }, regions.map((name) => el("option", { value: name, selected: name === region }, `${name || w("region_none")} (${documents.filter((row) => row.region === name).length})`)))),
    pick("year_a", a, (key) => go({ a: key, b: b.key })), pick("year_b", b, (key) => go({ a: a.key, b: key })));
  if (!a || !b || a === b) { box.replaceChildren(controls, el("p", { class: "none" }, w("one_document"))); window.__ready = performance.now(); return; }
  const [one, two] = await Promise.all([a, b].map((row) => PG.load(`documents/${PG.documentAt(row.key)}`)));
  const head = el("div", { class: "yearline headline" }, el("div"), ...[a, b].map((row) => el("div", null, el("a", { href: PG.link("read", { "": row.key }), title: row.title }, `${row.year} ${PG.middle(row.title, 22)}`))));
  box.replaceChildren(controls, head, ...[compare(one, two)].flat());
  window.__ready = performance.now();
}
addEventListener("hashchange", show);
show();
})();
