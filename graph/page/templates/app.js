// What the reader does: opens, closes, chooses, filters, types; the address keeps the state.
const filters = { document: null, classes: new Set(), roles: new Set(), explicit: false, collectives: false };

passes.fact = (fact) => {
  if (filters.explicit && fact.c !== "explicit") return false;
  return !filters.roles.has(fact.r);
};
passes.thing = (id, view) => {
  if (id === MORE) return true;
  const thing = things[id];
  if (filters.classes.has(thing.cls)) return false;
  if (filters.document !== null && thing.document !== undefined && thing.document !== filters.document) return false;
  return !thing.collective || filters.collectives || view.at === id;
};

const app = {
  go(kind, at, select) {
    const view = viewOf.get(`${kind}:${at}`) || viewOf.get("overview:-1");
    look.edge = null;
    look.selected = select === undefined ? null : select;
    show(view);
    if (look.selected === null) closePanel();
    else {
      showThing(look.selected);
      if (look.selected !== view.at) reveal(look.selected);
    }
    crumbs();
    remember();
  },
  // Choose a thing that stands on the stage.
  select(id) {
    look.edge = null;
    look.selected = id;
    relight();
    showThing(id);
    reveal(id);
    remember();
  },
  edge(index) {
    look.selected = null;
    look.edge = index;
    relight();
    showEdge(index);
  },
  clear() {
    look.edge = null;
    look.selected = null;
    relight();
    closePanel();
    remember();
  },
  // Bring a thing to the stage, wherever it is.
  focus(id) {
    if (filters.classes.has(things[id].cls)) toggle(filters.classes, things[id].cls);
    if (filters.document !== null && things[id].document !== undefined && things[id].document !== filters.document) setDocument(null);
    const part = partOf(id);
    if (part === "document") app.go("document", id, id);
    else if (part === "agent") app.go("agent", id, id);
    else app.go(...home(id), id);
  },
  // A click on a card: open it, or close it when it is open; tasks and agents are chosen.
  press(id) {
    if (id === MORE) { app.go("agents", -1); return; }
    const part = partOf(id);
    const showing = current.at === id && (current.kind === part);
    if (part === "document") app.go(...(showing || (current.kind === "whole" && current.at === id) ? ["overview", -1] : ["document", id]), id);
    else if (part === "section" && viewOf.has(`section:${id}`)) {
      if (showing) app.go(...current.up, id);
      else app.go("section", id, id);
    } else if (part === "section" && !placed.has(id)) app.focus(id);
    else if (current.kind === "agents" || (part === "agent" && look.selected === id && current.at !== id)) app.focus(id);
    else app.select(id);
  },
  up() {
    if (look.selected !== null && !(current.at === look.selected)) app.clear();
    else if (look.edge !== null) app.clear();
    else if (current.kind !== "overview") {
      const [kind, at] = current.up;
      app.go(kind, at, at >= 0 ? at : undefined);
    } else app.clear();
  },
};

// The view in which a section or task stands.
function home(id) {
  if (partOf(id) === "section" && viewOf.has(`section:${id}`)) return ["section", id];
  for (let above = things[id].parent; above !== undefined; above = things[above].parent) {
    const view = viewOf.get(`section:${above}`);
    if (view && view.places.some(([other]) => other === id)) return ["section", above];
  }
  const document = things[id].document;
  const first = viewOf.get(`document:${document}`);
  return first && first.places.some(([other]) => other === id) || !viewOf.has(`whole:${document}`) ? ["document", document] : ["whole", document];
}

// -- where we are

