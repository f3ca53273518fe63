// The query page: what is asked stands in its address, whoever answers is behind `engine`.
import { answerOf, csv } from "./answers.js";
import { hashOf, stateOf } from "./address.js";
import { canChart, chart, suitsChart } from "./chart.js";
import { editor, secondReading } from "./editor.js";
import { by, el, save } from "./elements.js";
import { PageEngine, Refused, ServerEngine, Stopped } from "./engine.js";
import { defaults, filled, form, list, questionOf } from "./library.js";
import { canDraw, network, suitsDrawing } from "./network.js";
import { lang, settings, suffix, word, isDark } from "./settings.js";
import { missingPrefixes, mistake } from "./sparql.js";
import { table } from "./table.js";

const LIMIT = 60; // seconds until a query is stopped
const VIEWS = ["table", "chart", "graph"];
const SHOWN = ["view", "sort", "name", "number"]; // of the state: how an answer is shown

let state = {}; // of the address: q or ask with its parameters, and SHOWN
let answer = null; // the last one, and what it was of
let asking = 0;
let unfolded = false; // has the reader opened the query of a question?

// -- words of the template, links of the header

for (const node of document.querySelectorAll("[data-w]")) node.textContent = word(node.dataset.w);
for (const node of document.querySelectorAll("[data-w-label]")) node.setAttribute("aria-label", word(node.dataset.wLabel));
for (const link of document.querySelectorAll("header nav a, .brand")) {
  link.href = link.getAttribute("href") + suffix();
  if (lang === "en" && link.dataset.en) link.textContent = link.dataset.en;
}
document.title = `${word("title")} · ${word("site")}`;
function headerLinks() {
  by("language").href = `${suffix({ lang: lang === "en" ? "" : "en" }) || location.pathname}${location.hash}`;
  by("theme").href = `${suffix({ theme: isDark() ? "light" : "dark" })}${location.hash}`;
}

// -- who answers

const engine = settings.endpoint ? new ServerEngine(settings) : settings.data ? new PageEngine(settings) : null;
const seconds = (ms) => word("seconds", (ms / 1000).toFixed(1));
const spent = (ms) => (ms < 1000 ? word("milliseconds", ms < 10 ? ms.toFixed(1) : Math.round(ms)) : seconds(ms));

async function announce() {
  const status = by("store");
  if (!engine) { status.textContent = ""; return; }
  if (settings.endpoint) { status.textContent = word("server_ready", settings.endpoint); return; }
  status.textContent = word("store_loading");
  const begun = performance.now();
  try {
    const { size, took } = await engine.ready;
    status.textContent = word("store_ready", size.toLocaleString("en-US"), seconds(took));
    status.dataset.ready = String(Math.round(performance.now() - begun));
  } catch (error) {
    status.textContent = word("store_failed", error.message);
    status.classList.add("bad");
  }
}

async function ask(query) {
  const added = missingPrefixes(query, settings.prefixes);
  return engine.ask(query, added + query);
}

// -- asking

const writing = editor(by("editor"), () => runText(), () => {});
const library = by("library").appendChild(list());

function textOf({ q, ask: name, ...values }) {
  const question = name && questionOf(name);
  return question ? filled(question, { ...defaults(question), ...values }) : q || "";
}
// Asks what the editor holds: the chosen question, if it is still that question's text.
function runText() {
  const text = writing.text();
  go(state.ask && text === textOf(state) ? withoutShown(state) : { q: text });
}
// Only what differs from the defaults: addresses stay short.
function changedOf(question, values) {
  const usual = defaults(question);
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== usual[name]));
}
async function names(cls, most) {
  if (!engine) return [];
  const found = answerOf(await ask(`SELECT DISTINCT (STR(?label) AS ?name) WHERE { ?thing a ${cls} ; skos:prefLabel ?label } ORDER BY ?name LIMIT ${most}`));
  return found.rows.map(([name]) => name.value);
}
const withoutShown = (from) => Object.fromEntries(Object.entries(from).filter(([name]) => !SHOWN.includes(name)));

// Goes to a state: by the address, so that the browser's Back leads here again. The same state is asked anew.
function go(next) {
  const hash = `#${hashOf(next)}`;
  if (location.hash === hash) arrive(); else location.hash = hash;
}
// Another way to show the answer: the address changes, nothing is asked.
function showAs(changes) {
  state = Object.fromEntries(Object.entries({ ...state, ...changes }).filter(([, value]) => value !== null));
  history.replaceState(null, "", `#${hashOf(state)}`);
  headerLinks();
  show();
}

function arrive() {
  const before = JSON.stringify(withoutShown(state));
  state = stateOf(location.hash);
  headerLinks();
  if (answer && JSON.stringify(withoutShown(state)) === before && answer.of === before && SHOWN.some((name) => name in state)) { show(); return; }
  const question = state.ask ? questionOf(state.ask) : null;
  library.show(question ? state.ask : "");
  by("query").open = !question || unfolded;
  by("form").replaceChildren(...(question ? [form(question, state, (values) => go({ ask: question.name, ...changedOf(question, values) }), names)] : []));
  if (state.ask && !question) { trouble(word("no_question", state.ask)); return; }
  if (!state.ask && !state.q) { begin(); return; }
  writing.write(textOf(state));
  run();
}
// Nothing asked yet: the example shows what the page does.
function begin() {
  by("query").open = true;
  writing.write(settings.example);
  run();
}

