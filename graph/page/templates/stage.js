// The drawing: vis-network shows one view at a time, at the positions of the build.
const stage = byId("stage");
const viewOf = new Map(data.views.map((view) => [`${view.kind}:${view.at}`, view]));
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
const look = { selected: null, edge: null, lit: null, found: new Set(), opened: new Set(), folded: true };
let palette = readPalette();
let current = null; // the view on the stage
let placed = new Map(); // thing → {x, y} as now shown
let shownEdges = [];

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), soft: of("soft"), line: of("line"), card: of("card"), ring: of("ring"), mark: of("mark"), ground: of("ground"), font: of("font") };
}

const fitted = new Map();
// Cut a name to the width of its card: its middle, or its end.
function fit(ctx, text, width, cutAt) {
  const key = `${ctx.font}|${width}|${text}`;
  if (fitted.has(key)) return fitted.get(key);
  let cut = text;
  if (ctx.measureText(text).width > width) {
    const letters = Array.from(text);
    const tail = cutAt !== "end" && letters.length > 8 ? letters.slice(-Math.max(2, Math.floor(width / 60))).join("") : "";
    let head = letters.length;
    do {
      head -= 1;
      cut = `${letters.slice(0, head).join("")}…${tail}`;
    } while (head > 1 && ctx.measureText(cut).width > width);
  }
  fitted.set(key, cut);
  return cut;
}

function badge(id) {
  const part = partOf(id);
  if (part === "task") return look.folded && foldedAt[id].length ? `＋${foldedAt[id].length}` : "";
  if (tasksIn[id].length) return String(tasksIn[id].length);
  if (part === "document") return sectionsIn(id).length ? `${sectionsIn(id).length}节` : "";
  return "";
}

const DIM = 0.42;

// A card: shape, words cut in the middle, a count at the right.
function card({ ctx, id, x, y, state }) {
  const more = id === MORE;
  const cls = more ? agentClass : classOf(id);
  const { width, height } = cls;
  function drawNode() {
    const left = x - width / 2, top = y - height / 2;
    const dim = look.lit && !look.lit.has(id);
    const selected = look.selected === id;
    ctx.globalAlpha = dim ? DIM : 1;
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, 6);
    ctx.fillStyle = palette.card;
    if (dim) { ctx.globalAlpha = 1; ctx.fill(); ctx.globalAlpha = DIM; } else ctx.fill();
    if (look.found.has(id)) { ctx.fillStyle = palette.mark; ctx.fill(); }
    ctx.lineWidth = selected ? 2.4 : state.hover ? 1.6 : 1;
    ctx.strokeStyle = selected ? palette.ring : state.hover || look.opened.has(id) ? colour(cls) : palette.line;
    if (look.opened.has(id) && !selected) ctx.lineWidth = 1.8;
    ctx.stroke();
    ctx.textBaseline = "middle";
    if (more) {
      ctx.fillStyle = palette.soft;
      ctx.font = `12.5px ${palette.font}`;
      ctx.textAlign = "center";
      ctx.fillText(`全部 ${agentCount} 个单位与负责人 ›`, x, y + 0.5);
      return;
    }
    const thing = things[id];
    ctx.save();
    ctx.translate(left + 7, y - 6.5);
    ctx.scale(13 / 16, 13 / 16);
    ctx.fillStyle = colour(cls);
    ctx.fill(PATHS[cls.shape]);
    ctx.restore();
    const count = badge(id);
    let room = width - 26 - 8;
    if (count) {
      ctx.font = `11px ${palette.font}`;
      ctx.textAlign = "right";
      ctx.fillStyle = palette.soft;
      ctx.fillText(count, left + width - 8, thing.sub ? top + 13 : y + 0.5);
      if (!thing.sub) room -= ctx.measureText(count).width + 6;
    }
    ctx.textAlign = "left";
    if (thing.sub) {
      ctx.font = `11px ${palette.font}`;
      ctx.fillStyle = palette.soft;
      ctx.fillText(fit(ctx, thing.sub, room - 34), left + 26, top + 13);
      ctx.font = `12.5px ${palette.font}`;
      ctx.fillStyle = palette.ink;
      ctx.fillText(fit(ctx, thing.line, room, cls.cut), left + 26, top + 29.5);
    } else {
      const indent = partOf(id) === "section" ? depth(id) * 10 : 0;
      ctx.font = `${selected || look.opened.has(id) ? "600 " : ""}12.5px ${palette.font}`;
      ctx.fillStyle = palette.ink;
      ctx.fillText(fit(ctx, thing.line, room - indent, cls.cut), left + 26 + indent, y + 0.5);
    }
  }
  return { drawNode, nodeDimensions: { width, height } };
}
const nothing = () => ({ drawNode() {}, nodeDimensions: { width: 0, height: 0 } });
const agentClass = Object.values(data.classes).find((cls) => cls.part === "agent");
const agentCount = things.filter((_, id) => partOf(id) === "agent").length;
const sizeOf = (id) => (id === MORE ? agentClass : classOf(id));
function depth(id) {
  const above = things[id].parent;
  return above !== undefined && partOf(above) === "section" ? 1 + depth(above) : 0;
}

