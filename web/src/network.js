// Rows with a subject and an object, or triples, as a network. vis-network is loaded when it is first wanted.
import { isAddress } from "./answers.js";
import { el } from "./elements.js";
import { pageOf, shown } from "./links.js";
import { isDark, said, settings, word } from "./settings.js";
import { hashOf } from "./address.js";

const MOST = 150; // things drawn
const PAIRS = [["subject", "object"], ["s", "o"], ["from", "to"], ["source", "target"]];
const LABELS = ["http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/title", "http://www.w3.org/2000/01/rdf-schema#label", "http://xmlns.com/foaf/0.1/name"];
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
// The Okabe–Ito palette and darker steps of it, safe for colour-blind readers: [light, dark]
const COLOURS = [["#0072B2", "#56A9E0"], ["#00795A", "#35BF98"], ["#B87000", "#F0A830"], ["#C04A00", "#F08A4B"], ["#8C4C9E", "#CC8FDC"], ["#5A6872", "#A3B0BF"], ["#A3284F", "#F08FB4"], ["#6B6B00", "#D6CF5A"]];

function ends(answer) {
  if (answer.kind !== "rows") return null;
  const addresses = answer.columns.map((_, n) => n).filter((n) => isAddress(answer.rows, n));
  const named = PAIRS.map((pair) => pair.map((name) => answer.columns.indexOf(name))).find((pair) => pair.every((n) => addresses.includes(n)));
  return named || (addresses.length >= 2 ? addresses.slice(0, 2) : null);
}
export function canDraw(answer) {
  return answer.kind === "triples" ? answer.triples.length > 0 : Boolean(ends(answer));
}
export const suitsDrawing = (answer) => answer.kind === "triples" && answer.triples.some(([, p, o]) => o.type === "uri" && p.value !== TYPE);

// {nodes: address → {label, facts}, edges: [from, to, words]}
function networkOf(answer) {
  const nodes = new Map(), edges = [];
  const node = (iri) => { if (!nodes.has(iri)) nodes.set(iri, { label: "", facts: [] }); return nodes.get(iri); };
  if (answer.kind === "triples") {
    for (const [s, p, o] of answer.triples) {
      const subject = node(s.value), name = shown(p.value);
      if (LABELS.includes(p.value) && (!subject.label || o.lang === "zh")) subject.label = o.value;
      if (o.type === "literal" || p.value === TYPE) subject.facts.push([name, o.type === "literal" ? o.value : shown(o.value)]);
      else { node(o.value); edges.push([s.value, o.value, propertyWord(p.value)]); }
    }
    return { nodes, edges };
  }
  const [from, to] = ends(answer), { columns, rows } = answer;
  const words = columns.map((_, n) => n).filter((n) => n !== from && n !== to);
  for (const row of rows) {
    if (!row[from] || !row[to]) continue;
    node(row[from].value);
    node(row[to].value);
    edges.push([row[from].value, row[to].value, words.map((n) => row[n]).filter(Boolean).map((found) => (found.type === "uri" ? shown(found.value) : found.value)).join(" · ")]);
  }
  return { nodes, edges };
}

// The names of the things that the answer does not name, from whoever answers queries.
async function nameThem(nodes, ask) {
  const nameless = [...nodes].filter(([iri, { label }]) => !label && iri.startsWith(settings.base)).map(([iri]) => iri);
  if (!nameless.length) return;
  const path = LABELS.map((iri) => `<${iri}>`).join("|");
  const found = await ask(`SELECT ?x (MIN(STR(?l)) AS ?label) WHERE { VALUES ?x { ${nameless.map((iri) => `<${iri}>`).join(" ")} } ?x ${path} ?l } GROUP BY ?x`);
  for (const [x, label] of found.rows) if (x && label) nodes.get(x.value).label = label.value;
}

function library(assets) {
  if (window.vis) return Promise.resolve();
  return new Promise((done, failed) => {
    const script = el("script", { src: `${assets}vis-network.min.js` });
    script.onload = done;
    script.onerror = () => failed(new Error("vis-network.min.js"));
    document.head.append(script);
  });
}
const kindOf = (iri) => (iri.startsWith(settings.base) ? iri.slice(settings.base.length).replace(/^document\/.*\/(section|task|fact)\/.*/, "$1").split("/")[0] : "");
const cut = (text, most) => (Array.from(text).length <= most ? text : `${Array.from(text).slice(0, most - 1).join("")}…`);

