// One thing: names, what is known, through the years, what it is joined to, every fact with its sentence.
(function () {
"use strict";
const PG = window.PG;
const { el, svg, w } = PG;
const content = PG.by("content");
const BARS = 12;
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

const place = (d, [, , , start, end] = [], tables) => PG.link("read", { "": tables.documents[d][0], at: start === undefined ? "" : `${start}-${end}` });

// What each document says of a project: what it calls it, amount, stage.
function entriesOf(record, tables) {
  const entries = record.lineage ? record.lineage.map((entry) => ({ year: entry.y, label: entry.l, d: entry.d, money: entry.amount ? [[entry.amount, entry.currency]] : [], stages: entry.stage ? [[entry.stage, entry.status]] : [], makers: entry.e === undefined ? [] : [entry.e], note: entry.note, place: entry.q[0] })) : byDocument(record, tables);
  return entries.sort((a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : 0));
}
// A line for each document; what differs is marked.
function timeline(key, record, tables) {
  const entries = entriesOf(record, tables);
  if (!entries.length) return null;
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
      el("td", null, el("a", { href: place(entry.d, entry.place, tables) }, PG.value("doctype", tables.documents[entry.d][4]))));
  });
  return el("section", null, el("h2", null, w("timeline")),
    totals.length > 1 ? el("p", { class: "differs" }, "≠ ", w("conflict_amount", totals.map((t) => { const [amount, currency] = t.split(" "); return PG.amount(Number(amount), currency); }).join(w("separator")))) : null,
    el("div", { class: "scroll" }, el("table", { class: "timeline" }, el("tbody", null, lines))));
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

const distinct = (points, of) => [...new Map(points.map((point) => [of(point), point])).values()];

// Amounts and stages of a project over the years, each with its sentence; nothing where one year says it all.
function course(record, tables) {
  const entries = entriesOf(record, tables).filter(({ year }) => year);
  const years = entries.map(({ year }) => year);
  const amounts = distinct(entries.flatMap((entry) => entry.money.filter(([, currency]) => currency === "CNY").map(([amount]) => ({ ...entry, amount }))), ({ year, amount }) => `${year} ${amount}`);
  const stages = distinct(entries.flatMap((entry) => entry.stages.map(([stage, status]) => ({ ...entry, stage, aim: status === "aim" }))), ({ year, stage, aim }) => `${year} ${stage} ${aim}`).filter(({ stage }) => PG.STAGES.includes(stage));
  const span = { from: years[0], to: years[years.length - 1] }, over = (points) => new Set(points.map(({ year }) => year)).size > 1;
  if (!over(amounts) && !over(stages)) return null;
  const { base, words } = PG.axisUnit(Math.max(0, ...amounts.map(({ amount }) => amount)), "CNY"), name = (stage) => PG.value("stage", stage);
  const said = (entry, text) => ({ year: entry.year, says: `${entry.year}${w("year_of")} ${text}`, href: place(entry.d, entry.place, tables) });
  const cell = (entry, text) => [entry.year, el("a", { href: place(entry.d, entry.place, tables) }, text)];
  return PG.figureOf({
    title: w("plot_course"),
    drawings: [
      amounts.length ? ["years", amounts.map((entry) => ({ ...said(entry, PG.amount(entry.amount, "CNY")), value: entry.amount / base, words: PG.amount(entry.amount, "CNY"), colour: "var(--accent)" })), { title: `${record.l}${w("colon")}${w("col_amount")}`, unit: `${w("col_amount")}${w("unit_in", words)}`, height: 190, ...span }] : null,
      stages.length ? ["ladder", stages.map((entry) => ({ ...said(entry, PG.stageWords(entry.stage, entry.aim ? "aim" : "done")), step: name(entry.stage), aim: entry.aim, colour: PG.stageColour(entry.stage) })), { title: `${record.l}${w("colon")}${w("by_stage")}`, steps: PG.STAGES.map(name), ...span }] : null,
    ].filter(Boolean),
    key: [[w("stage_reached"), "var(--soft)", false], [w("stage_aimed"), "var(--soft)", true]].filter(([, , hollow]) => stages.some(({ aim }) => aim === hollow)),
    columns: [[w("col_year")], [w("numbers_say")]],
    rows: [...amounts.map((entry) => cell(entry, PG.amount(entry.amount, "CNY"))), ...stages.map((entry) => cell(entry, PG.stageWords(entry.stage, entry.aim ? "aim" : "done")))].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  });
}

