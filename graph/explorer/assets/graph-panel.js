// The evidence panel: of a node or an edge, all facts, each with its sentence.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const panel = PG.by("panel");
const MOST = 12;
let turn = 0;

const heading = (cls, words, kind) => el("div", { class: "panel-head" }, el("div", null, el("p", { class: "kind" }, PG.icon(cls), kind), el("h2", null, words)), el("button", { type: "button", class: "close", "aria-label": w("close"), click: () => PG.view.choose(null) }, "×"));

PG.panel = {
  close() { turn += 1; panel.classList.remove("up"); panel.replaceChildren(el("p", { class: "none" }, w("panel_hint"))); },
  async node(node) {
    const mine = (turn += 1);
    panel.classList.add("up");
    const cls = node.kind === "cell" ? "indicator" : node.cls;
    const key = node.kind === "cell" ? node.id.split("|")[0] : node.id;
    panel.replaceChildren(heading(cls, node.label, PG.className(cls)), el("p", { class: "none" }, w("loading")));
    panel.scrollTop = 0;
    const content = await content_of(node, key, cls);
    if (mine !== turn) return;
    panel.replaceChildren(heading(cls, node.label, PG.className(cls)), ...content.flat().filter(Boolean));
  },
  async edge(edge, scene) {
    const mine = (turn += 1);
    panel.classList.add("up");
    const [a, b] = [scene.byId.get(edge.a), scene.byId.get(edge.b)];
    const title = [a.label, " → ", b.label].join("");
    const kind = w("panel_edge", edge.rel === "sum" ? w("relation.sum") : PG.value("relation", edge.rel));
    panel.replaceChildren(heading(b.cls, title, kind), el("p", { class: "none" }, w("loading")));
    panel.scrollTop = 0;
    const facts = await factsOfEdge(edge, a, b);
    if (mine !== turn) return;
    panel.replaceChildren(heading(b.cls, title, kind), facts.length ? PG.some(facts, ([fact, tables]) => PG.fact(fact, tables), MOST) : structure(a, b));
  },
};
function structure(a, b) {
  const target = ["section", "document"].includes(b.cls) ? b : a;
  return el("p", null, PG.thing([target.id, target.cls, target.label]));
}
function actions(node, key, cls) {
  const own = el("a", { class: "chip", href: PG.openThing({ key, cls }) }, w(cls === "document" || cls === "section" ? "open_reading" : "open_page"));
  const around = el("button", { type: "button", class: "chip", "data-act": "ego", click: () => PG.view.go({ ego: key, path: "", community: "", steps: 1, open: [] }) }, w("ego"));
  const open = node.opens ? el("button", { type: "button", class: "chip", click: () => PG.view.toggle(node) }, w(node.open ? "collapse" : "expand")) : null;
  const box = el("input", { id: "path-to", type: "search", autocomplete: "off", placeholder: w("path_to"), "aria-label": w("path_from", node.label) });
  const list = el("div", { class: "path-list", role: "listbox" });
  box.addEventListener("input", async () => {
    await PG.searchReady();
    list.replaceChildren(...PG.find(box.value, 8).filter((thing) => thing.key !== key).map((thing) => el("button", { type: "button", role: "option", "data-key": thing.key, click: () => PG.view.go({ ego: key, path: thing.key, community: "" }) }, PG.icon(thing.cls), PG.middle(thing.label, 28))));
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter" && list.firstChild) list.firstChild.click(); event.stopPropagation(); });
  return [el("p", { class: "chips" }, own, open, around), el("details", { class: "path" }, el("summary", null, w("path")), box, list)];
}
async function content_of(node, key, cls) {
  if (key.startsWith("region:") || key.endsWith("?")) return node.opens ? [el("p", { class: "chips" }, el("button", { type: "button", class: "chip", click: () => PG.view.toggle(node) }, w(node.open ? "collapse" : "expand")))] : [];
  const made = actions(node, key, cls);
  if (cls === "document") {
    const row = PG.site.documents[PG.documentAt(key)];
    return [...made, el("p", null, [row.year, PG.value("doctype", row.kind), row.region, w("sections_n", row.sections), w("tasks_n", row.tasks), w("facts_n", row.facts)].filter(Boolean).join(" · ")), row.tasks ? null : el("p", { class: "none" }, w("no_tasks_here"))];
  }
  const found = cls === "section" ? null : await PG.entity(key);
  if (!found || !(found.record.f || []).length) return [...made, el("p", { class: "none" }, w("nothing_said"))];
  const year = node.kind === "cell" ? node.id.split("|")[1] : "";
  let facts = found.record.f.filter((fact) => !year || !fact.x || !fact.x.year || String(fact.x.year) === year);
  const collective = cls === "task" ? facts.filter((fact) => fact.o !== undefined && PG.modelNow() && collectiveKey(found.tables.things[fact.o][0])) : [];
  const first = (fact) => (cls === "task" && fact.v === "assignments" ? 0 : 1); // of a task: who answers for it
  facts = [...facts].sort((a, b) => first(a) - first(b) || (found.tables.documents[b.d][2] || "").localeCompare(found.tables.documents[a.d][2] || ""));
  return [...made,
    found.record.n ? el("p", { class: "none" }, `${w("aliases")}：${found.record.n.join(w("separator"))}`) : null,
    collective.length ? el("p", { class: "none" }, w("hidden_collectives", collective.length), "：", collective.map((fact, n) => [n ? w("separator") : "", PG.thing(found.tables.things[fact.o])])) : null,
    cls === "task" ? null : (found.record.outcomes || []).filter((row) => row.verdict !== "pending").slice(0, 4).map((row) => el("p", { class: "judged" }, PG.verdict(row.verdict), " ", row.l || "")),
    el("h3", null, w("facts_of_thing", facts.length)), PG.some(facts, (fact) => PG.fact(fact, found.tables, key), MOST)];
}
const collectiveKey = (key) => { const model = PG.modelNow(), n = model.number.get(key); return n !== undefined && model.things[n].kind === "collective"; };

// The facts behind an edge stand in the record of one of its ends.
async function factsOfEdge(edge, a, b) {
  if (edge.indicator) { const found = await PG.entity(edge.indicator); const year = b.id.split("|")[1]; return found ? (found.record.f || []).filter((fact) => String((fact.x || {}).year || "") === year).map((fact) => [fact, found.tables]) : []; }
  const [from, to] = edge.back ? [b, a] : [a, b];
  const away = ["document", "section", "region"];
  const key = edge.rel === "states" || edge.rel === "sum" || away.includes(from.cls) ? to.id : from.id;
  if (away.includes(edge.rel === "states" || edge.rel === "sum" ? to.cls : key === from.id ? from.cls : to.cls)) return [];
  const found = await PG.entity(key);
  if (!found) return [];
  const model = PG.modelNow();
  const parts = new Set(edge.ids.flatMap((id) => [model.things[model.edges[id].s].key, model.things[model.edges[id].t].key]));
  const { things, documents } = found.tables;
  const inside = (fact) => {
    const ends = [things[fact.s][0], fact.o === undefined ? "" : things[fact.o][0]];
    if (edge.rel === "sum") {
      if (!["assignments"].includes(fact.v)) return false;
      if (parts.size) return parts.has(ends[0]);
      const document = documents[fact.d][0];
      return from.id.startsWith("region:") ? `region:${PG.site.documents[PG.documentAt(document)].at}` === from.id : document === from.id;
    }
    if (edge.rel === "states") return ends[0] === to.id && (fact.h !== undefined ? things[fact.h][0] === from.id : documents[fact.d][0] === from.id);
    if (edge.rel.startsWith("has_")) return false;
    return fact.r === edge.rel && ends.includes(from.id) && ends.includes(to.id) || (away.includes(from.cls) && fact.r === edge.rel && ends[1] === to.id);
  };
  const facts = (found.record.f || []).filter(inside);
  if (["in_cluster", "invested_by"].includes(edge.rel)) facts.push(...(found.record.f || []).filter((fact) => ["investments", "project_stages"].includes(fact.v) && things[fact.s][0] === from.id));
  return facts.map((fact) => [fact, found.tables]);
}
})();
