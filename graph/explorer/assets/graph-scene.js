// From the state of the view to a picture: nodes with places, edges, headings, notes. Nothing here draws.
(function () {
"use strict";
const PG = window.PG;
const { w } = PG;
PG.MOST = 1500; // nodes in one picture
const MANY_SECTIONS = 26, MANY = 60, MOST_AGENTS = 24;

const card = (id, cls, label, more) => { const [wide, high] = PG.sizeOf(cls); return { id, kind: "card", cls, label, w: wide, h: high, ...more }; };
function ofThing(model, n, more) {
  const it = model.things[n];
  const node = card(it.key, it.cls, it.label, { n: undefined, ...more });
  if (it.cls === "document") { const row = PG.site.documents[PG.documentAt(it.key)]; node.label = row.short; node.sub = [row.year, PG.value("doctype", row.kind), row.region].filter(Boolean).join(" · "); }
  if (Array.isArray(it.extra)) node.sub = [it.extra[0] ? PG.amount(it.extra[0], it.extra[1]) : "", PG.stageWords(it.extra[2], it.extra[3])].filter(Boolean).join(" · ");
  if (Array.isArray(it.extra)) node.stage = it.extra[2];
  if (it.cls === "indicator" && typeof it.extra === "string") node.verdict = it.extra;
  if (node.h > 30 && !node.sub) node.h = 26;
  return node;
}
// Edges of the model between nodes of the picture, those of one relation and pair as one.
function joined(model, ids, pass, wanted) {
  const found = new Map();
  for (const n of ids) for (const id of model.at[n]) {
    const e = model.edges[id];
    if (e.s !== n || !ids.has(e.t) || !pass.edge(e) || (wanted && !wanted(e))) continue;
    const name = `${e.s}|${e.t}|${e.r}`;
    if (!found.has(name)) found.set(name, { a: model.things[e.s].key, b: model.things[e.t].key, rel: e.r, words: [], count: 0, ids: [], inferred: true });
    const edge = found.get(name);
    edge.count += 1;
    edge.ids.push(id);
    edge.inferred = edge.inferred && e.inferred;
    for (const part of e.words ? e.words.split(" · ") : []) if (!edge.words.includes(part)) edge.words.push(part);
  }
  return [...found.values()];
}
const pairs = (edges) => edges.map((edge) => [edge.a, edge.b]);
// A column's first nodes and, asked, all that there is room for; what is left out is counted.
function capped(nodes, most, state, name, room = PG.MOST / 2) {
  const all = state.open.includes(`all:${name}`), shown = nodes.slice(0, all ? room : Math.min(most, room)), left = nodes.length - shown.length;
  if (!left) return shown;
  return [...shown, { id: all ? `rest:${name}` : `all:${name}`, kind: "more", cls: nodes[0].cls, label: w(all ? "rest_nodes" : "more_nodes", left), w: nodes[0].w, h: 26, last: true }];
}

// -- 责任

function leftColumn(state, overview, pass) {
  const rows = overview.duty.left.filter((row) => row.c === "region" ? !state.region || row.k === `region:${state.region}` : (!state.document || row.k === state.document) && (!pass || pass.document(PG.documentAt(row.k))));
  return rows.flatMap((row) => {
    const isRegion = row.c === "region";
    const node = card(row.k, row.c, row.l || w("region_none"), { sub: isRegion ? row.y : [row.y, PG.value("doctype", row.kind), row.r].filter(Boolean).join(" · "), n: isRegion ? w("documents_n", row.n) : row.n ? String(row.n) : "", opens: true, open: state.open.includes(row.k) });
    if (!isRegion || !node.open) return [node];
    const inside = PG.site.documents.filter((document, n) => `region:${document.at}` === row.k && (!pass || pass.document(n)));
    return [node, ...inside.map((document) => card(document.key, "document", document.short, { indent: 14, sub: [document.year, PG.value("doctype", document.kind)].filter(Boolean).join(" · "), n: document.tasks ? String(document.tasks) : "", opens: true, open: state.open.includes(document.key) }))];
  });
}

function dutyOverview(state, overview, model, pass) {
  const left = leftColumn(state, overview, pass);
  const shown = new Set(left.map((node) => node.id));
  let right = overview.duty.right, sums = overview.duty.edges;
  if (pass && PG.filtering(state)) { // the same counts, of what passes
    const count = new Map(), load = new Map();
    for (const e of model.edges) {
      if (model.things[e.s].cls !== "task" || !["unit", "official"].includes(model.things[e.t].cls) || !pass.edge(e) || !pass.thing(e.t)) continue;
      const document = PG.site.documents[e.d];
      const home = shown.has(document.key) ? document.key : `region:${document.at}`;
      const name = `${home}\n${model.things[e.t].key}`;
      count.set(name, (count.get(name) || 0) + 1);
      load.set(e.t, (load.get(e.t) || 0) + 1);
    }
    right = [...load].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_AGENTS).map(([n, total]) => ({ k: model.things[n].key, c: model.things[n].cls, l: model.things[n].label, n: total }));
    sums = [...count].map(([name, total]) => [...name.split("\n"), total]);
  }
  const hidden = new Set(state.classes);
  const agents = right.filter((row) => !hidden.has(row.c)).map((row) => card(row.k, row.c, row.l, { n: String(row.n) }));
  const ids = new Set([...shown, ...agents.map((node) => node.id)]);
  const edges = sums.filter(([a, b]) => ids.has(a) && ids.has(b)).map(([a, b, count]) => ({ a, b, rel: "sum", count, words: [], ids: [], text: w("tasks_shared", count) }));
  const joinedIds = new Set(edges.map((edge) => edge.b));
  const kept = agents.filter((node) => joinedIds.has(node.id));
  if (overview.duty.more > 0 && kept.length) kept.push({ id: "page:units", kind: "more", cls: "unit", label: w("more_units", overview.duty.more), w: 178, h: 26, last: true });
  const columns = [{ word: w("column_documents"), nodes: hidden.has("document") ? [] : left, stack: true, gap: 230 }, { word: w("column_agents"), nodes: kept, stack: true }];
  const heads = PG.placeColumns(columns, pairs(edges));
  const notes = kept.length ? [] : [{ x: columns[1].x, y: 14, text: w("no_agents_here") }];
  return { nodes: columns.flatMap((column) => column.nodes), edges, heads, notes };
}

function duty(state, overview, model, pass) {
  const opened = state.open.filter((key) => !key.startsWith("region:") && !key.startsWith("all:")).map((key) => model.number.get(key)).filter((n) => n !== undefined);
  const document = opened.find((n) => model.things[n].cls === "document");
  if (document === undefined) return dutyOverview(state, overview, model, pass);
  const open = new Set(opened);
  const depth = (n) => { let d = 0; for (let at = n; at >= 0 && model.things[at].cls === "section"; at = model.things[at].parent) d += 1; return d; };
  const sections = [], tasks = [];
  const collect = (n, under) => model.children[n].forEach((child) => {
    const isSection = model.things[child].cls === "section";
    if (isSection) sections.push(child);
    else if (under) tasks.push(child);
    collect(child, under || open.has(child));
  });
  collect(document, model.children[document].every((child) => model.things[child].cls === "task") || state.open.includes(`whole:${model.things[document].key}`));
  let level = 1, count = sections.filter((n) => depth(n) === 1).length;
  for (;;) { const more = sections.filter((n) => depth(n) === level + 1).length; if (!more || count + more > MANY_SECTIONS) break; level += 1; count += more; }
  const tasksOf = (n) => model.children[n].reduce((sum, child) => sum + (model.things[child].cls === "task" ? 1 : tasksOf(child)), 0);
  const shownSections = sections.filter((n) => (depth(n) <= level || open.has(model.things[n].parent)) && pass.thing(n));
  const sectionNodes = shownSections.map((n) => ofThing(model, n, { indent: (depth(n) - 1) * 12, n: tasksOf(n) ? String(tasksOf(n)) : "", open: open.has(n), opens: Boolean(model.children[n].length) }));
  const taskNumbers = tasks.filter(pass.thing);
  const folded = (n) => (state.collectives ? 0 : new Set(model.at[n].map((id) => model.edges[id]).filter((e) => e.s === n && model.things[e.t].kind === "collective").map((e) => e.t)).size);
  const taskNodes = capped(taskNumbers.map((n) => ofThing(model, n, { n: folded(n) ? `＋${folded(n)}` : "" })), 90, state, "tasks");
  const shownTasks = new Set(taskNodes.map((node) => model.number.get(node.id)).filter((n) => n !== undefined));
  const answers = [...(shownTasks.size ? shownTasks : allTasks(model, document))].flatMap((n) => model.at[n].map((id) => model.edges[id]).filter((e) => e.s === n && ["unit", "official"].includes(model.things[e.t].cls) && pass.edge(e) && pass.thing(e.t)));
  const load = new Map();
  for (const e of answers) load.set(e.t, (load.get(e.t) || 0) + 1);
  let agents = [...load].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
  const total = agents.length;
  if (!shownTasks.size) agents = agents.slice(0, MOST_AGENTS);
  const agentNodes = capped(agents.map((n) => ofThing(model, n, { n: shownTasks.size ? undefined : String(load.get(n)), last: model.things[n].kind === "collective" })), MANY, state, "agents");
  const left = leftColumn(state, overview, pass);
  const ids = new Set([document, ...shownSections, ...shownTasks, ...agents.filter((n) => agentNodes.some((node) => node.id === model.things[n].key))]);
  const edges = joined(model, ids, pass, (e) => !["issuer", "speaker", "region"].includes(e.r) && (e.r !== "has_section" || e.s === document));
  if (!shownTasks.size) edges.push(...sums(model, answers, shownSections, document, ids));
  const columns = [
    { word: w("column_documents"), nodes: left, stack: true, gap: 46 },
    { word: w("column_sections"), nodes: sectionNodes, stack: true, gap: shownTasks.size ? 46 : 150 },
    ...(shownTasks.size ? [{ word: w("column_tasks"), nodes: taskNodes, stack: true, gap: 150 }] : []),
    { word: w("column_agents"), nodes: agentNodes, count: total, stack: !shownTasks.size },
  ];
  if (!sectionNodes.length) columns.splice(1, 1);
  const heads = PG.placeColumns(columns, pairs(edges));
  const last = columns[columns.length - 1];
  const notes = agentNodes.length ? [] : [{ x: last.x, y: 14, text: w("no_agents_here") }];
  if (!shownTasks.size && !allTasks(model, document).length) notes.push({ x: columns[Math.min(1, columns.length - 1)].x, y: -34, text: w("no_tasks_here") });
  else if (!shownTasks.size) notes.push({ x: columns[1].x, y: -34, text: w("pick_section") });
  return { nodes: columns.flatMap((column) => column.nodes), edges, heads, notes, focus: columns[1] ? columns[shownTasks.size ? columns.length - 2 : 1].x : 0 };
}
function allTasks(model, n) { return model.children[n].flatMap((child) => (model.things[child].cls === "task" ? [child] : allTasks(model, child))); }
function sums(model, answers, sections, document, ids) {
  const shown = new Set(sections), count = new Map();
  for (const e of answers) {
    let home = model.things[e.s].parent;
    while (home >= 0 && !shown.has(home) && home !== document) home = model.things[home].parent;
    if (home < 0 || !ids.has(e.t)) continue;
    const name = `${home}|${e.t}`;
    if (!count.has(name)) count.set(name, { a: model.things[home].key, b: model.things[e.t].key, rel: "sum", count: 0, words: [], ids: [] });
    count.get(name).count += 1;
    count.get(name).ids.push(e.id);
  }
  return [...count.values()].map((edge) => ({ ...edge, text: w("tasks_shared", edge.count) }));
}

// -- 产业

const UNPLACED = "?";
function industryOverview(state, overview) {
  const nodes = [], notes = [];
  let off = 0;
  for (const band of overview.industry.bands) {
    if (state.region && band.k !== state.region) { off += band.h + 28; continue; }
    notes.push({ x: 0, y: band.y - off + 10, text: band.l || w("region_none"), strong: true });
    for (const circle of band.circles) {
      const unplaced = circle.k.endsWith(UNPLACED);
      nodes.push({ id: circle.k, kind: "circle", cls: "cluster", label: unplaced ? w("unplaced") : circle.l, x: circle.x, y: circle.y - off, rad: circle.rad, w: circle.rad * 2, h: circle.rad * 2, st: circle.st, faint: unplaced, opens: true,
        sub: [circle.m ? PG.amount(circle.m, "CNY") : "", w("projects_n", circle.n)].filter(Boolean).join(" · ") });
    }
  }
  if (!nodes.length) notes.push({ x: 0, y: 20, text: w("no_industries") });
  return { nodes, edges: [], heads: [], notes, legend: "circle" };
}
function industry(state, overview, model, pass) {
  const open = state.open.find((key) => !key.startsWith("all:"));
  if (!open) return industryOverview(state, overview);
  const unplaced = open.endsWith(UNPLACED), region = unplaced ? open.slice(0, -1) : null, cluster = unplaced ? -1 : model.number.get(open);
  const band = overview.industry.bands.find((one) => one.circles.some((circle) => circle.k === open));
  const left = (band ? band.circles : []).map((circle) => card(circle.k, "cluster", circle.k.endsWith(UNPLACED) ? w("unplaced") : circle.l, { n: String(circle.n), opens: true, open: circle.k === open }));
  const isProject = (n) => ["project", "group"].includes(model.things[n].cls) && pass.thing(n);
  const projects = unplaced
    ? model.things.map((_, n) => n).filter((n) => isProject(n) && model.things[model.things[n].region] && model.things[model.things[n].region].key === region && !model.at[n].some((id) => model.edges[id].r === "in_cluster") && model.at[n].some((id) => pass.edge(model.edges[id])))
    : [...new Set(model.at[cluster].map((id) => model.edges[id]).filter((e) => e.r === "in_cluster" && pass.edge(e)).map((e) => e.s))].filter(isProject);
  const worth = (n) => (Array.isArray(model.things[n].extra) && model.things[n].extra[1] === "CNY" ? model.things[n].extra[0] : 0);
  projects.sort((a, b) => worth(b) - worth(a) || a - b);
  const projectNodes = capped(projects.map((n) => ofThing(model, n)), MANY, state, "projects");
  const shown = projectNodes.map((node) => model.number.get(node.id)).filter((n) => n !== undefined);
  const makers = neighbours(model, shown, pass, (e) => e.r === "invested_by");
  const makerNodes = makers.map((n) => ofThing(model, n));
  const pursued = neighbours(model, makers, pass, (e) => ["pursues", "attained", "undertakes"].includes(e.r));
  const pursuedNodes = capped(pursued.map((n) => ofThing(model, n)), 40, state, "pursued");
  const ids = new Set([...(cluster >= 0 ? [cluster] : []), ...shown, ...makers, ...pursuedNodes.map((node) => model.number.get(node.id)).filter((n) => n !== undefined)]);
  const edges = joined(model, ids, pass, (e) => ["in_cluster", "invested_by", "pursues", "attained", "undertakes"].includes(e.r));
  for (const edge of edges) { // industry ← project: the money; project → enterprise: the stage
    const it = model.things[model.number.get(edge.a)];
    if (!Array.isArray(it.extra)) { edge.text = PG.value("relation", edge.rel); continue; }
    if (edge.rel === "in_cluster") { [edge.a, edge.b] = [edge.b, edge.a]; edge.back = true; edge.text = it.extra[0] ? PG.amount(it.extra[0], it.extra[1]) : ""; }
    else edge.text = PG.stageWords(it.extra[2], it.extra[3]);
  }
  const columns = [{ word: w("column_industries"), nodes: left, stack: true, gap: 130 }, { word: w("column_projects"), nodes: projectNodes, stack: true, gap: 150, count: projects.length }];
  if (makerNodes.length) columns.push({ word: w("column_enterprises"), nodes: makerNodes, gap: 120 });
  if (pursuedNodes.length) columns.push({ word: w("column_pursued"), nodes: pursuedNodes, count: pursued.length });
  const heads = PG.placeColumns(columns, pairs(edges));
  const notes = makerNodes.length || !projectNodes.length ? [] : [{ x: columns[1].x + 370, y: 14, text: w("no_enterprise") }];
  return { nodes: columns.flatMap((column) => column.nodes), edges, heads, notes, focus: columns[1].x };
}
function neighbours(model, from, pass, wanted) {
  const found = new Set();
  for (const n of from) for (const id of model.at[n]) { const e = model.edges[id]; if (e.s === n && wanted(e) && pass.edge(e) && pass.thing(e.t)) found.add(e.t); }
  return [...found].sort((a, b) => a - b);
}

// -- 承诺

function promise(state, overview) {
  const { years, rows, more } = overview.promise;
  const inYears = years.filter((year) => (!state.from || year >= state.from) && (!state.to || year <= state.to));
  const regionKey = (row) => PG.site.documents.find((one) => one.region === row.r);
  const wanted = rows.filter((row) => (!state.region || (regionKey(row) && regionKey(row).at === state.region)) && inYears.some((year) => row.cells[year]));
  const nodes = [], edges = [], notes = [], step = 132, first = 208;
  let y = 0, region = null;
  for (const row of wanted) {
    const cells = inYears.map((year) => [year, (row.cells[year] || []).filter(([kind, d, ...rest]) => !state.classes.includes("indicator") && (!state.document || PG.site.documents[d].key === state.document) && (!state.verdict || rest[4] === state.verdict))]).filter(([, found]) => found.length);
    if (!cells.length) continue;
    if (row.r !== region) { region = row.r; notes.push({ x: 0, y: y + 12, text: region || w("region_none"), strong: true }); y += 30; }
    const high = cells.some(([, found]) => found.length > 1) ? 42 : 26;
    nodes.push(card(row.k, "indicator", row.l, { x: 95, y: y + high / 2, w: 190 }));
    let before = row.k;
    for (const [year, found] of cells) {
      const id = `${row.k}|${year}`;
      const figures = found.slice(0, 3).map(([kind, , measure, comparator, value, unit, verdict]) => ({ target: kind === "target", words: PG.figure({ measure, comparator, value, unit }), verdict }));
      const verdict = figures.map((figure) => figure.verdict).find(Boolean);
      nodes.push({ id, kind: "cell", cls: "indicator", label: `${row.l} ${year}`, figures: figures.slice(0, 2), more: found.length - 2, verdict, x: first + inYears.indexOf(year) * step + 60, y: y + high / 2, w: 120, h: Math.min(figures.length, 2) > 1 ? 42 : 26 });
      edges.push({ a: before, b: id, rel: "sum", words: [], ids: [], count: 1, quiet: true, indicator: row.k });
      before = id;
    }
    y += high + 6;
  }
  const heads = [{ x: 0, w: 190, text: w("column_indicators"), n: nodes.filter((node) => node.kind === "card").length }, ...inYears.map((year, n) => ({ x: first + n * step, w: 120, text: `${year}${w("year_of")}`, n: undefined }))];
  if (!nodes.length) notes.push({ x: 0, y: 20, text: w(years.length ? "no_matches" : "no_figures") });
  else if (more > 0) notes.push({ x: 0, y: y + 16, text: w("more_indicators", more) });
  return { nodes, edges, heads, notes, legend: "cell" };
}

// -- around one thing, and between two

const RANK = { region: 0, document: 0, section: 1, task: 2, cluster: 3, programme: 4, indicator: 4, project: 4, group: 4, enterprise: 5, institution: 5, unit: 6, official: 6, title: 7, platform: 7, cited: 7, term: 7 };
const RANK_WORD = { 0: "column_documents", 1: "column_sections", 2: "column_tasks", 3: "column_industries", 4: "column_projects", 5: "column_enterprises", 6: "column_agents", 7: "column_pursued" };
function ranked(model, numbers, centre, pass, state) {
  const groups = new Map();
  for (const n of numbers) { const rank = RANK[model.things[n].cls]; if (!groups.has(rank)) groups.set(rank, []); groups.get(rank).push(n); }
  const columns = [...groups].sort(([a], [b]) => a - b).map(([rank, list]) => ({ rank, list: list.sort((a, b) => a - b) }));
  const shown = new Set();
  for (const column of columns) {
    const classes = new Set(column.list.map((n) => model.things[n].cls));
    column.word = classes.size === 1 ? PG.className([...classes][0]) : column.rank === 4 && !classes.has("project") ? w("column_figures") : w(RANK_WORD[column.rank]);
    column.nodes = capped(column.list.map((n) => ofThing(model, n, { centre: n === centre })), MANY, state, `rank${column.rank}`, PG.MOST);
    column.count = column.list.length;
    for (const node of column.nodes) if (node.kind === "card") shown.add(model.number.get(node.id));
    column.centre = column.list.includes(centre);
    column.stack = !column.centre && columns.length === 2;
  }
  const edges = joined(model, shown, pass);
  for (const edge of edges) edge.text = edge.words.length ? PG.edgeWords(edge.words.slice(0, 2).join(" · ")) : PG.value("relation", edge.rel);
  const heads = PG.placeColumns(columns, pairs(edges));
  const nodes = columns.flatMap((column) => column.nodes), middle = nodes.find((node) => node.centre);
  return { nodes, edges, heads, notes: [], middle };
}
function ego(state, model, pass) {
  const n = model.number.get(state.ego);
  if (n === undefined) return { nodes: [], edges: [], heads: [], notes: [{ x: 0, y: 20, text: w("no_such", state.ego) }] };
  const { level, cut } = PG.around(model, n, state.steps, { edge: pass.edge, thing: (m) => m === n || pass.thing(m) }, PG.MOST);
  const scene = ranked(model, [...level.keys()], n, pass, state);
  scene.said = `${w("ego_of", model.things[n].label, state.steps)}${cut ? ` · ${w("too_many", PG.MOST)}` : ""}`;
  return scene;
}
function path(state, model, pass) {
  const [from, to] = [state.ego, state.path].map((key) => model.number.get(key));
  if (from === undefined || to === undefined) return { nodes: [], edges: [], heads: [], notes: [{ x: 0, y: 20, text: w("no_such", state.path) }] };
  const [a, b] = [model.things[from].label, model.things[to].label];
  const found = PG.shortest(model, from, to, pass);
  if (!found) return { nodes: [], edges: [], heads: [], notes: [{ x: 0, y: 20, text: w("path_none", a, b) }], said: w("path_none", a, b) };
  let x = 0;
  const nodes = found.map((n, i) => { const node = ofThing(model, n, { centre: i === 0 || i === found.length - 1 }); node.x = x + node.w / 2; node.y = 70 + (i % 2) * 64; x += node.w + 84; return node; });
  const edges = found.slice(1).flatMap((n, i) => joined(model, new Set([found[i], n]), pass));
  for (const edge of edges) edge.text = edge.words.length ? PG.edgeWords(edge.words.slice(0, 1).join("")) || PG.value("relation", edge.rel) : PG.value("relation", edge.rel);
  return { nodes, edges, heads: [], notes: [], least: 0.5, said: w("path_found", a, b, found.length - 1) };
}
function community(state, model, pass) {
  const group = PG.communities(model, pass)[Number(state.community)];
  if (!group) return { nodes: [], edges: [], heads: [], notes: [{ x: 0, y: 20, text: w("no_matches") }] };
  const scene = ranked(model, group.members.slice(0, PG.MOST), group.leaders[0], pass, state);
  scene.said = w("community_of", group.names.join(w("separator")), group.members.length);
  return scene;
}

// The picture of a state. Without the model (not loaded yet) only overviews can be made.
PG.scene = function (state, overview, model) {
  const pass = model ? PG.passing(model, state) : null;
  let scene;
  if (!model) scene = state.lens === "industry" ? industryOverview(state, overview) : state.lens === "promise" ? promise(state, overview) : dutyOverview(state, overview, null, null);
  else if (state.path && state.ego) scene = path(state, model, pass);
  else if (state.ego) scene = ego(state, model, pass);
  else if (state.community !== "") scene = community(state, model, pass);
  else if (state.lens === "industry") scene = industry(state, overview, model, pass);
  else if (state.lens === "promise") scene = promise(state, overview);
  else scene = duty(state, overview, model, pass);
  scene.byId = new Map(scene.nodes.map((node) => [node.id, node]));
  scene.edges = scene.edges.filter((edge) => scene.byId.has(edge.a) && scene.byId.has(edge.b));
  scene.edges.forEach((edge, n) => { edge.n = n; });
  return scene;
};
// Which pictures need the whole graph.
PG.needsModel = (state) => Boolean(state.ego || state.community !== "" || (state.open.some((key) => !key.startsWith("region:")) && state.lens !== "promise") || PG.filtering(state));
})();