// An indicator's targets and results by year, a figure for each unit and way to measure.
function figures(record, tables) {
  const all = (record.f || []).filter((fact) => fact.v === "indicators" && typeof fact.x.value === "number");
  const groups = new Map();
  for (const fact of all) {
    const name = `${fact.x.unit || ""}|${fact.x.measure}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(fact);
  }
  return [...groups.values()].map((group) => {
    const dated = distinct(group.filter((fact) => /^\d{4}$/.test(fact.x.year || "")), (fact) => `${fact.x.year} ${fact.r} ${PG.figure(fact.x)}`).sort((a, b) => (a.x.year < b.x.year ? -1 : a.x.year > b.x.year ? 1 : 0));
    if (new Set(dated.map((fact) => fact.x.year)).size < 2 && new Set(dated.map((fact) => fact.r)).size < 2) return null; // nothing to compare
    const { unit, measure } = dated[0].x, { base, words } = PG.axisUnit(Math.max(...dated.map((fact) => Math.abs(fact.x.value))), unit || "");
    const undated = group.filter((fact) => !fact.x.year).length, kind = (fact) => w(fact.r === "target" ? "target_word" : "result_word");
    const title = `${w("targets_results")}${w("unit_in", [PG.value("measure", measure), words].filter(Boolean).join(" · "))}`;
    return PG.figureOf({
      title,
      drawings: [["years", dated.map((fact) => ({ year: fact.x.year, value: fact.x.value / base, aim: fact.r === "target", words: PG.figure(fact.x), says: `${fact.x.year}${w("year_of")} ${kind(fact)} ${PG.figure(fact.x)}`, href: place(fact.d, fact.q[0], tables), colour: "var(--accent)" })), { title: `${record.l}${w("colon")}${title}`, unit: words, reverse: measure === "rank" }]],
      key: [[w("target_word"), "var(--accent)", true], [w("result_word"), "var(--accent)", false]].filter(([, , hollow]) => dated.some((fact) => (fact.r === "target") === hollow)),
      note: undated ? w("plot_undated", undated) : "",
      columns: [[w("col_year")], [w("col_kind")], [w("numbers_say"), true]],
      rows: dated.map((fact) => [fact.x.year, kind(fact), el("a", { href: place(fact.d, fact.q[0], tables) }, PG.figure(fact.x))]),
    });
  }).filter(Boolean);
}

// Tasks of a unit or an official by year and role.
function workload(record, tables) {
  const found = new Map();
  for (const fact of record.f || []) {
    if (fact.v !== "assignments" || record.c === "task") continue;
    const year = tables.documents[fact.d][2];
    if (!found.has(year)) found.set(year, new Map());
    found.get(year).set(fact.r, (found.get(year).get(fact.r) || 0) + 1);
  }
  if (!found.size) return null;
  const all = [...found].sort(([a], [b]) => (a < b ? -1 : 1)), roles = PG.ROLES.filter((role) => all.some(([, counts]) => counts.has(role)));
  const year = (text) => (text ? `${text}${w("year_of")}` : w("year_none")), said = (counts) => roles.filter((role) => counts.has(role));
  const sum = (counts) => [...counts.values()].reduce((a, b) => a + b, 0);
  return PG.figureOf({
    title: w("workload"),
    drawings: [["bars", all.map(([text, counts]) => ({ label: year(text), parts: said(counts).map((role) => ({ value: counts.get(role), colour: PG.roleColour(role), says: `${PG.value("relation", role)} ${counts.get(role)}`, inside: String(counts.get(role)) })) })), { title: `${record.l}${w("colon")}${w("workload")}`, unit: `${w("col_tasks")}${w("unit_in", w("unit_items"))}`, words: (total) => String(total) }]],
    key: roles.map((role) => [PG.value("relation", role), PG.roleColour(role)]),
    columns: [[w("col_year")], ...roles.map((role) => [PG.value("relation", role), true]), [w("col_tasks"), true]],
    rows: all.map(([text, counts]) => [year(text), ...roles.map((role) => String(counts.get(role) || 0)), String(sum(counts))]),
  });
}

// The projects of an industry or an enterprise: their names, and what is invested in each.
function projects(key, record, tables) {
  const found = new Map();
  for (const fact of record.f || []) if (fact.v === "project_clusters" || fact.v === "project_enterprises") found.set(tables.things[fact.s][0], tables.things[fact.s]);
  if (!["cluster", "enterprise"].includes(record.c) || !found.size) return null;
  const place = el("div");
  PG.board("projects").then((rows) => { const figure = invested(record, rows.filter((row) => found.has(row.k))); if (figure) place.replaceChildren(figure); });
  return el("section", null, el("h2", null, `${w("projects_of")} · ${found.size}`), place, el("div", { class: "card chips" }, PG.some([...found.values()], (row) => el("span", { class: "chip" }, PG.thing(row)), 40)));
}
function invested(record, rows) {
  const all = rows.filter((row) => !row.g).map((row) => ({ ...row, money: PG.totalsOf(row).newest, stage: PG.reached(row) })).filter(({ money }) => money && money.currency === "CNY").sort((a, b) => b.money.amount - a.money.amount || (a.k < b.k ? -1 : 1));
  if (all.length < 2) return null;
  const { base, words } = PG.axisUnit(all[0].money.amount, "CNY"), used = PG.REACHED.filter((stage) => all.some((row) => row.stage === stage));
  const amount = (row) => PG.amount(row.money.amount, "CNY"), sum = all.reduce((total, { money }) => total + money.amount, 0), groups = rows.filter((row) => row.g).length;
  return PG.figureOf({
    title: w("plot_projects"),
    drawings: [["bars", all.slice(0, BARS).map((row) => ({ label: row.l, href: PG.link("entity", { "": row.k }), says: `${row.l}${w("colon")}${amount(row)} · ${PG.reachedWords(row.stage)}`, words: amount(row), parts: [{ value: row.money.amount / base, colour: PG.stageColour(row.stage), says: `${row.l}${w("colon")}${amount(row)} · ${PG.reachedWords(row.stage)}` }] })), { title: `${record.l}${w("colon")}${w("plot_projects")}`, unit: `${w("col_amount")}${w("unit_in", words)}`, words: (total, row) => row.words }]],
    key: used.map((stage) => [PG.reachedWords(stage), PG.stageColour(stage)]),
    note: [all.length > BARS ? w("plot_first", BARS, all.length) : "", w("total_says", all.length, PG.amount(sum, "CNY")), groups ? w("total_groups", groups) : ""].filter(Boolean).join(" "),
    columns: [[w("col_project")], [w("col_amount"), true], [w("reached_stage")]],
    rows: all.map((row) => [PG.thing([row.k, "project", row.l]), PG.amountNode(row.money.amount, "CNY"), PG.reachedWords(row.stage)]),
  });
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
  const box = svg("svg", { viewBox: `0 0 ${width} ${tall}`, class: "small-graph", role: "img", "aria-label": `${record.l}：${list.map((item) => `${PG.value("relation", item.relation)} ${tables.things[item.ref][2]}`).join("；")}` });
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
    ...[["project", "group"].includes(record.c) ? timeline(key, record, tables) : null, ["project", "group"].includes(record.c) ? course(record, tables) : null,
      ...(record.c === "indicator" ? figures(record, tables) : []),
      record.outcomes ? el("section", null, el("h2", null, w("outcomes")), PG.some([...record.outcomes].sort((a, b) => JUDGED.indexOf(a.verdict) - JUDGED.indexOf(b.verdict)), (row) => el("div", { class: "card" }, PG.verdict(row.verdict), PG.outcomeBlock(typeof row.t === "number" ? { ...row, t: record.f[row.t] } : row, tables, key)), 6)) : null,
      workload(record, tables), projects(key, record, tables), smallGraph(key, record, tables)].filter(Boolean),
    el("h2", null, w("facts_by_year")), ...[facts(key, record, tables)].flat(),
    ...[aligned(record, tables, key), changes(record), sameness(record, tables)].filter(Boolean),
  );
  scrollTo(0, 0);
  window.__ready = performance.now();
}
addEventListener("hashchange", show);
show();
})();