// Edges run from the right rim of one card to the left rim of the next: each card has two unseen ports.
function portsOf(id, { x, y }) {
  const half = sizeOf(id).width / 2;
  const port = { y, shape: "custom", ctxRenderer: nothing, fixed: true };
  return [{ ...port, id: `i${id}`, x: x - half }, { ...port, id: `o${id}`, x: x + half }];
}

function edgeStyle(index) {
  const edge = data.edges[index];
  const relation = data.relations[edge.relation] || data.relations.sum;
  const strong = edgeFacts(index).some((fact) => fact.c === "explicit");
  const lit = look.edge === index || (look.lit && look.lit.has(edge.from) && look.lit.has(edge.to) && touches(index));
  const many = edge.relation === "sum";
  const width = many ? Math.min(7, 0.6 + edgeFacts(index).length * 0.35) : edge.width;
  const tint = strong ? colour(relation) : darkQuery.matches ? "#f0b44c" : "#b07400";
  const crowd = shownEdges.length > 160 ? 0.24 : 1;
  const calm = many ? (darkQuery.matches ? 0.42 : 0.26) * crowd : edge.relation.startsWith("has_") ? 0.75 : 0.55 * crowd;
  const opacity = look.lit ? (lit ? 0.95 : look.soft ? calm : 0.06) : calm;
  return { width: look.edge === index ? width + 2 : lit ? width + 0.4 : width, color: { color: tint, highlight: tint, hover: tint, inherit: false, opacity } };
}
function touches(index) {
  if (look.soft) return false;
  const { from, to } = data.edges[index];
  return look.focus === null || from === look.focus || to === look.focus || look.path.has(index);
}

const passes = { fact: () => true, thing: () => true };
const edgeFacts = (index) => data.edges[index].facts.map((f) => data.facts[f]).filter(passes.fact);

function edgeTitle(index) {
  const { from, to, relation } = data.edges[index];
  const facts = edgeFacts(index);
  if (relation === "sum") return `${things[from].line} → ${things[to].label}：${new Set(facts.map((f) => f.s)).size} 项任务`;
  return `${data.relations[relation] ? data.relations[relation].label : relation}：${things[to].label}`;
}

// Which cards and edges of a view pass the filters, with the gaps of the others closed.
function shown(view) {
  const all = view.places.map(([id, x, y]) => ({ id, x, y })).filter(({ id }) => id !== undefined);
  const edges = view.links.filter((index) => edgeFacts(index).length && [data.edges[index].from, data.edges[index].to].every((id) => passes.thing(id, view)));
  const linked = new Set(edges.flatMap((index) => [data.edges[index].from, data.edges[index].to]));
  const linkable = new Set(view.links.map((index) => data.edges[index].to));
  const keep = ({ id }) => id === MORE || (passes.thing(id, view) && !(partOf(id) === "agent" && id !== view.at && linkable.has(id) && !linked.has(id)));
  const result = new Map();
  const columns = new Map();
  all.forEach((place) => push(columns, Math.round(place.x), place));
  for (const column of columns.values()) {
    column.sort((a, b) => a.y - b.y);
    const kept = column.filter(keep);
    const closing = kept.length < column.length && view.kind !== "agents";
    let y = column[0].y;
    column.forEach((place, i) => {
      const step = i + 1 < column.length ? column[i + 1].y - place.y : 0;
      if (!keep(place)) return;
      result.set(place.id, { x: place.x, y: closing ? y : place.y });
      y += step;
    });
  }
  return { places: result, edges: edges.filter((i) => result.has(data.edges[i].from) && result.has(data.edges[i].to)) };
}

