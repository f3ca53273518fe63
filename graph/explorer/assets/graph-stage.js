// The stage: vis-network holds the camera, the nodes and what is under the mouse; edges are drawn in bundles beneath.
(function () {
"use strict";
const PG = window.PG;
const box = PG.by("stage"), headBox = PG.by("heads");
const OPTIONS = {
  autoResize: true, physics: { enabled: false }, layout: { improvedLayout: false },
  interaction: { dragNodes: false, hover: true, selectable: false, keyboard: { enabled: false }, tooltipDelay: 400, zoomView: true },
  nodes: { shape: "custom" },
};
const look = { node: null, edge: null, lit: null, centre: null, over: null };
const nodes = new vis.DataSet();
let network = null, scene = null;
const stage = (PG.stage = { look, scene: () => scene, network: () => network });
const SMALLEST = 0.08, LARGEST = 3;

function renderer({ ctx, id, x, y }) {
  const node = scene.byId.get(id);
  return { drawNode() { if (node) PG.paintNode(ctx, node, x, y, look, stage.scale); }, nodeDimensions: node ? { width: node.w, height: node.h } : { width: 1, height: 1 } };
}
stage.show = function (next, keep) {
  scene = next;
  scene.curves = scene.edges.map((edge) => PG.curve(scene.byId.get(edge.a), scene.byId.get(edge.b)));
  scene.styles = scene.edges.map((edge) => PG.edgeStyle(edge, scene));
  stage.light();
  const items = scene.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: renderer, size: node.h / 2, title: undefined }));
  if (!network) { nodes.add(items); start(); }
  else {
    const wanted = new Set(items.map((item) => item.id));
    nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
    nodes.update(items);
  }
  PG.by("stage").parentNode.classList.toggle("bare", !scene.heads.length);
  headBox.replaceChildren(...scene.heads.map((head) => PG.el("div", null, PG.el("b", null, head.text), head.n === undefined ? "" : ` ${head.n}`)));
  if (!keep) stage.fit();
  stage.redraw();
};
stage.redraw = () => { if (network) network.redraw(); };
// What is chosen or under the mouse is lit with all that it is joined to; the rest steps back.
stage.light = function () {
  const centre = look.node !== null && scene.byId.has(look.node) ? look.node : look.over !== null && scene.byId.has(look.over) && look.edge === null ? look.over : null;
  if (look.node !== null && !scene.byId.has(look.node)) look.node = null;
  look.centre = null;
  look.lit = null;
  if (look.edge !== null) { const edge = scene.edges[look.edge]; if (edge) { look.lit = new Set([edge.a, edge.b]); return; } look.edge = null; }
  if (centre === null) return;
  const lit = new Set([centre]);
  for (const edge of scene.edges) { if (edge.a === centre) lit.add(edge.b); if (edge.b === centre) lit.add(edge.a); }
  if (lit.size > 1) { look.lit = lit; look.centre = centre; }
};
const extent = () => {
  const box_ = { left: 0, top: 0, right: 240, bottom: 120 };
  for (const node of scene.nodes) {
    box_.left = Math.min(box_.left, node.x - node.w / 2); box_.right = Math.max(box_.right, node.x + node.w / 2);
    box_.top = Math.min(box_.top, node.y - node.h / 2); box_.bottom = Math.max(box_.bottom, node.y + node.h / 2 + (node.kind === "circle" ? 36 : 0));
  }
  for (const note of scene.notes) { box_.left = Math.min(box_.left, note.x); box_.top = Math.min(box_.top, note.y - 12); box_.right = Math.max(box_.right, note.x + note.text.length * 13); }
  return box_;
};
stage.extent = extent;
const MARGIN = 18;
// The picture at a size that can be read: its whole width where that goes, else from its focus on; tall ones are scrolled.
stage.fit = function (whole) {
  const { clientWidth: wide, clientHeight: high } = box, e = extent(), least = scene.least || 0.66;
  const across = (wide - 2 * MARGIN) / (e.right - e.left), down = (high - 2 * MARGIN) / (e.bottom - e.top);
  let scale = whole ? Math.min(across, down, 1.15) : Math.min(1.15, across, Math.max(down, 0.82)), left = e.left;
  if (!whole && across < least) {
    scale = Math.min(0.95, Math.max(least, wide / 520));
    left = Math.max(e.left, Math.min(scene.focus || e.left, e.right - wide / scale + MARGIN / scale));
  }
  const spare = left === e.left ? Math.max(0, wide / scale - (e.right - e.left) - (2 * MARGIN) / scale) / 2 : 0;
  let x = left - MARGIN / scale - spare + wide / scale / 2, y = e.top - MARGIN / scale + high / scale / 2;
  const { middle } = scene;
  if (!whole && middle) { // the thing that all is about stands in sight, as near the middle as the picture's edges allow
    if (across < scale) x = Math.max(x, Math.min(middle.x, e.right + MARGIN / scale - wide / scale / 2));
    if (down < scale) y = Math.max(y, Math.min(middle.y, e.bottom + MARGIN / scale - high / scale / 2));
  }
  network.moveTo({ position: { x, y }, scale });
};
stage.pan = function (dx, dy) {
  const at = network.getViewPosition(), scale = network.getScale();
  network.moveTo({ position: { x: at.x + dx / scale, y: at.y + dy / scale } });
};
stage.zoom = (factor) => network.moveTo({ scale: Math.max(SMALLEST, Math.min(LARGEST, network.getScale() * factor)) });
stage.reveal = function (id) {
  const node = scene.byId.get(id);
  if (!node) return;
  const at = network.canvasToDOM({ x: node.x, y: node.y }), half = (node.w / 2) * network.getScale();
  const { clientWidth: wide, clientHeight: high } = box;
  const dx = at.x - half < 0 ? at.x - half - MARGIN : at.x + half > wide ? at.x + half - wide + MARGIN : 0;
  const dy = at.y < 40 ? at.y - 80 : at.y > high - 30 ? at.y - high / 2 : 0;
  if (dx || dy) stage.pan(dx, dy);
};
// The edge nearest to a point of the page, within a few pixels.
stage.edgeAt = function (point) {
  const at = network.DOMtoCanvas(point), reach = 7 / network.getScale();
  let best = null, least = reach * reach;
  for (const edge of scene.edges) {
    const c = scene.curves[edge.n];
    if (at.x < Math.min(c[0], c[6], c[2]) - reach || at.x > Math.max(c[0], c[6], c[2]) + reach || at.y < Math.min(c[1], c[7]) - reach || at.y > Math.max(c[1], c[7]) + reach) continue;
    for (let i = 0; i <= 24; i += 1) {
      const [x, y] = PG.onCurve(c, i / 24), far = (x - at.x) ** 2 + (y - at.y) ** 2;
      const step = ((c[6] - c[0]) / 24) ** 2 + ((c[7] - c[1]) / 24) ** 2;
      if (far < Math.max(least, Math.min(step / 4, reach * reach))) { if (best === null || far < least) { best = edge.n; least = far; } }
    }
  }
  return best;
};
function moveHeads() {
  const scale = network.getScale();
  scene.heads.forEach((head, n) => {
    const node = headBox.children[n];
    if (!node) return;
    node.style.transform = `translateX(${network.canvasToDOM({ x: head.x, y: 0 }).x.toFixed(1)}px)`;
    node.style.width = `${(head.w * scale).toFixed(1)}px`;
  });
}
function start() {
  network = new vis.Network(box, { nodes, edges: [] }, OPTIONS);
  const canvas = box.querySelector("canvas");
  if (canvas) canvas.setAttribute("aria-hidden", "true");
  network.on("beforeDrawing", (ctx) => { stage.began = performance.now(); stage.scale = network.getScale(); PG.paintEdges(ctx, scene, look, stage.scale); });
  network.on("afterDrawing", (ctx) => {
    PG.paintNotes(ctx, scene);
    moveHeads();
    stage.took = performance.now() - stage.began;
    if (!window.__ready) window.__ready = performance.now();
  });
  box.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) return; // vis-network zooms
    event.preventDefault();
    event.stopPropagation();
    const unit = event.deltaMode === 1 ? 24 : 1;
    stage.pan((event.shiftKey ? event.deltaY : event.deltaX) * unit, (event.shiftKey ? 0 : event.deltaY) * unit);
  }, { capture: true, passive: false });
}
stage.scale = 1;
stage.at = (id) => { const node = scene.byId.get(id), p = network.canvasToDOM({ x: node.x, y: node.y }), r = box.getBoundingClientRect(); return { x: p.x + r.left, y: p.y + r.top }; };
stage.edgePoint = (n) => { const [x, y] = PG.onCurve(scene.curves[n], 0.5), p = network.canvasToDOM({ x, y }), r = box.getBoundingClientRect(); return { x: p.x + r.left, y: p.y + r.top }; };
})();
