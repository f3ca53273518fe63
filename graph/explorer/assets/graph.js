// What the reader does: opens, closes, chooses, filters, steps back; the address keeps all of it.
(function () {
"use strict";
const PG = window.PG;
const { el, by, w } = PG;
const box = by("stage");
const LISTS = ["open", "classes", "relations"], FLAGS = ["collectives", "sure"], TEXTS = ["lens", "ego", "path", "document", "region", "from", "to", "stage", "verdict", "community", "sel"];
const START = { lens: "duty", open: [], ego: "", steps: 1, path: "", classes: [], relations: [], collectives: false, sure: false, document: "", region: "", from: "", to: "", stage: "", verdict: "", community: "", sel: "" };
const past = [];
let overview = null;

function recall() {
  const raw = PG.address(), state = { ...START };
  for (const name of TEXTS) if (raw[name] !== undefined) state[name] = raw[name];
  for (const name of LISTS) state[name] = raw[name] ? raw[name].split("|") : [];
  for (const name of FLAGS) state[name] = raw[name] === "1";
  state.steps = Math.min(3, Math.max(1, Number(raw.steps) || 1));
  if (!["duty", "industry", "promise"].includes(state.lens)) state.lens = "duty";
  return state;
}
function address(state) {
  const kept = {};
  for (const name of TEXTS) if (state[name] !== START[name] || name === "lens") kept[name] = state[name];
  for (const name of LISTS) if (state[name].length) kept[name] = state[name].join("|");
  for (const name of FLAGS) if (state[name]) kept[name] = "1";
  if (state.ego && state.steps !== 1) kept.steps = state.steps;
  return `#${PG.hash(kept)}`;
}

const view = (PG.view = {
  state: recall(),
  go(changes, keep) {
    past.push(view.state);
    view.state = { ...view.state, ...changes };
    if (!("sel" in changes)) view.state.sel = "";
    history.pushState(null, "", address(view.state));
    return draw(keep);
  },
  undo() {
    if (!past.length) return;
    view.state = past.pop();
    history.replaceState(null, "", address(view.state));
    draw();
  },
  // Choose a node that stands on the stage; null for none.
  choose(id) {
    const look = PG.stage.look, scene = PG.stage.scene();
    look.edge = null;
    look.node = id;
    view.state = { ...view.state, sel: id || "" };
    history.replaceState(null, "", address(view.state));
    PG.stage.light();
    PG.stage.redraw();
    if (id === null) PG.panel.close();
    else { PG.panel.node(scene.byId.get(id)); PG.stage.reveal(id); }
  },
  edge(n) {
    const look = PG.stage.look;
    look.node = null;
    look.edge = n;
    PG.stage.light();
    PG.stage.redraw();
    PG.panel.edge(PG.stage.scene().edges[n], PG.stage.scene());
  },
  // A click: what opens is opened or closed; the rest is chosen.
  press(id) {
    const node = PG.stage.scene().byId.get(id);
    if (node.kind === "more") { if (id === "page:units") location.href = PG.link("units"); else if (!id.startsWith("rest:")) view.go({ open: [...view.state.open, id] }, true); }
    else if (node.opens && !view.state.ego && view.state.community === "") view.toggle(node);
    else view.choose(id);
  },
  toggle(node) {
    const model = PG.modelNow(), { open } = view.state;
    const was = open.includes(node.id);
    let next;
    if (view.state.lens === "industry") next = was ? [] : [node.id];
    else if (node.cls === "section") next = was ? open.filter((key) => key !== node.id && !key.startsWith(`${node.id}/`)) : [...open.filter((key) => model.number.has(key) && (model.things[model.number.get(key)].cls === "document" || node.id.startsWith(`${key}/`))), ...open.filter((key) => key.startsWith("region:")), node.id];
    else if (node.id.startsWith("region:")) next = was ? open.filter((key) => key !== node.id) : [...open, node.id];
    else next = [...open.filter((key) => key.startsWith("region:")), ...(was ? [] : [node.id])];
    return view.go({ open: next, sel: node.id, ego: "", path: "", community: "" });
  },
  // Draw with one thing in the middle.
  up() {
    const { state } = view;
    if (PG.stage.look.node !== null || PG.stage.look.edge !== null) view.choose(null);
    else if (state.path) view.go({ path: "" });
    else if (state.ego || state.community !== "") view.go({ ego: "", community: "" });
    else if (state.open.length) view.go({ open: state.open.slice(0, -1) });
  },
});

let turn = 0;
async function draw(keep) {
  const mine = (turn += 1);
  const { state } = view;
  const model = PG.modelNow() || (PG.needsModel(state) ? await PG.model() : null);
  if (mine !== turn) return;
  const scene = PG.scene(state, overview, model);
  PG.stage.look.edge = null;
  PG.stage.look.over = null;
  PG.stage.look.node = state.sel && scene.byId.has(state.sel) ? state.sel : state.ego && scene.byId.has(state.ego) && !state.path ? state.ego : null;
  if (state.sel === "" && !state.ego) PG.stage.look.node = null;
  PG.stage.show(scene, keep);
  PG.drawFilters(state, scene);
  crumbs(scene);
  by("notice").textContent = scene.said || (scene.nodes.length ? "" : w("no_matches"));
  by("notice").hidden = !by("notice").textContent;
  for (const button of document.querySelectorAll("[data-lens]")) button.setAttribute("aria-pressed", String(button.dataset.lens === state.lens && !state.ego && state.community === ""));
  by("undo").disabled = !past.length;
  if (PG.stage.look.node !== null) { PG.panel.node(scene.byId.get(PG.stage.look.node)); if (state.sel) PG.stage.reveal(PG.stage.look.node); }
  else PG.panel.close();
  window.__drawn = performance.now();
}
function crumbs(scene) {
  const { state } = view, model = PG.modelNow();
  const trail = [[w("graph_overview"), () => view.go({ open: [], ego: "", path: "", community: "" })]];
  const name = (key) => (key.startsWith("region:") ? key.slice(7) : model && model.number.has(key) ? model.things[model.number.get(key)].label : key.endsWith("?") ? w("unplaced") : key);
  if (state.ego) {
    trail.push([name(state.ego), () => view.go({ path: "" })]);
    if (state.path) trail.push([name(state.path), null]);
  } else if (state.community === "") state.open.filter((key) => !key.startsWith("all:") && !key.startsWith("whole:") && (!key.startsWith("region:"))).forEach((key, n, all) => trail.push([name(key), () => view.go({ open: all.slice(0, n + 1), sel: key })]));
  const parts = trail.flatMap(([words, act], n) => [n ? el("i", { "aria-hidden": "true" }, "›") : null, n === trail.length - 1 ? el("b", { title: words }, PG.middle(words, 20)) : el("button", { type: "button", click: act, title: words }, PG.middle(words, 14))]);
  const steps = state.ego && !state.path ? el("label", { class: "steps" }, el("span", { class: "unseen" }, w("steps")), el("select", { id: "steps", change: (event) => view.go({ steps: Number(event.target.value) }) }, [1, 2, 3].map((n) => el("option", { value: n, selected: n === state.steps }, w(`steps_${n}`))))) : null;
  const document_ = state.lens === "duty" && !state.ego && model ? state.open.map((key) => model.number.get(key)).find((n) => n !== undefined && model.things[n].cls === "document") : undefined;
  by("crumbs").replaceChildren(...[...parts, steps, el("small", null, w("drawn_n", scene.nodes.length, scene.edges.length))].filter(Boolean));
  if (document_ !== undefined && PG.site.documents[PG.documentAt(model.things[document_].key)].tasks) {
    const whole = `whole:${model.things[document_].key}`, on = state.open.includes(whole);
    by("crumbs").append(el("button", { type: "button", id: "whole", "aria-pressed": String(on), click: () => view.go({ open: on ? state.open.filter((key) => key !== whole) : [...state.open, whole] }) }, w("column_tasks"), " ", w("all")));
  }
}

// -- mouse and keys

let scheduled = 0;
function bind() {
  const network = PG.stage.network(), look = PG.stage.look;
  network.on("click", ({ pointer }) => {
    const id = network.getNodeAt(pointer.DOM);
    if (id !== undefined) { view.press(id); return; }
    const edge = PG.stage.edgeAt(pointer.DOM);
    if (edge !== null) view.edge(edge); else if (look.node !== null || look.edge !== null) view.choose(null);
  });
  const over = (id) => { if (look.over === id) return; look.over = id; box.style.cursor = id === null ? "" : "pointer"; const node = id === null ? null : PG.stage.scene().byId.get(id); box.title = node ? node.label : ""; if (look.node === null && look.edge === null) { PG.stage.light(); PG.stage.redraw(); } };
  network.on("hoverNode", ({ node }) => over(node));
  network.on("blurNode", () => over(null));
  box.addEventListener("pointermove", (event) => {
    if (event.buttons || look.over !== null) return;
    cancelAnimationFrame(scheduled);
    const r = box.getBoundingClientRect(), point = { x: event.clientX - r.left, y: event.clientY - r.top };
    scheduled = requestAnimationFrame(() => { if (look.over !== null) return; const n = PG.stage.edgeAt(point), edge = n === null ? null : PG.stage.scene().edges[n]; box.style.cursor = edge ? "pointer" : ""; box.title = edge ? `${PG.value("relation", edge.rel)}${edge.text ? ` · ${edge.text}` : ""}` : ""; });
  });
}
function step(dx, dy) {
  const scene = PG.stage.scene(), look = PG.stage.look;
  const all = scene.nodes;
  if (!all.length) return;
  const here = scene.byId.get(look.node);
  if (!here) { view.choose([...all].sort((a, b) => a.x - a.w / 2 - (b.x - b.w / 2) || a.y - b.y)[0].id); return; }
  const joined = new Set(scene.edges.flatMap((edge) => (edge.a === here.id ? [edge.b] : edge.b === here.id ? [edge.a] : [])));
  const left = (node) => node.x - node.w / 2 - (node.indent || 0);
  const fit = all.filter((node) => node !== here && (dy ? Math.abs(left(node) - left(here)) < 40 && (node.y - here.y) * dy > 0 : (left(node) - left(here)) * dx > 40));
  const cost = (node) => (dy ? Math.abs(node.y - here.y) : (joined.has(node.id) ? 0 : 1e6) + Math.abs(left(node) - left(here)) * 10 + Math.abs(node.y - here.y));
  fit.sort((a, b) => cost(a) - cost(b));
  if (fit.length) view.choose(fit[0].id);
}
const KEYS = {
  ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1), ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0),
  Enter: () => { const id = PG.stage.look.node; if (id !== null) view.press(id); }, Escape: () => view.up(), 0: () => PG.stage.fit(true), "+": () => PG.stage.zoom(1.2), "=": () => PG.stage.zoom(1.2), "-": () => PG.stage.zoom(1 / 1.2), Backspace: () => view.undo(),
};
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) { view.undo(); event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing || !KEYS[event.key]) return;
  if (event.target.closest("button, a, summary") && event.key !== "Escape") return;
  KEYS[event.key]();
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-lens]")) button.addEventListener("click", () => view.go({ lens: button.dataset.lens, open: [], ego: "", path: "", community: "" }));
by("undo").addEventListener("click", () => view.undo());
by("fit").addEventListener("click", () => PG.stage.fit(true));
by("larger").addEventListener("click", () => PG.stage.zoom(1.25));
by("smaller").addEventListener("click", () => PG.stage.zoom(1 / 1.25));
by("share").addEventListener("click", () => PG.copy(location.href));
const fold = (button, target, force) => { const open = force === undefined ? !button.classList.contains("on") : force; button.classList.toggle("on", open); button.setAttribute("aria-expanded", String(open)); target(open); };
by("filters-open").addEventListener("click", () => fold(by("filters-open"), (open) => by("filters").classList.toggle("open", open)));
by("export").addEventListener("click", () => fold(by("export"), (open) => { by("exports").hidden = !open; }));
addEventListener("click", (event) => { if (!event.target.closest(".menu")) fold(by("export"), () => { by("exports").hidden = true; }, false); });
const SAVE = {
  png: async (scene) => PG.save("view.png", "image/png", await PG.asPng(scene)), svg: (scene) => PG.save("view.svg", "image/svg+xml", PG.asSvg(scene)), csv: (scene) => PG.save("view.csv", "text/csv", PG.asCsv(scene)),
  graphml: (scene) => PG.save("view.graphml", "application/xml", PG.asGraphml(scene)), sparql: (scene) => PG.save("view.rq", "application/sparql-query", PG.asSparql(scene)),
};
by("exports").addEventListener("click", async (event) => { const name = event.target.dataset.save; if (!name) return; await PG.model(); SAVE[name](PG.stage.scene()); fold(by("export"), () => { by("exports").hidden = true; }, false); });
addEventListener("popstate", () => { view.state = recall(); past.pop(); draw(); });
let resizing = 0;
new ResizeObserver(() => { cancelAnimationFrame(resizing); resizing = requestAnimationFrame(() => { if (PG.stage.scene()) PG.stage.fit(); }); }).observe(box);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { PG.palette(true); draw(true); });

PG.load("overview").then(async (data) => {
  overview = data;
  PG.palette(true);
  await draw();
  bind();
  await PG.model(); // search, steps and filters are ready when they are asked for
  window.__model = performance.now();
});
})();
