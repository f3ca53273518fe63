// What is on the stage, saved: picture, drawing, table, GraphML, and the SPARQL that gives its edges.
(function () {
"use strict";
const PG = window.PG;
const xml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
const NS = "https://policy-graph.example/ontology#";
const round = (number) => Math.round(number * 10) / 10;

PG.asPng = function (scene) {
  const e = PG.stage.extent(), pad = 30, top = 40, scale = Math.min(2, 8000 / Math.max(e.right - e.left, e.bottom - e.top));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((e.right - e.left + 2 * pad) * scale);
  canvas.height = Math.ceil((e.bottom - e.top + 2 * pad + top) * scale);
  const ctx = canvas.getContext("2d"), p = PG.palette();
  ctx.fillStyle = p.ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.setTransform(scale, 0, 0, scale, (pad - e.left) * scale, (pad + top - e.top) * scale);
  const look = { ...PG.stage.look, over: null };
  PG.paintEdges(ctx, scene, look, 1);
  for (const node of scene.nodes) PG.paintNode(ctx, node, node.x, node.y, look, 1);
  PG.paintNotes(ctx, scene);
  ctx.textAlign = "left"; ctx.fillStyle = p.soft; ctx.font = `600 14px ${p.font}`;
  for (const head of scene.heads) ctx.fillText(`${head.text}${head.n === undefined ? "" : ` ${head.n}`}`, head.x, e.top - 22);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};
PG.asSvg = function (scene) {
  const e = PG.stage.extent(), p = PG.palette();
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${round(e.left - 30)} ${round(e.top - 60)} ${round(e.right - e.left + 60)} ${round(e.bottom - e.top + 90)}" font-family="${xml(p.font)}" font-size="12.500">`, `<rect x="${round(e.left - 30)}" y="${round(e.top - 60)}" width="100%" height="100%" fill="${p.ground}"/>`];
  for (const edge of scene.edges) {
    const c = scene.curves[edge.n].map(round), s = scene.styles[edge.n];
    out.push(`<path d="M${c[0]} ${c[1]}C${c[2]} ${c[3]} ${c[4]} ${c[5]} ${c[6]} ${c[7]}" fill="none" stroke="${s.colour}" stroke-width="${round(s.width)}" stroke-opacity="${round(s.alpha)}"><title>${xml(edge.text || PG.value("relation", edge.rel))}</title></path>`);
  }
  for (const node of scene.nodes) {
    const tint = PG.colour(node.cls), left = node.x - node.w / 2, top = node.y - node.h / 2;
    out.push(`<g><title>${xml(node.label)}</title>`);
    if (node.kind === "circle") out.push(`<circle cx="${round(node.x)}" cy="${round(node.y)}" r="${round(node.rad - 3)}" fill="${tint}" fill-opacity=".2" stroke="${tint}"/><text x="${round(node.x)}" y="${round(node.rad > 44 ? node.y - 4 : node.y + node.rad + 14)}" text-anchor="middle" font-weight="600" fill="${p.ink}">${xml(PG.middle(node.label, 14))}</text><text x="${round(node.x)}" y="${round(node.rad > 44 ? node.y + 14 : node.y + node.rad + 28)}" text-anchor="middle" font-size="11" fill="${p.soft}">${xml(node.sub)}</text>`);
    else {
      out.push(`<rect x="${round(left)}" y="${round(top)}" width="${node.w}" height="${node.h}" rx="6" fill="${p.card}" stroke="${node.open || node.centre ? tint : p.line}"/>`);
      const two = node.sub && node.h > 30;
      if (node.kind === "cell") node.figures.forEach((figure, n) => out.push(`<circle cx="${round(left + 13)}" cy="${round(node.y + (n - (node.figures.length - 1) / 2) * 17)}" r="4.500" fill="${figure.target ? p.card : tint}" stroke="${tint}" stroke-width="2"/><text x="${round(left + 25)}" y="${round(node.y + (n - (node.figures.length - 1) / 2) * 17 + 4)}" fill="${p.ink}">${xml(figure.words)}</text>`));
      else {
        if (node.kind === "card") out.push(`<path transform="translate(${round(left + 8)} ${round(two ? top + 6 : node.y - 6.5)}) scale(.8125)" d="${PG.shapePath(node.cls)}" fill="${tint}" fill-rule="evenodd"/>`);
        out.push(`<text x="${round(left + 27)}" y="${round(two ? top + 34 : node.y + 4.5)}" fill="${p.ink}">${xml(PG.middle(node.label, Math.floor((node.w - 44) / 12.5)))}</text>`);
        if (two) out.push(`<text x="${round(left + 27)}" y="${round(top + 17)}" font-size="11" fill="${p.soft}">${xml(node.sub)}</text>`);
      }
    }
    out.push("</g>");
  }
  for (const note of scene.notes) out.push(`<text x="${round(note.x)}" y="${round(note.y + 5)}" fill="${p.soft}">${xml(note.text)}</text>`);
  for (const head of scene.heads) out.push(`<text x="${round(head.x)}" y="${round(e.top - 20)}" font-weight="600" font-size="14" fill="${p.soft}">${xml(head.text)}</text>`);
  out.push("</svg>");
  return `${out.join("\n")}\n`;
};
const iri = (key) => (/^[a-z][a-z0-9+.-]*:/i.test(key) && !key.startsWith("region:") ? key : PG.site.base + key.replace(/^region:/, ""));
PG.asCsv = function (scene) {
  const model = PG.modelNow();
  const rows = scene.edges.filter((edge) => !edge.quiet).map((edge) => {
    const [a, b] = (edge.back ? [edge.b, edge.a] : [edge.a, edge.b]).map((id) => scene.byId.get(id));
    const documents = model ? [...new Set(edge.ids.map((id) => model.edges[id].d))].sort((x, y) => x - y).map((d) => PG.site.documents[d]) : [];
    return [a.label, PG.className(a.cls), PG.value("relation", edge.rel), b.label, PG.className(b.cls), edge.words.length ? PG.edgeWords(edge.words.join(" · ")) : edge.rel === "sum" ? edge.count : "", documents.map((d) => d.title).join(" | "), documents.map((d) => d.year).join(" "), iri(a.id), iri(b.id)];
  });
  if (!rows.length) scene.nodes.forEach((node) => rows.push([node.label, PG.className(node.cls), "", "", "", node.kind === "cell" ? node.figures.map((f) => f.words).join(" ") : node.sub || "", "", "", iri(node.id), ""]));
  return PG.csv(["source", "source class", "relation", "target", "target class", "value", "documents", "years", "source iri", "target iri"], rows);
};
PG.asGraphml = function (scene) {
  const keys = ["label", "class", "iri"].map((name) => `<key id="${name}" for="node" attr.name="${name}" attr.type="string"/>`).concat(["relation", "value"].map((name) => `<key id="${name}" for="edge" attr.name="${name}" attr.type="string"/>`), '<key id="count" for="edge" attr.name="count" attr.type="int"/>');
  const ids = new Map(scene.nodes.map((node, n) => [node.id, `n${n}`]));
  const nodes = scene.nodes.filter((node) => node.kind !== "more").map((node) => `<node id="${ids.get(node.id)}"><data key="label">${xml(node.label)}</data><data key="class">${node.cls}</data><data key="iri">${xml(iri(node.id))}</data></node>`);
  const edges = scene.edges.map((edge) => `<edge source="${ids.get(edge.back ? edge.b : edge.a)}" target="${ids.get(edge.back ? edge.a : edge.b)}"><data key="relation">${edge.rel}</data><data key="value">${xml(edge.words.length ? PG.edgeWords(edge.words.join(" · ")) : "")}</data><data key="count">${edge.count}</data></edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys.join("\n")}\n<graph edgedefault="directed">\n${[...nodes, ...edges].join("\n")}\n</graph>\n</graphml>\n`;
};
// The edges among the things on the stage, with their labels: direct ones, and what tasks, sections and documents speak of.
// Names that are one with a thing (pg:mergedInto) count as it. Runs as it is on the snapshot.
PG.asSparql = function (scene) {
  const known = PG.modelNow();
  const real = scene.nodes.filter((node) => node.kind === "card" || node.kind === "circle").map((node) => node.id.replace(/^region:/, "")).filter((key) => !key.endsWith("?") && (!known || known.number.has(key)));
  const values = [...new Set(real)].map((key) => `<${iri(key)}>`);
  const lines = [];
  for (let at = 0; at < values.length; at += 4) lines.push(`    ${values.slice(at, at + 4).join(" ")}`);
  const comment = `# ${PG.w("stage_title")} · ${PG.w(`lens_${PG.view.state.lens}`)}${scene.said ? ` · ${scene.said.replace(/\s+/g, " ")}` : ""}\n# policy-graph query view.rq --snapshot out`;
  const head = `PREFIX pg: <${NS}>\nPREFIX dcterms: <http://purl.org/dc/terms/>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n`;
  return `${comment}\n${head}\nSELECT DISTINCT ?source ?sourceLabel ?relation ?target ?targetLabel\nWHERE {\n  VALUES ?source {\n${lines.join("\n")}\n  }\n  VALUES ?target {\n${lines.join("\n")}\n  }\n  ?from pg:mergedInto? ?source .\n  ?to pg:mergedInto? ?target .\n  { ?from ?relation ?to FILTER(?relation != pg:mergedInto) }\n  UNION\n  { ?fact ?relation ?to ; pg:inTask|pg:inSection|pg:statedIn ?from FILTER(?relation IN (pg:project, pg:indicator, pg:actor)) }\n  ?source skos:prefLabel|dcterms:title|rdfs:label ?sourceLabel .\n  ?target skos:prefLabel|dcterms:title|rdfs:label ?targetLabel .\n}\nORDER BY ?source ?relation ?target ?sourceLabel ?targetLabel\n`;
};
})();
