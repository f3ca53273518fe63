// Search: substrings of names, other names, numbers; then of the tasks' own text.
const searchBox = byId("search"), results = byId("results");
const LIMIT = 14;
const finder = { hits: [], at: 0 };
const order = ["agent", "document", "section", "task"];
const haystack = things.map((thing) => [thing.label, ...(thing.names || [])].join("\n").toLowerCase());

function find(query) {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = [];
  things.forEach((thing, id) => {
    if (words.every((word) => haystack[id].includes(word))) {
      const starts = thing.label.toLowerCase().startsWith(words[0]) ? 0 : 1;
      hits.push({ id, rank: [0, order.indexOf(partOf(id)), starts, -tasksIn[id].length, id] });
    } else if (thing.text !== undefined) {
      const text = data.passages[thing.text].toLowerCase();
      if (words.every((word) => text.includes(word))) hits.push({ id, inText: text.indexOf(words[0]), rank: [1, 0, 0, 0, id] });
    }
  });
  const less = (a, b) => { for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] - b[i]; return 0; };
  return hits.sort((a, b) => less(a.rank, b.rank));
}

function mark(text, words) {
  const low = text.toLowerCase(), spans = [];
  words.forEach((word) => {
    const at = low.indexOf(word);
    if (at >= 0 && !spans.some(([a, b]) => at < b && a < at + word.length)) spans.push([at, at + word.length]);
  });
  return markSpans(text, 0, text.length, spans.sort((a, b) => a[0] - b[0]));
}

function hitRow(hit, index, words) {
  const thing = things[hit.id], cls = classOf(hit.id);
  const document = things[thing.document];
  const notes = [cls.label, partOf(hit.id) === "agent" ? thing.group || "" : document && document !== thing ? document.sub : thing.sub, thing.region && partOf(hit.id) === "agent" ? thing.region : "", count(hit.id)];
  const small = el("small", null, [...new Set(notes)].filter(Boolean).join(" · "));
  if (hit.inText !== undefined) {
    const text = data.passages[thing.text], from = Math.max(0, hit.inText - 12);
    small.append(" · …", ...mark(text.slice(from, from + 40), words), "…");
  }
  const row = el("div", { class: "hit", role: "option", id: `hit${index}`, "aria-selected": String(index === finder.at) },
    icon(cls), el("span", null, ...mark(thing.label, words)), small);
  row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(index); });
  return row;
}

function refreshResults() {
  const query = searchBox.value.trim(), words = query.toLowerCase().split(/\s+/).filter(Boolean);
  results.hidden = !query;
  searchBox.setAttribute("aria-expanded", String(Boolean(query)));
  const shownHits = finder.hits.slice(0, LIMIT);
  results.replaceChildren(...shownHits.map((hit, index) => hitRow(hit, index, words)));
  if (query && !finder.hits.length) results.append(el("p", { class: "none" }, `没有名称或任务正文含“${query}”。可以少打几个字再试。`));
  if (finder.hits.length > LIMIT) results.append(el("p", { class: "none" }, `共 ${finder.hits.length} 处，只列前 ${LIMIT} 处；再打几个字可以缩小范围。`));
  if (shownHits.length) searchBox.setAttribute("aria-activedescendant", `hit${finder.at}`);
  else searchBox.removeAttribute("aria-activedescendant");
  const active = byId(`hit${finder.at}`);
  if (active) active.scrollIntoView({ block: "nearest" });
}
function search() {
  finder.hits = find(searchBox.value);
  finder.at = 0;
  look.found = new Set(finder.hits.map((hit) => hit.id));
  refreshResults();
  if (network) network.redraw();
}
function choose(index) {
  const hit = finder.hits[index];
  if (!hit) return;
  searchBox.value = "";
  search();
  searchBox.blur();
  app.focus(hit.id);
  stage.focus({ preventScroll: true });
}
searchBox.addEventListener("input", search);
searchBox.addEventListener("focus", refreshResults);
searchBox.addEventListener("blur", () => { results.hidden = true; });
searchBox.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const last = Math.min(finder.hits.length, LIMIT) - 1;
  if (event.key === "ArrowDown") finder.at = Math.min(last, finder.at + 1);
  else if (event.key === "ArrowUp") finder.at = Math.max(0, finder.at - 1);
  else if (event.key === "Enter") { choose(finder.at); event.preventDefault(); return; }
  else if (event.key === "Escape") { searchBox.value = ""; search(); stage.focus({ preventScroll: true }); event.stopPropagation(); return; }
  else return;
  event.preventDefault();
  refreshResults();
});