function crumbs() {
  const trail = [["总览", () => app.go("overview", -1)]];
  if (current.kind === "agents") trail.push(["全部单位与负责人"]);
  if (current.kind === "agent") trail.push(["全部单位与负责人", () => app.go("agents", -1)], [things[current.at].label]);
  if (["document", "whole", "section"].includes(current.kind)) {
    const document = things[current.at].document;
    trail.push([`${things[document].sub}`, () => app.go("document", document, document)]);
    if (current.kind === "whole") trail.push(["全部任务"]);
    const chain = [];
    for (let id = current.at; current.kind === "section" && id !== undefined && partOf(id) === "section"; id = things[id].parent) chain.unshift(id);
    chain.forEach((id) => trail.push([things[id].label, () => app.go("section", id, id)]));
  }
  const parts = trail.flatMap(([words, act], i) => [
    i ? el("i", null, "›") : null,
    act && i < trail.length - 1 ? el("button", { type: "button", click: act, title: words }, words) : el("b", { title: words }, words),
  ]);
  byId("crumbs").replaceChildren(...parts.filter(Boolean));
  const document = current.at >= 0 ? things[current.at].document : undefined;
  const whole = byId("whole");
  whole.hidden = document === undefined || current.kind === "agent" || !viewOf.has(`whole:${document}`);
  whole.textContent = current.kind === "whole" ? "收起任务" : "展开全部任务";
  whole.onclick = () => app.go(current.kind === "whole" ? "document" : "whole", document, document);
}

let writing = false;
function remember() {
  const state = new URLSearchParams();
  if (current.kind !== "overview") state.set("v", current.at >= 0 ? `${current.kind}:${things[current.at].iri}` : current.kind);
  if (look.selected !== null && look.selected !== current.at && look.selected !== MORE) state.set("s", things[look.selected].iri);
  const next = state.toString() ? `#${state}` : "";
  if (next === location.hash) return;
  writing = true;
  history.pushState(null, "", next || "#");
  writing = false;
}
const idOf = new Map(things.map((thing, id) => [thing.iri, id]));
function recall() {
  const state = new URLSearchParams(location.hash.slice(1));
  const [, kind, iri] = /^([a-z]+):?(.*)$/.exec(state.get("v") || "overview") || [null, "overview", ""];
  const at = iri ? idOf.get(iri) : -1;
  const selected = idOf.get(state.get("s"));
  const known = at !== undefined && viewOf.has(`${kind}:${at}`);
  app.go(known ? kind : "overview", known ? at : -1, selected !== undefined ? selected : known && at >= 0 ? at : undefined);
}
addEventListener("popstate", () => { if (!writing) recall(); });

// -- legend and filters

function toggle(set, name) {
  if (set.has(name)) set.delete(name); else set.add(name);
  drawTools();
  refilter();
}
function refilter() {
  const { selected, edge } = look;
  show(current, true);
  look.edge = edge !== null && shownEdges.includes(edge) ? edge : null;
  relight();
  if (look.selected !== null) showThing(look.selected);
  else if (look.edge !== null) showEdge(look.edge);
  else if (selected !== null || edge !== null) closePanel();
}
function chip(group, set, name, picture, words) {
  const pressed = !set.has(name);
  return el("button", { type: "button", class: "chip", "data-name": name, "aria-pressed": String(pressed), title: pressed ? "点一下隐去" : "点一下显示", click: () => toggle(set, name) }, picture, words);
}
function drawTools() {
  const keep = (box) => box.querySelector(".what");
  const legend = byId("legend"), roles = byId("roles");
  legend.replaceChildren(keep(legend), ...Object.entries(data.classes).map(([name, cls]) => chip(legend, filters.classes, name, icon(cls), cls.label)));
  roles.replaceChildren(keep(roles), ...Object.entries(data.relations).filter(([, row]) => row.role).map(([name, row]) => {
    const stroke = el("span", { class: "stroke" });
    stroke.style.height = `${Math.max(1.5, row.width * 1.5)}px`;
    stroke.style.background = colour(row);
    return chip(roles, filters.roles, name, stroke, row.label);
  }));
}
function setDocument(id) {
  filters.document = id;
  byId("by-document").value = id === null ? "" : String(id);
}
byId("by-document").addEventListener("change", (event) => {
  setDocument(event.target.value === "" ? null : Number(event.target.value));
  if (filters.document === null) app.go("overview", -1);
  else app.go("document", filters.document, filters.document);
});
byId("collectives").addEventListener("change", (event) => {
  filters.collectives = event.target.checked;
  look.folded = !filters.collectives;
  refilter();
});
byId("explicit-only").addEventListener("change", (event) => { filters.explicit = event.target.checked; refilter(); });
byId("collective-count").textContent = String(things.filter((thing) => thing.collective).length);

// -- mouse and keys

