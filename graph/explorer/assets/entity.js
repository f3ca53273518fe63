// One thing: names, what is known, through the years, what it is joined to, every fact with its sentence.
(function () {
"use strict";
const PG = window.PG;
const { el, svg, w } = PG;
const content = PG.by("content");
const JUDGED = ["missed", "partly", "met", "in_progress", "not_reported", "pending"];

function about(record, tables) {
  const rows = (record.a || []).flatMap(([word, value, ref]) => [el("dt", null, w(`about.${word}`)), el("dd", null, ref === undefined ? PG.value(word === "kind" ? "kind" : "", value).replace(/^\./, "") || value : PG.thing(tables.things[ref]))]);
  if (record.n) rows.unshift(el("dt", null, w("aliases")), el("dd", null, record.n.join(w("separator"))));
  if (record.d !== undefined) {
    const document = tables.documents[record.d];
    rows.push(el("dt", null, w("in_document")), el("dd", null, PG.thing([document[0], "document", document[1]]), " ", document[2]));
  }
  return rows.length ? el("dl", null, rows) : null;
}

const yearOf = (fact, tables) => (fact.v === "indicators" && fact.x.year) || tables.documents[fact.d][2] || "";

// A line for each document: what it calls the thing, amount, stage; what differs is marked.
function timeline(key, record, tables) {
  const entries = record.lineage ? record.lineage.map((entry) => ({ year: entry.y, label: entry.l, d: entry.d, money: entry.amount ? [[entry.amount, entry.currency]] : [], stages: entry.stage ? [[entry.stage, entry.status]] : [], makers: entry.e === undefined ? [] : [entry.e], note: entry.note, place: entry.q[0] })) : byDocument(record, tables);
  if (!entries.length) return null;
  entries.sort((a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : 0));
  const totals = [...new Set(entries.flatMap((entry) => entry.money.map(([amount, currency]) => `${amount} ${currency}`)))];
  const lines = entries.map((entry, n) => {
    const before = entries.slice(0, n).filter((other) => other.money.length).pop();
    const differs = before && entry.money.length && !entry.money.some(([amount]) => before.money.some(([other]) => other === amount));
    const aims = (other) => other.stages.some(([stage, status]) => status === "aim" && ["started", "signed", "proposed"].includes(stage));
    const slipped = n && aims(entry) && entries.slice(0, n).some((other) => aims(other) && other.year < entry.year);
    return el("tr", null, el("th", { scope: "row" }, entry.year || "–"),
      el("td", null, entry.label || record.l, entry.makers.length ? [" · ", entry.makers.map((ref) => [PG.thing(tables.things[ref], key), " "])] : null),
      el("td", { class: "right" }, entry.money.map(([amount, currency]) => [PG.amountNode(amount, currency), " "]), differs ? el("span", { class: "differs" }, " ≠ ", w("conflict")) : null),
      el("td", null, [...new Set(entry.stages.map(([stage, status]) => PG.stageWords(stage, status)))].join(w("separator")), entry.note ? el("div", { class: "why" }, entry.note) : slipped ? el("span", { class: "differs" }, " ↻ ", w("slipped")) : null),
      el("td", null, el("a", { href: PG.link("read", { "": tables.documents[entry.d][0], at: entry.place ? `${entry.place[3]}-${entry.place[4]}` : "" }) }, PG.value("doctype", tables.documents[entry.d][4]))));
  });
  return el("section", null, el("h2", null, w("timeline")),
    totals.length > 1 ? el("p", { class: "differs" }, "≠ ", w("conflict_amount", totals.map((t) => { const [amount, currency] = t.split(" "); return PG.amount(Number(amount), currency); }).join(w("separator")))) : null,
    el("div", { class: "scroll" }, el("table", null, el("tbody", null, lines))));
}
function byDocument(record, tables) {
  const found = new Map();
  for (const fact of record.f || []) {
    if (!["investments", "project_stages", "project_enterprises"].includes(fact.v) || tables.things[fact.s][2] !== record.l) continue;
    if (!found.has(fact.d)) found.set(fact.d, { year: tables.documents[fact.d][2], label: record.l, d: fact.d, money: [], stages: [], makers: [], place: fact.q[0] });
    const entry = found.get(fact.d);
    if (fact.v === "investments" && fact.r === "total") entry.money.push([fact.x.amount, fact.x.currency]);
    if (fact.v === "project_stages") entry.stages.push([fact.x.stage, fact.x.status]);
    if (fact.v === "project_enterprises" && !entry.makers.includes(fact.o)) entry.makers.push(fact.o);
  }
  return [...found.values()];
}

// Targets and results of an indicator by year, where they are of one unit.
function figures(record, tables) {
  const points = (record.f || []).filter((fact) => fact.v === "indicators").map((fact) => ({ year: String(fact.x.year || tables.documents[fact.d][2]), value: fact.x.value, target: fact.r === "target", kind: w(fact.r === "target" ? "target_word" : "result_word"), words: PG.figure(fact.x), unit: `${fact.x.unit || ""}|${fact.x.measure}` })).filter((p) => p.year && typeof p.value === "number");
  const units = [...new Set(points.map((p) => p.unit))];
  return units.map((unit) => points.filter((p) => p.unit === unit)).filter((group) => group.length > 1)
    .map((group) => el("section", null, el("h2", null, w("targets_results")), el("div", { class: "card" }, PG.byYear(group, { title: record.l }))));
}

function workload(record, tables) {
  const found = new Map();
  for (const fact of record.f || []) {
    if (fact.v !== "assignments" || record.c === "task") continue;
    const name = `${tables.documents[fact.d][2]}`;
    if (!found.has(name)) found.set(name, new Map());
    found.get(name).set(fact.r, (found.get(name).get(fact.r) || 0) + 1);
  }
  if (!found.size) return null;
  const tint = { lead_official: "#a8447e", lead_unit: "#00694e", responsible_unit: "#4f9d78", supporting_unit: "#8fb8a8" };
  const rows = [...found].sort().map(([year, roles]) => {
    const value = [...roles.values()].reduce((a, b) => a + b, 0);
    return { label: `${year}${w("year_of")}`, value, words: [...roles].map(([role, n]) => `${PG.value("relation", role)} ${n}`).join(w("separator")), parts: [...roles].map(([role, n]) => ({ value: n, colour: tint[role], title: `${PG.value("relation", role)} ${n}` })) };
  });
  return el("section", null, el("h2", null, w("workload")), el("div", { class: "card" }, PG.bars(rows, { title: w("workload") })));
}

function money(record, tables) {
  const found = new Map();
  for (const fact of record.f || []) if (fact.v === "project_clusters" || fact.v === "project_enterprises") found.set(tables.things[fact.s][0], tables.things[fact.s]);
  if (!["cluster", "enterprise"].includes(record.c) || !found.size) return null;
  return el("section", null, el("h2", null, `${w("projects_of")} · ${found.size}`), el("div", { class: "card chips" }, PG.some([...found.values()], (row) => el("span", { class: "chip" }, PG.thing(row)), 40)));
}

// What it is joined to: the thing in the middle, its relations left and right, in order of weight.
function smallGraph(key, record, tables) {
  const joined = new Map();
  for (const fact of record.f || []) {
    const ends = [[fact.s, fact.r], [fact.o, fact.r]].filter(([ref]) => ref !== undefined && tables.things[ref][0] !== key && !["document", "section"].includes(tables.things[ref][1]));
    for (const [ref, relation] of ends) {
      const name = `${ref}|${relation}`;
      joined.set(name, { ref, relation, count: (joined.get(name) ? joined.get(name).count : 0) + 1 });
    }
  }
  const list = [...joined.values()].sort((a, b) => b.count - a.count || a.ref - b.ref).slice(0, 16);
  if (!list.length) return null;
  const half = Math.ceil(list.length / 2), high = 34, tall = half * high + 20, width = 860;
  const box = svg("svg", { viewBox: `0 0 ${width} ${tall}`, class: "plot small-graph", role: "img", "aria-label": `${record.l}：${list.map((item) => `${PG.value("relation", item.relation)} ${tables.things[item.ref][2]}`).join("；")}` });
  const cy = tall / 2;
  list.forEach((item, n) => {
    const right = n >= half, row = right ? n - half : n, rows = right ? list.length - half : half;
    const y = cy + (row - (rows - 1) / 2) * high, x = right ? width - 250 : 250, from = right ? width / 2 + 105 : width / 2 - 105;
    const [other, cls, label] = tables.things[item.ref];
    box.append(svg("path", { d: `M${from} ${cy}C${(from + x) / 2} ${cy} ${(from + x) / 2} ${y} ${x} ${y}`, fill: "none", stroke: PG.colour(cls), "stroke-width": Math.min(1 + item.count * 0.4, 4), opacity: 0.55 }));
    box.append(svg("text", { x: right ? x - 8 : x + 8, y: y - 3, "text-anchor": right ? "end" : "start", class: "dim", "font-size": 11 }, PG.value("relation", item.relation)));
    const node = svg("a", { href: PG.openThing({ key: other, cls }) }, svg("title", null, label),
      svg("path", { d: PG.shapePath(cls), fill: PG.colour(cls), "fill-rule": "evenodd", transform: `translate(${right ? x + 4 : x - 18} ${y - 7}) scale(.85)` }),
      svg("text", { x: right ? x + 24 : x - 24, y: y + 5, "text-anchor": right ? "start" : "end" }, PG.middle(label, 15)));
    box.append(node);
  });
  box.append(svg("rect", { x: width / 2 - 105, y: cy - 18, width: 210, height: 36, rx: 8, class: "me" }), svg("text", { x: width / 2, y: cy + 5, "text-anchor": "middle", "font-weight": 600 }, PG.middle(record.l, 14)));
  return el("section", null, el("h2", null, w("small_graph")), el("div", { class: "card" }, box, el("p", null, el("a", { href: PG.link("graph", { ego: key, steps: 1 }) }, w("ego"), " ›"))));
}

// Which other names are this thing, which are not, and why.
function sameness(record, tables) {
  const list = record.same || [];
  if (!list.length && !record.n) return null;
  const lines = (verdict) => {
    const mine = list.filter(([judged]) => judged === verdict);
    return mine.length ? el("section", null, el("h3", null, PG.value("judgement", verdict)), PG.some(mine, ([, ref, score, reason]) => el("p", { class: "judged" }, verdict === "same" ? el("b", null, tables.things[ref][2]) : PG.thing(tables.things[ref]), " ", el("small", null, [typeof score === "number" ? w("score_is", score) : "", reason].filter(Boolean).join(" · "))), 8)) : null;
  };
  return el("section", null, el("h2", null, w("why_one")), list.length ? null : el("p", { class: "lead" }, w("why_one_says")), lines("same"), lines("different"), lines("unsure"));
}
function changes(record) {
  if (!record.changes) return null;
  return el("section", null, el("h2", null, w("succession")), record.changes.map(([before, after, kind, when, source]) => el("p", null, el("b", null, [before, after].filter(Boolean).join(" → ")), " ", PG.value("succession", kind), when ? `（${when}）` : "", " ", el("small", null, source))));
}
function aligned(record, tables, key) {
  if (!record.aligned) return null;
  return el("section", null, el("h2", null, w("aligned")), record.aligned.map((row) => el("div", { class: "card pair" },
    el("div", null, el("h3", null, w("aligned_upper", tables.documents[row.upper.d][3], row.y)), PG.fact(row.upper, tables, key)), el("div", null, el("h3", null, w("aligned_lower", tables.documents[row.lower.d][3], row.y)), PG.fact(row.lower, tables, key)), row.w ? el("p", { class: "why" }, row.w) : null)));
}

function facts(key, record, tables) {
  const list = record.f || [];
  if (!list.length) return el("p", { class: "none" }, w("no_facts"));
  const byYear = new Map();
  const first = (fact) => (record.c === "task" && fact.v === "assignments" ? 0 : 1); // of a task: who answers for it
  for (const fact of [...list].sort((a, b) => first(a) - first(b))) {
    const year = tables.documents[fact.d][2];
    if (!byYear.has(year)) byYear.set(year, []);
    byYear.get(year).push(fact);
  }
  return [...byYear].sort(([a], [b]) => (a < b ? 1 : -1)).map(([year, group]) => el("section", null, el("h3", null, year ? `${year}${w("year_of")}` : w("year_none"), " ", el("small", null, w("facts_n", group.length))), PG.some(group, (fact) => PG.fact(fact, tables, key), 15)));
}

async function show() {
  let key = PG.address()[""] || "";
  let found = null;
  try { found = key ? await PG.entity(key) : null; } catch (error) { content.replaceChildren(el("p", { class: "none" }, w("failed", error.message))); return; }
  if (!found) { content.replaceChildren(el("h1", null, w("title")), el("p", { class: "none" }, w("no_such", key))); window.__ready = performance.now(); return; }
  const { record, tables } = found;
  if (found.key !== key) { key = found.key; history.replaceState(null, "", `#${PG.hash({ "": key })}`); }
  if (record.c === "document") { location.replace(PG.link("read", { "": key })); return; }
  document.title = `${record.l} · ${w("title")}`;
  const name = record.l.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60);
  content.replaceChildren(
    el("p", { class: "kind" }, PG.icon(record.c), PG.className(record.c)),
    el("h1", null, record.l), about(record, tables) || "",
    el("p", { class: "chips" }, el("a", { class: "chip", href: PG.link("graph", { ego: key, steps: 1 }) }, w("ego")),
      record.at ? el("a", { class: "chip", href: PG.link("read", { "": tables.documents[record.d][0], at: record.at.join("-") }) }, w("open_reading")) : null,
      el("span", { class: "none" }, w("download")),
      el("button", { type: "button", class: "chip", "data-save": "csv", click: () => PG.save(`${name}.csv`, "text/csv", PG.factRows(record, tables)) }, "CSV"),
      el("button", { type: "button", class: "chip", "data-save": "ttl", click: () => PG.save(`${name}.ttl`, "text/turtle", PG.turtle(PG.jsonld(key, record, tables))) }, "Turtle"),
      el("button", { type: "button", class: "chip", "data-save": "jsonld", click: () => PG.save(`${name}.jsonld`, "application/ld+json", JSON.stringify(PG.jsonld(key, record, tables), null, 1)) }, "JSON-LD"),
      el("button", { type: "button", class: "chip", click: () => window.print() }, w("print"))),
    ...[["project", "group"].includes(record.c) ? timeline(key, record, tables) : null,
      record.outcomes ? el("section", null, el("h2", null, w("outcomes")), PG.some([...record.outcomes].sort((a, b) => JUDGED.indexOf(a.verdict) - JUDGED.indexOf(b.verdict)), (row) => el("div", { class: "card" }, PG.verdict(row.verdict), PG.outcomeBlock(typeof row.t === "number" ? { ...row, t: record.f[row.t] } : row, tables, key)), 6)) : null,
      ...(record.c === "indicator" ? figures(record, tables) : []), workload(record, tables), money(record, tables), smallGraph(key, record, tables)].filter(Boolean),
    el("h2", null, w("facts_by_year")), ...[facts(key, record, tables)].flat(),
    ...[aligned(record, tables, key), changes(record), sameness(record, tables)].filter(Boolean),
  );
  scrollTo(0, 0);
  window.__ready = performance.now();
}
addEventListener("hashchange", show);
show();
})();