async function run() {
  const turn = (asking += 1), query = writing.text(), of = JSON.stringify(withoutShown(state));
  trouble("");
  if (!engine) return; // the page says so
  const begun = performance.now();
  busy(true, begun);
  const limit = setTimeout(() => { timedOut = true; engine.stop(); }, LIMIT * 1000);
  let timedOut = false;
  try {
    const raw = await ask(query);
    if (turn !== asking) return;
    answer = { ...answerOf(raw), took: raw.took, text: raw.text, of };
    show();
  } catch (error) {
    if (turn !== asking) return;
    answer = null;
    by("answer").replaceChildren();
    by("views").hidden = true;
    if (error instanceof Stopped) { trouble(timedOut ? word("timed_out", LIMIT) : word("stopped")); announce(); }
    else if (error instanceof Refused) refused(error.message, query);
    else trouble(word("failed", error.message));
  } finally {
    clearTimeout(limit);
    if (turn === asking) busy(false);
  }
}
function refused(message, query) {
  const added = settings.endpoint ? 0 : missingPrefixes(query, settings.prefixes).length;
  const found = mistake(message, query, added, settings.prefixes, secondReading);
  const text = word(found.key, ...found.parts);
  if (!found.line) { trouble(text); return; }
  const line = query.split("\n")[found.line - 1] || "", from = Math.max(0, found.column - 40);
  trouble(found.key === "wrong_other" ? text : `${word("wrong_at", found.line, found.column)}${text}`,
    el("pre", null, `${from ? "…" : ""}${line.slice(from, found.column - 1)}`, el("mark", null, line.slice(found.column - 1, found.column + 24) || "␣"), line.slice(found.column + 24, found.column + 60)));
  by("query").open = true;
  writing.mark(found, text);
}
function trouble(text, ...more) {
  by("trouble").replaceChildren(...(text ? [el("p", null, text), ...more] : []));
  by("trouble").hidden = !text;
  if (!text) writing.mark(null);
}

let ticking = 0;
function busy(is, begun) {
  by("run").disabled = is;
  by("stop").hidden = !is;
  clearInterval(ticking);
  const status = by("spent");
  if (!is) { status.textContent = answer ? `${counted(answer)} · ${spent(answer.took)}` : ""; return; }
  status.textContent = word("running");
  ticking = setInterval(() => { status.textContent = `${word("running")} ${seconds(performance.now() - begun)}`; }, 200);
}
function counted({ kind, rows, triples }) {
  if (kind === "truth") return word("one_answer");
  return kind === "rows" ? word("rows", rows.length.toLocaleString("en-US")) : word("triples", triples.length.toLocaleString("en-US"));
}

// -- showing

const tabular = (found) => (found.kind === "triples" ? { columns: ["subject", "predicate", "object"], rows: found.triples } : found);
function viewOf(found) {
  const can = { table: true, chart: canChart(tabular(found)) && found.kind === "rows", graph: canDraw(found) };
  if (state.view && can[state.view]) return { can, view: state.view };
  return { can, view: suitsDrawing(found) ? "graph" : suitsChart(found) ? "chart" : "table" };
}
function show() {
  const place = by("answer"), bar = by("views");
  if (!answer) return;
  bar.hidden = answer.kind === "truth";
  if (answer.kind === "truth") { place.replaceChildren(el("p", { class: "truth" }, word(answer.truth ? "yes" : "no"))); return; }
  const { can, view } = viewOf(answer);
  for (const name of VIEWS) {
    const button = by(`view-${name}`);
    button.disabled = !can[name];
    button.title = can[name] ? "" : word(`no_${name}`);
    button.setAttribute("aria-pressed", String(name === view));
  }
  const { columns, rows } = tabular(answer);
  place.dataset.view = view;
  if (!rows.length) { place.replaceChildren(el("p", { class: "none" }, word("empty"))); return; }
  if (view === "table") place.replaceChildren(table(columns, rows, state.sort || "", (sort) => showAs({ sort: sort || null })));
  else if (view === "chart") place.replaceChildren(chart(answer, state, showAs));
  else draw(answer);
}
async function draw(found) {
  by("answer").replaceChildren(el("p", { class: "none" }, word("running")));
  try {
    const { box, draw: begin_ } = await network(found, async (query) => answerOf(await ask(query)));
    if (answer !== found || by("answer").dataset.view !== "graph") return;
    by("answer").replaceChildren(box);
    begin_();
  } catch (error) {
    by("answer").replaceChildren(el("p", { class: "none" }, word("failed", error.message)));
  }
}

// -- buttons

by("run").addEventListener("click", runText);
by("query").querySelector("summary").addEventListener("click", () => { unfolded = !by("query").open; });
by("stop").addEventListener("click", () => engine.stop());
for (const name of VIEWS) by(`view-${name}`).addEventListener("click", () => showAs({ view: name }));
by("csv").addEventListener("click", () => {
  const { columns, rows } = tabular(answer);
  save(`${state.ask || "query"}.csv`, "text/csv", csv(columns, rows));
});
by("menu").addEventListener("click", () => {
  const open = document.querySelector("header nav").classList.toggle("open");
  by("menu").setAttribute("aria-expanded", String(open));
});
addEventListener("hashchange", arrive);
if (!engine) { by("large").hidden = false; by("run").disabled = true; }

// For scripts of readers, and for measuring: policyGraph.ask("SELECT …") gives the answer and its milliseconds.
window.policyGraph = { ask: async (query) => { const raw = await ask(query); return { ...answerOf(raw), took: raw.took }; } };

announce();
arrive();
