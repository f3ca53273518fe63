// The evidence panel: a fact is a line, under it the sentence with its words marked, and where it stands.
const panel = byId("panel");
const AT_ONCE = 12;

const ref = (id) => el("button", { type: "button", class: "ref", "data-open": id }, things[id].label);
const plain = (id) => things[id].label;
const relationLabel = (name) => (data.relations[name] ? data.relations[name].label : data.attributes[name] || name);

function quote([passage, start, end, left, right], names) {
  const text = data.passages[passage];
  const whole = end - start === text.length;
  const box = el("blockquote");
  const marked = (from, to) => {
    const named = namesIn(text, Math.max(from, start), Math.min(to, end), names);
    return markSpans(text, from, to, named.length || whole ? named : [[start, end]]);
  };
  const brief = (from, to) => {
    box.replaceChildren();
    if (from > 0) box.append("…");
    box.append(...marked(from, to));
    if (to < text.length) box.append("…");
    if (from > 0 || to < text.length) box.append(el("button", { type: "button", click: () => brief(0, text.length) }, "全段"));
  };
  if (whole && text.length > 220) brief(0, 180);
  else brief(left, right);
  return box;
}
function namesIn(text, from, to, names) {
  const spans = [];
  for (const name of names.filter((n) => n && n.length > 1)) {
    const at = text.indexOf(name, from);
    if (at >= 0 && at + name.length <= to && !spans.some(([a, b]) => at < b && a < at + name.length)) spans.push([at, at + name.length]);
  }
  return spans.sort((a, b) => a[0] - b[0]);
}
function markSpans(text, from, to, spans) {
  const parts = [];
  let at = from;
  for (const [start, end] of spans) {
    parts.push(text.slice(at, start), el("mark", null, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at, to));
  return parts.filter((part) => part !== "");
}

function where(document, section) {
  const parts = [];
  if (document !== undefined) parts.push(`《${things[document].label.replace(/^《|》$/g, "")}》`);
  if (section !== undefined && section !== document) parts.push(things[section].label);
  if (document !== undefined && things[document].year) parts.push(`${things[document].year}年`);
  return parts.join(" · ");
}

function factBlock(fact, here) {
  const end = (id) => (id === here ? el("b", null, plain(id)) : ref(id));
  const names = [fact.o, fact.s].filter((id) => id !== undefined).flatMap((id) => [things[id].label, ...(things[id].names || [])]);
  const block = el("article", { class: "fact" },
    el("p", { class: "line" }, end(fact.s), el("span", { class: "rel" }, relationLabel(fact.r)), fact.o !== undefined ? end(fact.o) : fact.v || ""));
  const found = fact.e || [];
  found.forEach((evidence) => block.append(quote(evidence, names)));
  if (!found.length) block.append(el("p", { class: "none" }, "原文没有一句直接写明。"));
  if (fact.why) block.append(el("p", { class: "why" }, `理由：${fact.why}`));
  block.append(el("p", { class: "src" },
    el("span", { class: `conf ${fact.c}` }, data.confidence[fact.c] || fact.c), " ", where(fact.d, fact.in),
    fact.rule ? " · " : null, fact.rule ? el("span", { class: "rule" }, `规则 ${fact.rule}`) : null));
  return block;
}

function some(items, make, words) {
  const box = el("div");
  const add = (from, to) => items.slice(from, to).forEach((item) => box.append(make(item)));
  add(0, AT_ONCE);
  if (items.length > AT_ONCE) {
    const button = el("button", { type: "button", class: "more", click: () => { button.remove(); add(AT_ONCE, items.length); } }, `再列其余 ${items.length - AT_ONCE} ${words}`);
    box.append(button);
  }
  return box;
}

function openPanel(...content) {
  byId("home").hidden = true;
  const box = byId("evidence");
  box.hidden = false;
  box.replaceChildren(...content.filter((part) => part));
  panel.scrollTop = 0;
}
function closePanel() {
  byId("home").hidden = false;
  byId("evidence").hidden = true;
  byId("evidence").replaceChildren();
}
function heading(cls, words, kind) {
  return [
    el("div", { class: "title" }, cls ? icon(cls) : el("span"), el("h2", null, words),
      el("button", { type: "button", class: "close", "aria-label": "关上，回到快照目录", click: () => app.clear() }, "×")),
    el("p", { class: "kind" }, kind),
  ];
}
const aboutList = (thing) => (thing.about && thing.about.length
  ? el("dl", null, ...thing.about.flatMap(([name, value]) => [el("dt", null, name), el("dd", null, value)])) : null);
const list = (ids, note) => el("ul", { class: "list" }, ...ids.map((id) => el("li", null, ref(id), el("small", null, note ? note(id) : ""))));
const h = (words) => el("h2", null, words);
const count = (id) => (tasksIn[id].length ? `${tasksIn[id].length} 项任务` : "");

function ownSentence(id) {
  const thing = things[id];
  const found = thing.evidence || [];
  if (!found.length) return [];
  return [h(partOf(id) === "task" ? "任务原文" : "原文"), ...found.map((evidence) => quote(evidence, [])), el("p", { class: "src" }, where(thing.document, partOf(id) === "document" ? undefined : thing.parent))];
}

const showers = {
  document(id, thing) {
    const tops = (children.get(id) || []).filter((child) => partOf(child) === "section");
    const direct = (children.get(id) || []).filter((child) => partOf(child) === "task");
    const heads = (factsOf.get(id) || []).map((f) => data.facts[f]).filter((f) => f.s === id && isHead(f));
    const answered = tasksIn[id].some((task) => answersOf(task).length);
    return [
      aboutList(thing),
      el("p", null, `${sectionsIn(id).length} 个章节，${tasksIn[id].length} 项任务。`),
      tasksIn[id].length ? null : el("p", { class: "none" }, "本文件没有分列任务，只显示章节。"),
      answered ? null : el("p", { class: "none" }, "本文件没有写明责任单位。"),
      tops.length ? h("章节") : null, tops.length ? list(tops, count) : null,
      direct.length ? h("任务") : null, direct.length ? some(direct, (task) => list([task]), "项任务") : null,
      heads.length ? h("文件头怎样读出") : null, ...heads.map((fact) => factBlock(fact, id)),
    ];
  },
  section(id, thing) {
    const subs = (children.get(id) || []).filter((child) => partOf(child) === "section");
    return [
      aboutList(thing), ...ownSentence(id),
      subs.length ? h("下级章节") : null, subs.length ? list(subs, count) : null,
      h("任务"),
      tasksIn[id].length ? list(tasksIn[id], (task) => `${new Set(answersOf(task).map((f) => f.o)).size || "未写明"} 责任方`) : el("p", { class: "none" }, "本章节没有分列任务。"),
    ];
  },
  task(id, thing) {
    const facts = answersOf(id).filter(passes.fact);
    const own = facts.filter((f) => !things[f.o].collective), folded = facts.filter((f) => things[f.o].collective);
    return [
      aboutList(thing), ...ownSentence(id),
      h("谁负责"),
      facts.length ? null : el("p", { class: "none" }, "本任务没有写明责任单位。"),
      ...own.map((fact) => factBlock(fact, id)),
      folded.length ? h(`集合单位（${folded.length}）`) : null, ...folded.map((fact) => factBlock(fact, id)),
    ];
  },
  agent(id, thing) {
    const facts = (factsOf.get(id) || []).map((f) => data.facts[f]).filter((f) => f.o === id).filter(passes.fact);
    const byDocument = new Map();
    facts.filter((f) => !isHead(f)).forEach((fact) => push(byDocument, fact.d, fact));
    const heads = facts.filter(isHead), answers = facts.filter(isAnswer);
    const roles = new Map();
    answers.forEach((fact) => roles.set(fact.r, (roles.get(fact.r) || 0) + 1));
    const ends = [aboutList(thing)];
    if (answers.length) ends.push(el("p", null, `承担 ${tasksIn[id].length} 项任务：${[...roles].map(([role, n]) => `${relationLabel(role)} ${n}`).join("，")}。`));
    else ends.push(el("p", { class: "none" }, "没有任务写明由其承担。"));
    if (answers.length && !(current.kind === "agent" && current.at === id)) ends.push(el("div", { class: "acts" }, el("button", { type: "button", class: "act", click: () => app.go("agent", id, id) }, "只看它的任务 →")));
    if (heads.length) ends.push(h("在文件头里"), ...heads.map((fact) => factBlock(fact, id)));
    for (const [document, own] of [...byDocument].sort((a, b) => a[0] - b[0])) {
      ends.push(h(`${things[document].year} ${things[document].group} · ${own.length}`), some(own, (fact) => factBlock(fact, id), "条"));
    }
    return ends;
  },
};

function showThing(id) {
  const thing = things[id], cls = classOf(id);
  const kind = [cls.label, thing.collective ? "集合单位" : partOf(id) === "document" ? "" : thing.group, partOf(id) === "task" || partOf(id) === "section" ? (things[thing.document] || {}).sub : thing.region];
  openPanel(...heading(cls, thing.label, [...new Set(kind)].filter(Boolean).join(" · ")), ...showers[cls.part](id, thing));
}
function showEdge(index) {
  const { from, to, relation } = data.edges[index];
  const facts = edgeFacts(index);
  const words = relation === "sum" ? `${new Set(facts.map((f) => f.s)).size} 项任务` : relationLabel(relation);
  openPanel(
    ...heading(null, `${things[from].line} → ${things[to].label}`, `连线 · ${words} · ${facts.length} 条依据`),
    some(facts, (fact) => factBlock(fact, null), "条"),
    ...(partOf(from) === "task" ? ownSentence(from) : []),
  );
}