function put(set, items) {
  const ids = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(items);
}

let network = null;
function show(view, keepCamera) {
  current = view;
  look.opened = new Set(view.opened);
  const { places, edges } = shown(view);
  placed = places;
  shownEdges = edges;
  const nodes = [];
  for (const [id, at] of places) {
    nodes.push({ ...data.nodes[id], ...at, hidden: false, fixed: true, shape: "custom", ctxRenderer: card, group: undefined });
    nodes.push(...portsOf(id, at));
  }
  if (id_lost(look.selected)) look.selected = null;
  light();
  drawHeads(view);
  put(nodeSet, nodes);
  put(edgeSet, edges.map(edgeItem));
  if (!network) start();
  byId("empty").hidden = places.size > 0;
  byId("empty").textContent = things.length ? "没有符合筛选的内容" : "快照里没有文件";
  if (!keepCamera) frame();
}
const id_lost = (id) => id !== null && !placed.has(id);

function edgeItem(index) {
  const edge = data.edges[index];
  return { id: index, from: `o${edge.from}`, to: `i${edge.to}`, title: edgeTitle(index), arrows: "", ...edgeStyle(index) };
}

// Light the chosen thing, what it is joined to, and the way up to its document; the rest steps back.
function light(hovered) {
  const focus = hovered !== undefined && hovered !== null ? hovered : look.selected;
  look.focus = focus === undefined ? null : focus;
  look.path = new Set();
  look.soft = false;
  if (look.edge !== null && shownEdges.includes(look.edge)) {
    look.lit = new Set([data.edges[look.edge].from, data.edges[look.edge].to]);
    look.focus = null;
    return;
  }
  look.edge = null;
  if (focus === null || focus === undefined || focus === MORE) { look.lit = null; return; }
  if (focus === current.at && current.kind !== "agent") { lightView(focus); return; }
  const lit = new Set([focus]);
  let has = false;
  for (const index of shownEdges) {
    const { from, to } = data.edges[index];
    if (from === focus || to === focus) { lit.add(from); lit.add(to); has = true; }
  }
  const starts = partOf(focus) === "agent" ? [...lit].filter((id) => id !== focus) : [focus];
  starts.forEach((id) => {
    for (let above = id; above !== undefined && above !== MORE; above = things[above].parent) {
      if (placed.has(above)) lit.add(above);
    }
  });
  shownEdges.forEach((index) => {
    const { from, to, relation } = data.edges[index];
    if (relation.startsWith("has_") && lit.has(from) && lit.has(to)) look.path.add(index);
  });
  look.lit = has ? lit : null;
}
// The view is about the chosen thing: everything joined in it stays bright, its neighbours in the columns step back.
function lightView(focus) {
  look.lit = new Set([focus, MORE]);
  look.soft = true;
  look.focus = focus;
  shownEdges.forEach((index) => { look.lit.add(data.edges[index].to).add(data.edges[index].from); });
  for (const id of placed.keys()) if (partOf(id) === "section" && things[id].document === things[focus].document) look.lit.add(id);
}
function relight(hovered) {
  light(hovered);
  edgeSet.update(shownEdges.map((index) => ({ id: index, ...edgeStyle(index) })));
  if (network) network.redraw();
}

// -- camera