function bindStage() {
  network.on("click", ({ pointer }) => {
    network.unselectAll();
    const node = network.getNodeAt(pointer.DOM);
    if (node !== undefined) { app.press(owner(node)); return; }
    const edge = network.getEdgeAt(pointer.DOM);
    if (edge !== undefined) app.edge(edge);
    else app.clear();
  });
  network.on("hoverNode", ({ node }) => {
    stage.style.cursor = "pointer";
    if (look.selected === null && look.edge === null) relight(owner(node));
  });
  network.on("blurNode", () => {
    stage.style.cursor = "";
    if (look.selected === null && look.edge === null) relight();
  });
  network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
  network.on("blurEdge", () => { stage.style.cursor = ""; });
}
function step(dx, dy) {
  const ids = [...placed.keys()];
  if (!ids.length) return;
  if (look.selected === null || !placed.has(look.selected)) { choosePlaced(ids[0]); return; }
  const here = placed.get(look.selected);
  const edgesHere = shownEdges.map((i) => data.edges[i]).filter(({ from, to }) => from === look.selected || to === look.selected);
  const joined = new Set(edgesHere.flatMap(({ from, to }) => [from, to]));
  const left = (id) => placed.get(id).x - sizeOf(id).width / 2;
  const base = left(look.selected);
  const candidates = ids.filter((id) => id !== look.selected && id !== MORE).filter((id) => {
    const at = placed.get(id);
    return dy ? Math.abs(left(id) - base) < 40 && (at.y - here.y) * dy > 0 : (left(id) - base) * dx > 40;
  });
  candidates.sort((a, b) => cost(a) - cost(b) || a - b);
  function cost(id) {
    const at = placed.get(id);
    return dy ? Math.abs(at.y - here.y) : (joined.has(id) ? 0 : 1e6) + Math.abs(left(id) - base) * 10 + Math.abs(at.y - here.y);
  }
  if (candidates.length) choosePlaced(candidates[0]);
}
const choosePlaced = (id) => (id === MORE ? null : app.select(id));
const KEYS = {
  ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1), ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0),
  Enter: () => (look.selected === null ? null : partOf(look.selected) === "agent" ? app.focus(look.selected) : app.press(look.selected)),
  Escape: () => app.up(), 0: () => frame(), "+": () => zoom(1.2), "-": () => zoom(1 / 1.2),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) { searchBox.focus(); searchBox.select(); event.preventDefault(); return; }
  if (typing || !KEYS[event.key]) return;
  if (event.target.closest("button, a") && event.key !== "Escape") return;
  KEYS[event.key]();
  event.preventDefault();
});
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) app.focus(Number(opener.dataset.open));
});
byId("to-home").addEventListener("click", () => { app.go("overview", -1); });
byId("larger").addEventListener("click", () => zoom(1.2));
byId("smaller").addEventListener("click", () => zoom(1 / 1.2));
byId("fit").addEventListener("click", () => frame());
byId("grip").addEventListener("click", () => document.querySelector("main").classList.toggle("tall"));
darkQuery.addEventListener("change", () => { palette = readPalette(); drawTools(); refilter(); });
let resizing = 0;
new ResizeObserver(() => {
  if (!network) return;
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => { frame(); if (look.selected !== null) reveal(look.selected); });
}).observe(stage);

drawTools();
recall();
bindStage();

// A fixed hook for whoever drives the page from outside.
window.policyGraph = {
  find: (label) => things.findIndex((thing) => thing.label === label),
  press: (id) => app.press(id),
  pressEdge: (index) => app.edge(index),
  view: () => ({ kind: current.kind, at: current.at }),
  selected: () => look.selected,
  shown: () => [...placed.keys()],
  edges: () => shownEdges.map((index) => ({ index, ...data.edges[index] })),
  at: (id) => { const p = network.canvasToDOM(placed.get(id)), box = stage.getBoundingClientRect(); return { x: p.x + box.left, y: p.y + box.top }; },
  edgeAt: (index) => { // a point on the edge: it is symmetrical, so its middle lies between its ends
    const { from, to } = data.edges[index];
    const a = placed.get(from), b = placed.get(to);
    const x = (a.x + sizeOf(from).width / 2 + b.x - sizeOf(to).width / 2) / 2;
    const p = network.canvasToDOM({ x, y: (a.y + b.y) / 2 }), box = stage.getBoundingClientRect();
    return { x: p.x + box.left, y: p.y + box.top };
  },
  things,
};
