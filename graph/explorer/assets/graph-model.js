// The whole graph as the build numbered it: things, edges, neighbours, steps, paths, communities.
(function () {
"use strict";
const PG = window.PG;
let asked = null;

PG.model = function () {
  if (!asked) asked = Promise.all([PG.things(), ...Array.from({ length: PG.site.shards.edges }, (_, n) => PG.load(`edges/${n}`))]).then(([things, ...files]) => make(things, files));
  return asked;
};
PG.modelNow = () => PG.model.made || null;

function make(things, files) {
  const { relations, words } = files[0];
  const edges = [];
  for (const { flat } of files) {
    for (let at = 0; at < flat.length; at += 6) edges.push({ id: edges.length, s: flat[at], t: flat[at + 1], r: relations[flat[at + 2]], d: flat[at + 3], words: flat[at + 4] < 0 ? "" : words[flat[at + 4]], inferred: flat[at + 5] === 1 });
  }
  const at = things.map(() => []);
  for (const edge of edges) { at[edge.s].push(edge.id); at[edge.t].push(edge.id); }
  const number = new Map(things.map((thing, n) => [thing.key, n]));
  const children = things.map(() => []);
  things.forEach((thing, n) => { if (thing.parent >= 0) children[thing.parent].push(n); });
  PG.model.made = { things, edges, at, number, children, relations: [...relations].sort(), other: (edge, n) => (edge.s === n ? edge.t : edge.s) };
  return PG.model.made;
}

// -- what passes the filters

PG.passing = function (model, filters) {
  const documents = PG.site.documents;
  const inYears = (year) => (!filters.from || !year || year >= filters.from) && (!filters.to || !year || year <= filters.to);
  const documentOk = documents.map((row) => (!filters.document || row.key === filters.document) && (!filters.region || row.at === filters.region) && inYears(row.year));
  const hiddenClasses = new Set(filters.classes), hiddenRelations = new Set(filters.relations);
  const edge = (e) => documentOk[e.d] && !hiddenRelations.has(e.r) && !(filters.sure && e.inferred);
  const thing = (n) => {
    const it = model.things[n];
    if (hiddenClasses.has(it.cls)) return false;
    if (!filters.collectives && it.kind === "collective") return false;
    if (filters.stage && it.cls === "project" && !(Array.isArray(it.extra) && it.extra[2] === filters.stage)) return false;
    if (filters.verdict && it.cls === "indicator" && it.extra !== filters.verdict) return false;
    if (it.cls === "document") return documentOk[PG.documentAt(it.key)];
    return true;
  };
  return { edge, thing, document: (n) => documentOk[n] };
};
PG.filtering = (filters) => Boolean(filters.document || filters.region || filters.from || filters.to || filters.stage || filters.verdict || filters.sure || filters.classes.length || filters.relations.length);

// Things that would join everything to everything: no path goes through them.
const HUBS = new Set(["region"]);
const passable = (model, n) => !HUBS.has(model.things[n].cls) && model.things[n].kind !== "collective";

// Everything within some steps of a thing, nearest first; `most` bounds how many.
PG.around = function (model, start, steps, pass, most) {
  const level = new Map([[start, 0]]);
  let edge = [start], cut = 0;
  for (let step = 1; step <= steps && edge.length; step += 1) {
    const next = [];
    for (const n of edge) {
      if (n !== start && !passable(model, n)) continue;
      for (const id of model.at[n]) {
        const e = model.edges[id];
        if (!pass.edge(e)) continue;
        const other = model.other(e, n);
        if (level.has(other) || !pass.thing(other)) continue;
        if (level.size >= most) { cut += 1; continue; }
        level.set(other, step);
        next.push(other);
      }
    }
    edge = next.sort((a, b) => a - b);
  }
  return { level, cut };
};

// A shortest path, the same each time: neighbours are tried in the order of their numbers; null where there is none.
PG.shortest = function (model, from, to, pass) {
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const n of edge) {
      if (n !== from && !passable(model, n)) continue;
      for (const id of model.at[n]) {
        const e = model.edges[id];
        const other = model.other(e, n);
        if (before.has(other) || !pass.edge(e) || (other !== to && !pass.thing(other))) continue;
        before.set(other, n);
        next.push(other);
      }
    }
    edge = next.sort((a, b) => a - b);
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let n = to; n !== null; n = before.get(n)) path.unshift(n);
  return path;
};

// Communities by label propagation over tasks and projects, in a fixed order: the same each time.
PG.communities = function (model, pass) {
  const kinds = new Set(["task", "unit", "official", "project", "enterprise", "cluster", "programme", "platform", "title", "institution"]);
  const members = model.things.map((_, n) => n).filter((n) => kinds.has(model.things[n].cls) && passable(model, n) && pass.thing(n));
  const inside = new Set(members);
  const label = new Map(members.map((n) => [n, n]));
  const near = new Map(members.map((n) => [n, model.at[n].map((id) => model.edges[id]).filter(pass.edge).map((e) => model.other(e, n)).filter((other) => inside.has(other))]));
  for (let round = 0; round < 12; round += 1) {
    let moved = 0;
    for (const n of members) {
      const counts = new Map();
      for (const other of near.get(n)) counts.set(label.get(other), (counts.get(label.get(other)) || 0) + 1 / Math.sqrt(near.get(other).length));
      let best = label.get(n), score = counts.get(best) || 0;
      for (const [name, count] of counts) if (count > score + 1e-9 || (Math.abs(count - score) < 1e-9 && name < best)) { best = name; score = count; }
      if (best !== label.get(n)) { label.set(n, best); moved += 1; }
    }
    if (!moved) break;
  }
  const groups = new Map();
  for (const n of members) { const name = label.get(n); if (!groups.has(name)) groups.set(name, []); groups.get(name).push(n); }
  return [...groups.values()].filter((group) => group.length > 3).map((group) => {
    const own = new Set(group);
    const degree = (n) => near.get(n).filter((other) => own.has(other)).length;
    const named = group.filter((n) => model.things[n].cls !== "task");
    const leaders = (named.length ? named : group).sort((a, b) => degree(b) - degree(a) || a - b).slice(0, 2);
    return { members: group, names: leaders.map((n) => model.things[n].label), leaders };
  }).sort((a, b) => b.members.length - a.members.length || a.members[0] - b.members[0]);
};
})();
