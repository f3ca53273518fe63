// One outline per class, on a 16 × 16 grid: the same path on the canvas, in the legend and in the panel.
const SHAPES = {
  square: "M3 1.5h7l3.5 3.5v9.5h-10.5z",
  triangle: "M2 3h12v2.4h-12z M4.5 7h9.5v2.4h-9.5z M4.5 11h9.5v2.4h-9.5z",
  dot: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0 -12z",
  diamond: "M8 1l7 7l-7 7l-7 -7z",
  star: "M8 1l2.1 4.6l5 .6l-3.7 3.4l1 5l-4.4 -2.5l-4.4 2.5l1 -5l-3.7 -3.4l5 -.6z",
  hexagon: "M4.5 2h7l3.5 6l-3.5 6h-7l-3.5 -6z",
  triangleDown: "M1.5 3h13l-6.5 11z",
  box: "M2 4h12v8h-12z",
};
const PATHS = Object.fromEntries(Object.entries(SHAPES).map(([name, d]) => [name, new Path2D(d)]));

const data = JSON.parse(document.getElementById("data").textContent);
const things = data.things;
const MORE = things.length; // the card that leads to all units and officials
const darkQuery = matchMedia("(prefers-color-scheme: dark)");
const colour = (row) => (darkQuery.matches ? row.dark : row.light);
const classOf = (id) => data.classes[things[id].cls];
const partOf = (id) => (id === MORE ? "more" : classOf(id).part);
const byId = (id) => document.getElementById(id);

// Text of documents only ever becomes text nodes.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "click") made.addEventListener("click", value);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function icon(cls) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", "14");
  svg.setAttribute("height", "14");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[cls.shape]);
  path.setAttribute("fill", colour(cls));
  svg.append(path);
  return svg;
}

// What is in what, and who answers for what.
const children = new Map();
const factsOf = new Map();
const push = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
things.forEach((thing, id) => {
  if (thing.parent !== undefined) push(children, thing.parent, id);
});
data.facts.forEach((fact, index) => {
  push(factsOf, fact.s, index);
  if (fact.o !== undefined) push(factsOf, fact.o, index);
});
const isAnswer = (fact) => fact.o !== undefined && partOf(fact.o) === "agent" && partOf(fact.s) === "task";
const isHead = (fact) => partOf(fact.s) === "document" && fact.r in data.attributes;
function inside(id) {
  return (children.get(id) || []).flatMap((child) => [child, ...inside(child)]);
}
const tasksIn = things.map((thing, id) => {
  const part = partOf(id);
  if (part === "agent") {
    return [...new Set((factsOf.get(id) || []).map((f) => data.facts[f]).filter(isAnswer).map((f) => f.s))];
  }
  return part === "task" ? [] : inside(id).filter((child) => partOf(child) === "task");
});
const sectionsIn = (id) => inside(id).filter((child) => partOf(child) === "section");
const answersOf = (task) => (factsOf.get(task) || []).map((f) => data.facts[f]).filter(isAnswer);
const foldedAt = things.map((thing, id) =>
  partOf(id) === "task" ? [...new Set(answersOf(id).map((f) => f.o).filter((o) => things[o].collective))] : [],
);
