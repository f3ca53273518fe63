// Drawing a node and the edges on a canvas. `look` says what is chosen, lit or under the mouse.
(function () {
"use strict";
const PG = window.PG;
let palette = null;
PG.palette = function (fresh) {
  if (!palette || fresh) {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(`--${name}`).trim();
    palette = { ink: of("ink"), soft: of("soft"), line: of("line"), card: of("card"), ring: of("ring"), ground: of("ground"), font: of("font"), faint: of("faint"), good: of("good"), bad: of("bad"), mid: of("mid"), calm: of("calm"), accent: of("accent") };
  }
  return palette;
};
PG.verdictColour = (verdict) => { const p = PG.palette(); return { met: p.good, missed: p.bad, partly: p.mid, in_progress: p.mid, not_reported: p.calm, pending: p.soft }[verdict] || p.soft; };

const fitted = new Map();
// Cut a name to a width: its middle, so that both ends can be read.
function fit(ctx, text, width) {
  const key = `${ctx.font}|${Math.round(width)}|${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  let cut = text;
  if (ctx.measureText(text).width > width) {
    const letters = Array.from(text);
    const tail = letters.length > 8 ? letters.slice(-3).join("") : "";
    let low = 1, high = letters.length;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (ctx.measureText(`${letters.slice(0, mid).join("")}…${tail}`).width <= width) low = mid; else high = mid - 1;
    }
    cut = `${letters.slice(0, low).join("")}…${tail}`;
  }
  if (fitted.size > 20000) fitted.clear();
  fitted.set(key, cut);
  return cut;
}
const STAGE = { light: { proposed: "#b9bfc9", signed: "#8fb8d8", started: "#f0b44c", underway: "#d97b29", completed: "#4f9d78", operating: "#00694e" }, dark: { proposed: "#6d7786", signed: "#4f86b5", started: "#c98a1e", underway: "#e58b45", completed: "#58b58b", operating: "#7fe0bb" } };
PG.ringColour = (stage) => STAGE[PG.dark() ? "dark" : "light"][stage] || PG.palette().line;

PG.paintNode = function (ctx, node, x, y, look, scale) {
  const p = PG.palette();
  const dim = look.lit && !look.lit.has(node.id);
  const chosen = look.node === node.id, hover = look.over === node.id;
  ctx.globalAlpha = dim ? 0.35 : 1;
  if (node.kind === "circle") { circle(ctx, node, x, y, p, chosen || hover, scale); ctx.globalAlpha = 1; return; }
  const left = x - node.w / 2, top = y - node.h / 2;
  const tint = PG.colour(node.cls);
  ctx.beginPath();
  if (scale < 0.4) ctx.rect(left, top, node.w, node.h); else ctx.roundRect(left, top, node.w, node.h, 6);
  ctx.fillStyle = p.card;
  if (dim) { ctx.globalAlpha = 1; ctx.fill(); ctx.globalAlpha = 0.35; } else ctx.fill();
  ctx.lineWidth = chosen || node.centre ? 2.6 : node.open ? 2 : 1;
  ctx.strokeStyle = chosen ? p.ring : node.centre || node.open || hover ? tint : p.line;
  ctx.stroke();
  if (scale < 0.32) { ctx.fillStyle = tint; ctx.fillRect(left, top, 7, node.h); ctx.globalAlpha = 1; return; }
  ctx.textBaseline = "middle";
  if (node.kind === "more") {
    ctx.font = `12.5px ${p.font}`; ctx.fillStyle = p.accent; ctx.textAlign = "center";
    ctx.fillText(fit(ctx, node.label, node.w - 12), x, y + 0.5);
    ctx.globalAlpha = 1;
    return;
  }
  if (node.kind === "cell") { cell(ctx, node, left, y, p, tint); ctx.globalAlpha = 1; return; }
  ctx.save();
  ctx.translate(left + 8, node.sub && node.h > 30 ? top + 6 : y - 6.5);
  ctx.scale(13 / 16, 13 / 16);
  ctx.fillStyle = tint;
  ctx.fill(PG.paths[PG.site.classes[node.cls].shape], "evenodd");
  ctx.restore();
  let room = node.w - 36;
  if (node.n) {
    ctx.font = `11px ${p.font}`; ctx.textAlign = "right"; ctx.fillStyle = p.soft;
    ctx.fillText(node.n, left + node.w - 8, node.sub && node.h > 30 ? top + 13 : y + 0.5);
    if (!(node.sub && node.h > 30)) room -= ctx.measureText(node.n).width + 6;
  }
  ctx.textAlign = "left";
  ctx.fillStyle = p.ink;
  ctx.font = `${chosen || node.centre || node.open ? "600 " : ""}12.5px ${p.font}`;
  if (node.sub && node.h > 30) {
    ctx.fillText(fit(ctx, node.label, room), left + 27, top + 29.5);
    ctx.font = `11px ${p.font}`; ctx.fillStyle = p.soft;
    if (node.stage) { ctx.beginPath(); ctx.arc(left + 32, top + 13, 4.5, 0, 7); ctx.fillStyle = PG.ringColour(node.stage); ctx.fill(); ctx.fillStyle = p.soft; }
    ctx.fillText(fit(ctx, node.sub, node.w - 44 - (node.n ? 50 : 0)), left + (node.stage ? 41 : 27), top + 13);
  } else {
    ctx.fillText(fit(ctx, node.label, room - (node.verdict ? 16 : 0)), left + 27, y + 0.5);
    if (node.verdict) { ctx.fillStyle = PG.verdictColour(node.verdict); ctx.textAlign = "right"; ctx.font = `700 13px ${p.font}`; ctx.fillText(PG.verdictMark(node.verdict), left + node.w - 8, y + 0.5); }
  }
  ctx.globalAlpha = 1;
};
function cell(ctx, node, left, y, p, tint) {
  const lines = node.figures.length;
  node.figures.forEach((figure, n) => {
    const at = y + (n - (lines - 1) / 2) * 17;
    ctx.beginPath();
    ctx.arc(left + 13, at, 4.6, 0, 7);
    ctx.lineWidth = 2; ctx.strokeStyle = tint; ctx.fillStyle = figure.target ? p.card : tint;
    ctx.fill(); ctx.stroke();
    ctx.textAlign = "left"; ctx.fillStyle = p.ink; ctx.font = `12.5px ${p.font}`;
    ctx.fillText(fit(ctx, figure.words, node.w - 46), left + 25, at + 0.5);
  });
  ctx.textAlign = "right"; ctx.font = `700 13px ${p.font}`;
  if (node.verdict) { ctx.fillStyle = PG.verdictColour(node.verdict); ctx.fillText(PG.verdictMark(node.verdict), left + node.w - 7, y + 0.5); }
  else if (node.more > 0) { ctx.font = `11px ${p.font}`; ctx.fillStyle = p.soft; ctx.fillText(`＋${node.more}`, left + node.w - 7, y + 0.5); }
}
// An industry: its area the money, its ring the stages of its projects.
function circle(ctx, node, x, y, p, strong, scale) {
  const tint = PG.colour("cluster"), total = node.st.reduce((sum, [, n]) => sum + n, 0);
  ctx.beginPath(); ctx.arc(x, y, node.rad - 4, 0, 7);
  ctx.fillStyle = node.faint ? p.faint : tint; const alpha = ctx.globalAlpha; ctx.globalAlpha = alpha * (node.faint ? 1 : 0.2); ctx.fill(); ctx.globalAlpha = alpha;
  let from = -Math.PI / 2;
  ctx.lineWidth = 6;
  for (const [stage, n] of node.st) {
    const to = from + (n / total) * Math.PI * 2;
    ctx.beginPath(); ctx.arc(x, y, node.rad - 3, from, to); ctx.strokeStyle = PG.ringColour(stage); ctx.stroke();
    from = to;
  }
  if (!total) { ctx.lineWidth = 1; ctx.beginPath(); ctx.arc(x, y, node.rad - 3, 0, 7); ctx.strokeStyle = p.line; ctx.stroke(); }
  if (strong) { ctx.lineWidth = 2; ctx.beginPath(); ctx.arc(x, y, node.rad + 2, 0, 7); ctx.strokeStyle = p.ring; ctx.stroke(); }
  if (scale < 0.35) return;
  ctx.textAlign = "center"; ctx.textBaseline = "middle";
  const inside = node.rad > 44;
  ctx.font = `600 13px ${p.font}`; ctx.fillStyle = p.ink;
  ctx.fillText(fit(ctx, node.label, inside ? node.rad * 2 - 18 : 96), x, inside ? y - 8 : y + node.rad + 11);
  ctx.font = `11px ${p.font}`; ctx.fillStyle = p.soft;
  ctx.fillText(fit(ctx, node.sub, inside ? node.rad * 2 - 12 : 104), x, inside ? y + 10 : y + node.rad + 25);
}

// -- edges: curves from the right rim of one node to the left rim of the next

PG.curve = function (a, b) {
  const right = b.x - b.w / 2 >= a.x + a.w / 2 - 1, left = b.x + b.w / 2 <= a.x - a.w / 2 + 1;
  if (right || left) {
    const x1 = a.x + (right ? a.w / 2 : -a.w / 2), x2 = b.x + (right ? -b.w / 2 : b.w / 2), bend = (x2 - x1) * 0.45;
    return [x1, a.y, x1 + bend, a.y, x2 - bend, b.y, x2, b.y];
  }
  const x1 = a.x + a.w / 2, x2 = b.x + b.w / 2, out = Math.max(x1, x2) + 34 + Math.abs(a.y - b.y) * 0.08;
  return [x1, a.y, out, a.y, out, b.y, x2, b.y];
};
PG.onCurve = function ([x1, y1, x2, y2, x3, y3, x4, y4], t) {
  const u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  return [a * x1 + b * x2 + c * x3 + d * x4, a * y1 + b * y2 + c * y3 + d * y4];
};
const ROLE = { lead_unit: 2.6, lead_official: 1.8, responsible_unit: 1.5, supporting_unit: 0.8 };
PG.edgeStyle = function (edge, scene) {
  const p = PG.palette();
  const target = scene.byId.get(edge.back ? edge.a : edge.b);
  const structure = edge.rel === "has_section" || edge.rel === "has_task" || edge.rel === "states" || edge.quiet;
  const colour = edge.inferred && !structure && edge.rel !== "sum" && edge.ids.length ? p.mid : structure ? p.soft : PG.colour(target.cls);
  const width = edge.rel === "sum" && !edge.quiet ? Math.min(0.6 + edge.count * 0.3, 7) : ROLE[edge.rel] || (structure ? 0.9 : 1.3);
  const crowd = scene.edges.length > 160 ? 0.5 : 1;
  return { colour, width, alpha: (structure ? 0.4 : edge.rel === "sum" ? 0.36 : 0.6) * crowd };
};
PG.paintEdges = function (ctx, scene, look, scale) {
  const groups = new Map();
  for (const edge of scene.edges) {
    const style = scene.styles[edge.n];
    const lit = look.edge === edge.n || (look.lit && look.centre && (edge.a === look.centre || edge.b === look.centre));
    const alpha = look.lit || look.edge !== null ? (lit ? 0.95 : 0.07) : style.alpha;
    const width = look.edge === edge.n ? style.width + 2 : lit ? style.width + 0.5 : style.width;
    const name = `${style.colour}|${width}|${alpha}`;
    if (!groups.has(name)) groups.set(name, { colour: style.colour, width, alpha, edges: [] });
    groups.get(name).edges.push(edge);
  }
  for (const { colour, width, alpha, edges } of groups.values()) {
    ctx.beginPath();
    for (const edge of edges) { const c = scene.curves[edge.n]; ctx.moveTo(c[0], c[1]); ctx.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]); }
    ctx.strokeStyle = colour; ctx.lineWidth = width; ctx.globalAlpha = alpha;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  if (scale < 0.55) return;
  const p = PG.palette();
  const labelled = scene.edges.filter((edge) => edge.text && (look.edge !== null ? look.edge === edge.n : (look.centre ? edge.a === look.centre || edge.b === look.centre : edge.rel !== "sum" && scene.edges.length <= 90)));
  if (labelled.length > (look.centre ? 16 : 90)) return;
  ctx.font = `11px ${p.font}`; ctx.textBaseline = "middle"; ctx.textAlign = "center";
  for (const edge of labelled) {
    const c = scene.curves[edge.n];
    const [x, y] = PG.onCurve(c, 0.5);
    const words = fit(ctx, edge.text, Math.max(Math.abs(c[6] - c[0]) - 8, 60)), wide = ctx.measureText(words).width;
    ctx.fillStyle = p.ground; ctx.globalAlpha = 0.85; ctx.fillRect(x - wide / 2 - 3, y - 8, wide + 6, 16);
    ctx.globalAlpha = 1; ctx.fillStyle = p.soft; ctx.fillText(words, x, y);
  }
};
PG.paintNotes = function (ctx, scene) {
  const p = PG.palette();
  ctx.textAlign = "left"; ctx.textBaseline = "middle";
  for (const note of scene.notes) { ctx.font = `${note.strong ? "600 15px" : "13px"} ${p.font}`; ctx.fillStyle = note.strong ? p.ink : p.soft; ctx.fillText(note.text, note.x, note.y); }
};
})();