export async function network(answer, ask) {
  const whole = networkOf(answer);
  const kept = new Map([...whole.nodes].slice(0, MOST));
  const edges = whole.edges.filter(([from, to]) => kept.has(from) && kept.has(to));
  await Promise.all([library(settings.assets), nameThem(kept, ask)]);
  const kinds = [...new Set([...kept.keys()].map(kindOf))].sort();
  const dark = isDark() ? 1 : 0, colour = (iri) => COLOURS[kinds.indexOf(kindOf(iri)) % COLOURS.length][dark];
  const ink = getComputedStyle(document.body).color, paper = getComputedStyle(document.body).getPropertyValue("--card");
  const ids = new Map([...kept.keys()].map((iri, n) => [iri, n])), iris = [...kept.keys()];
  const name = (iri) => kept.get(iri).label || shown(iri).split("/").pop();
  const font = { color: ink, face: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif', strokeWidth: 3, strokeColor: paper };
  const nodes = iris.map((iri, n) => ({ id: n, label: cut(name(iri), 14), shape: "dot", size: 11, color: colour(iri), font: { ...font, size: iris.length > 60 ? 22 : 16 } }));
  const words = [...new Set(edges.map((edge) => edge[2]))].sort(), few = edges.length <= 60 && words.length > 1;
  const lines = edges.map(([from, to, words], n) => ({ id: n, from: ids.get(from), to: ids.get(to), arrows: "to", label: few ? cut(words, 16) : undefined, title: words || undefined, color: { color: dark ? "#5a6675" : "#aab4c0" }, font: { ...font, size: 13, align: "middle" } }));
  const stage = el("div", { class: "stage", role: "img", "aria-label": word("graph_label", kept.size, edges.length) });
  const caption = el("div", { class: "caption", "aria-live": "polite" }, word("graph_hint"));
  const legend = el("p", { class: "legend" }, kinds.map((kind) => {
    const dot = el("i");
    dot.style.background = COLOURS[kinds.indexOf(kind) % COLOURS.length][dark];
    return el("span", null, dot, kindWord(kind));
  }), words.length === 1 && words[0] ? el("span", null, el("i", { class: "line" }), words[0]) : null);
  const box = el("div", { class: "network" }, whole.nodes.size > MOST ? el("p", { class: "none" }, word("graph_first", MOST, whole.nodes.size)) : null, legend, stage, caption);
  const draw = () => {
    const drawn = new window.vis.Network(stage, { nodes, edges: lines }, {
      layout: { randomSeed: 7, improvedLayout: false },
      physics: { solver: "barnesHut", barnesHut: { springLength: 130, avoidOverlap: 0.3 }, stabilization: { iterations: 200, updateInterval: 50 } },
      interaction: { hover: true, tooltipDelay: 200 },
      edges: { smooth: edges.length < 150 ? { type: "continuous" } : false },
    });
    drawn.once("stabilizationIterationsDone", () => { drawn.setOptions({ physics: false }); drawn.fit(); box.dataset.drawn = String(kept.size); });
    drawn.on("selectNode", ({ nodes: [id] }) => caption.replaceChildren(...about(iris[id], kept.get(iris[id]), name(iris[id]))));
    drawn.on("deselectNode", () => caption.replaceChildren(word("graph_hint")));
  };
  return { box, draw };
}

function kindWord(kind) {
  const known = settings.kinds[kind];
  return known ? said(known) : kind || word("graph_other");
}
function propertyWord(iri) {
  const entry = settings.vocabulary.find((term) => term.iri === iri);
  return entry && said(entry.label) ? said(entry.label) : shown(iri);
}
function about(iri, { facts }, name) {
  const page = pageOf(iri);
  return [
    el("b", null, name), " ", el("small", null, shown(iri)), " ",
    page ? el("a", { href: page }, word("open_page")) : null, " ",
    el("a", { href: `#${hashOf({ q: `DESCRIBE <${iri}>` })}` }, word("describe_short")),
    facts.length ? el("p", { class: "facts" }, facts.slice(0, 8).map(([property, value]) => el("span", null, el("small", null, property), " ", cut(value, 80)))) : null,
  ].filter(Boolean);
}