const extent = () => {
  let right = 0, bottom = 0;
  for (const [id, { x, y }] of placed) {
    right = Math.max(right, x + sizeOf(id).width / 2);
    bottom = Math.max(bottom, y + sizeOf(id).height / 2);
  }
  current.notes.forEach((note) => { right = Math.max(right, note.x + note.width); });
  return { right, bottom };
};
const MARGIN = 14;
function frame() {
  const { clientWidth: w, clientHeight: h } = stage;
  const { right, bottom } = extent();
  const wide = (w - 2 * MARGIN) / Math.max(right, 1);
  let scale = Math.min(1.2, wide), left = -MARGIN / scale;
  if (wide < 0.8) {
    scale = Math.min(1.05, Math.max(0.8, (w - 2 * MARGIN) / 262));
    left = Math.max(-MARGIN / scale, Math.min(current.focus - MARGIN / scale, right - w / scale + MARGIN));
  } else {
    scale = Math.min(scale, Math.max(0.94, (h - 24) / Math.max(bottom, 1)));
    left = (right - w / scale) / 2;
  }
  network.moveTo({ position: { x: left + w / scale / 2, y: -8 / scale + h / scale / 2 }, scale });
}
function pan(dx, dy) {
  const scale = network.getScale(), at = network.getViewPosition();
  const { bottom } = extent();
  const half = stage.clientHeight / scale / 2;
  const y = Math.max(Math.min(at.y + dy / scale, Math.max(bottom + 40 - half, half - 8 / scale)), half - 8 / scale);
  network.moveTo({ position: { x: at.x + dx / scale, y }, scale });
}
function zoom(factor) {
  network.moveTo({ scale: Math.max(0.25, Math.min(3, network.getScale() * factor)) });
}
function reveal(id) {
  if (!placed.has(id)) return;
  const at = network.canvasToDOM(placed.get(id)), half = sizeOf(id).width / 2 * network.getScale();
  const { clientWidth: w, clientHeight: h } = stage;
  let dx = 0, dy = 0;
  if (at.y < 30) dy = at.y - 60;
  if (at.y > h - 30) dy = at.y - h / 2;
  if (at.x - half < 0) dx = at.x - half - MARGIN;
  if (at.x + half > w) dx = at.x + half - w + MARGIN;
  if (dx || dy) pan(dx, dy);
}

// -- headings stay at the top while the columns move under them

function drawHeads(view) {
  byId("heads").replaceChildren(
    ...view.heads.map((head) => el("div", null, el("b", null, head.text), head.count >= 0 ? String(head.count) : "")),
  );
}
function moveHeads() {
  const boxes = byId("heads").children, scale = network.getScale();
  current.heads.forEach((head, i) => {
    const { x } = network.canvasToDOM({ x: head.x, y: 0 });
    boxes[i].style.transform = `translateX(${x.toFixed(1)}px)`;
    boxes[i].style.width = `${(head.width * scale).toFixed(1)}px`;
  });
  const { bottom } = extent();
  document.querySelector(".picture").classList.toggle("below", network.canvasToDOM({ x: 0, y: bottom }).y > stage.clientHeight + 4);
}
function drawNotes(ctx) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const note of current.notes) {
    ctx.font = `${current.kind === "agents" ? "600 " : ""}13px ${palette.font}`;
    const words = note.count >= 0 ? `${note.text} ${note.count}` : note.text;
    ctx.fillStyle = palette.ground;
    ctx.fillRect(note.x - 4, note.y, ctx.measureText(words).width + 8, 26);
    ctx.fillStyle = palette.soft;
    ctx.fillText(words, note.x, note.y + 13);
  }
}

function start() {
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, data.options);
  network.once("afterDrawing", () => { window.__drawn = performance.now(); });
  network.on("afterDrawing", drawNotes);
  network.on("afterDrawing", moveHeads);
  stage.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) return; // vis-network zooms
    event.preventDefault();
    event.stopPropagation();
    const unit = event.deltaMode === 1 ? 24 : 1;
    pan((event.shiftKey ? event.deltaY : event.deltaX) * unit, (event.shiftKey ? 0 : event.deltaY) * unit);
  }, { capture: true, passive: false });
}
const owner = (id) => (typeof id === "string" ? Number(id.slice(1)) : id);
