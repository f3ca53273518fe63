// An entity's facts as CSV, Turtle and JSON-LD: fact nodes in the snapshot's own classes and properties.
(function () {
"use strict";
const PG = window.PG;
const NS = "https://policy-graph.example/ontology#";
const SHAPES = {
  assignments: ["Assignment", "task", "agent", "role"],
  investments: ["Investment", "project", null, "investmentKind"],
  project_enterprises: ["Participation", "project", "enterprise"],
  project_clusters: ["Placement", "project", "cluster"],
  project_stages: ["StageReport", "project"],
  initiatives: ["InitiativeReport", "actor", "target", "relation"],
  indicators: [null, "indicator"],
  programmes: ["ProgrammeMention", null, "programme"],
  citations: ["Citation", null, "citedDocument"],
  terms: ["Definition", null, "term"],
};
const iri = (key) => (/^[a-z][a-z0-9+.-]*:/i.test(key) ? key : PG.site.base + key);

function statements(fact, tables) {
  const shape = SHAPES[fact.v];
  if (!shape) return null;
  const document = tables.documents[fact.d][0];
  const node = { "@id": iri(`${document}/fact/${fact.v}/${fact.i}`), "@type": `pg:${shape[0] || (fact.r === "target" ? "Target" : "Result")}`, "pg:statedIn": { "@id": iri(document) }, "pg:confidence": fact.c || "explicit" };
  if (shape[1]) node[`pg:${shape[1]}`] = { "@id": iri(tables.things[fact.s][0]) };
  if (shape[2]) node[`pg:${shape[2]}`] = { "@id": iri(tables.things[fact.o][0]) };
  if (shape[3]) node[`pg:${shape[3]}`] = fact.r;
  for (const [name, value] of Object.entries(fact.x || {})) node[`pg:${name}`] = value;
  const quotes = fact.q.map(([sentence, a, b]) => tables.sentences[sentence].slice(a, b));
  if (quotes.length) node["oa:exact"] = quotes;
  return node;
}
PG.jsonld = function (key, record, tables) {
  const thing = { "@id": iri(key), "skos:prefLabel": { "@value": record.l, "@language": "zh" } };
  if (record.n) thing["skos:altLabel"] = record.n.map((name) => ({ "@value": name, "@language": "zh" }));
  const graph = [thing, ...(record.f || []).map((fact) => statements(fact, tables)).filter(Boolean)];
  return { "@context": { pg: NS, skos: "http://www.w3.org/2004/02/skos/core#", oa: "http://www.w3.org/ns/oa#" }, "@graph": graph };
};
const escaped = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t")}"`;
function term(value) {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escaped(value);
  if ("@id" in value) return `<${value["@id"]}>`;
  return `${escaped(value["@value"])}@${value["@language"]}`;
}
PG.turtle = function (data) {
  const prefixes = Object.entries(data["@context"]).map(([name, ns]) => `@prefix ${name}: <${ns}> .`);
  const nodes = data["@graph"].map((node) => {
    const lines = Object.entries(node).filter(([name]) => name !== "@id").map(([name, value]) => (name === "@type" ? `a ${value}` : `${name} ${[].concat(value).map(term).join(", ")}`));
    return `<${node["@id"]}> ${lines.join(" ;\n    ")} .`;
  });
  return `${prefixes.join("\n")}\n\n${nodes.join("\n\n")}\n`;
};
PG.factRows = function (record, tables) {
  const columns = ["view", "subject", "relation", "object", "value", "document", "year", "section", "confidence", "rule", "quote", "start", "end"];
  const rows = (record.f || []).flatMap((fact) => fact.q.map((place) => {
    const document = tables.documents[fact.d], x = fact.x || {};
    const value = fact.v === "investments" ? `${x.amount} ${x.currency}` : fact.v === "indicators" ? `${x.comparator} ${x.value} ${x.unit || ""}`.trim() : Object.values(x).join(" ");
    return [fact.v, tables.things[fact.s][2], fact.r, fact.o === undefined ? "" : tables.things[fact.o][2], value, iri(document[0]), document[2], fact.h === undefined ? "" : tables.things[fact.h][2], fact.c || "explicit", tables.rules[fact.u] || "", tables.sentences[place[0]].slice(place[1], place[2]), place[3], place[4]];
  }));
  return PG.csv(columns, rows);
};
})();
