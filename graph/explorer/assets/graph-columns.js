// Placing: columns from the left, things in reading order or beside what they are joined to. The same input, the same picture.
(function () {
"use strict";
const PG = window.PG;
const GAP = 6, BETWEEN = 96;
PG.SIZE = { document: [232, 42], section: [226, 26], task: [244, 26], unit: [178, 26], official: [178, 26], cluster: [190, 26], project: [236, 42], group: [236, 42], enterprise: [176, 26], region: [232, 42] };
PG.sizeOf = (cls) => PG.SIZE[cls] || [204, 26];

// columns: [{word, nodes, edges?}] → nodes with x and y (their middles), heads
PG.placeColumns = function (columns, links) {
  const heads = [];
  let x = 0;
  for (const column of columns) {
    const width = Math.max(...column.nodes.map((node) => node.w), column.least || 150);
    for (const node of column.nodes) node.x = x + node.w / 2 + (node.indent || 0);
    heads.push({ x, w: width, text: column.word, n: column.count === undefined ? column.nodes.length : column.count });
    column.x = x;
    x += width + (column.gap || BETWEEN);
  }
  const placed = new Map();
  const near = new Map();
  for (const [a, b] of links) {
    if (!near.has(a)) near.set(a, []);
    if (!near.has(b)) near.set(b, []);
    near.get(a).push(b);
    near.get(b).push(a);
  }
  // stacked columns stand first; of the others, the one with the thing that all is about; then outwards from it
  const middle = columns.findIndex((column) => column.centre);
  const far = (n) => (middle < 0 ? n : Math.abs(n - middle));
  const order = columns.map((_, n) => n).sort((a, b) => (columns[b].stack ? 1 : 0) - (columns[a].stack ? 1 : 0) || far(a) - far(b) || a - b);
  for (const n of order) {
    const column = columns[n];
    const wish = (node) => {
      const ys = (near.get(node.id) || []).map((id) => placed.get(id)).filter(Boolean).map((other) => other.y);
      return ys.length ? ys.reduce((sum, y) => sum + y, 0) / ys.length : null;
    };
    if (column.stack) stack(column.nodes);
    else beside(column.nodes, wish);
    for (const node of column.nodes) placed.set(node.id, node);
  }
  return heads;
};
function stack(nodes) {
  let y = 0;
  for (const node of nodes) { node.y = y + node.h / 2; y += node.h + GAP; }
}
// Each node beside its neighbours, none upon another; those that nothing draws stand last.
function beside(nodes, wish) {
  const wishes = new Map(nodes.map((node) => [node, wish(node)]));
  const drawn = nodes.filter((node) => wishes.get(node) !== null), free = nodes.filter((node) => wishes.get(node) === null);
  const rank = new Map(nodes.map((node, n) => [node, n]));
  drawn.sort((a, b) => (a.last ? 1 : 0) - (b.last ? 1 : 0) || wishes.get(a) - wishes.get(b) || rank.get(a) - rank.get(b));
  let bottom = -Infinity;
  for (const node of drawn) { node.y = Math.max(wishes.get(node), bottom + GAP + node.h / 2); bottom = node.y + node.h / 2; }
  if (drawn.length) { // all together as near as they can be, none above the top
    const off = drawn.reduce((sum, node) => sum + node.y - wishes.get(node), 0) / drawn.length;
    const top = Math.min(...drawn.map((node) => node.y - node.h / 2));
    const shift = Math.min(off, top);
    if (shift > 0) { drawn.forEach((node) => { node.y -= shift; }); bottom -= shift; }
    else if (top < 0) { drawn.forEach((node) => { node.y -= top; }); bottom -= top; }
  }
  let y = drawn.length ? bottom + GAP : 0;
  for (const node of free) { node.y = y + node.h / 2; y += node.h + GAP; }
  nodes.sort((a, b) => a.y - b.y);
}
})();
