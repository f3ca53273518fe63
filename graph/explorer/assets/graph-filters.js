// The filters at the left: classes, relations, document, region, years, stage, verdict, steps, communities.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const box = PG.by("filters");
const STAGES = ["proposed", "signed", "started", "underway", "completed", "operating"];
const VERDICTS = ["met", "partly", "missed", "in_progress", "not_reported", "pending"];
const RELATIONS = ["lead_official", "lead_unit", "responsible_unit", "supporting_unit", "in_cluster", "invested_by", "pursues", "attained", "undertakes", "states", "names", "cites"];

function choice(id, word, value, options, change) {
  return el("label", null, el("span", null, w(word)), el("select", { id, change: (event) => change(event.target.value) }, el("option", { value: "" }, w("all")), options.map(([option, words]) => el("option", { value: option, selected: option === value }, words))));
}
const swap = (list, name) => (list.includes(name) ? list.filter((one) => one !== name) : [...list, name]);

PG.drawFilters = function (state, scene) {
  const view = PG.view;
  const kept = box.contains(document.activeElement) ? document.activeElement.id : "";
  const documents = PG.site.documents;
  const regions = [...new Map(documents.filter((row) => row.at).map((row) => [row.at, row.region]))];
  const years = [...new Set(documents.map((row) => row.year).filter(Boolean))].sort();
  const classes = new Set([...scene.nodes.map((node) => node.cls), ...state.classes]);
  const relations = new Set([...scene.edges.map((edge) => edge.rel), ...state.relations]);
  const slider = (id, word, value, empty) => el("label", { class: "year" }, el("span", null, w(word), " ", el("b", null, value || empty)), el("input", { id, type: "range", min: 0, max: years.length - 1, value: Math.max(0, years.indexOf(value || empty)), change: (event) => { const year = years[Number(event.target.value)]; view.go({ [id === "from" ? "from" : "to"]: year === empty ? "" : year }); } }));
  box.replaceChildren(
    el("h2", null, w("legend")),
    el("div", { class: "chips" }, Object.keys(PG.site.classes).filter((cls) => classes.has(cls)).map((cls) => el("button", { type: "button", class: "chip", "data-cls": cls, "aria-pressed": String(!state.classes.includes(cls)), click: () => view.go({ classes: swap(state.classes, cls) }) }, PG.icon(cls), PG.className(cls)))),
    el("h2", null, w("relations")),
    el("div", { class: "chips" }, RELATIONS.filter((name) => relations.has(name) || (scene.edges.some((edge) => edge.rel === "sum") && RELATIONS.indexOf(name) < 4)).map((name) => el("button", { type: "button", class: "chip", "data-rel": name, "aria-pressed": String(!state.relations.includes(name)), click: () => view.go({ relations: swap(state.relations, name) }) }, PG.value("relation", name)))),
    el("label", { class: "check" }, el("input", { type: "checkbox", id: "collectives", checked: state.collectives, change: (event) => view.go({ collectives: event.target.checked }) }), w("show_collectives")),
    el("label", { class: "check" }, el("input", { type: "checkbox", id: "sure", checked: state.sure, change: (event) => view.go({ sure: event.target.checked }) }), w("hide_inferred")),
    choice("by-document", "by_document", state.document, documents.map((row) => [row.key, `${row.year} ${PG.middle(row.title, 22)}`]), (value) => view.go({ document: value })),
    choice("by-region", "by_region", state.region, regions, (value) => view.go({ region: value })),
    years.length > 1 ? el("div", null, slider("from", "year_from", state.from, years[0]), slider("to", "year_to", state.to, years[years.length - 1])) : "",
    choice("by-stage", "by_stage", state.stage, STAGES.map((stage) => [stage, PG.value("stage", stage)]), (value) => view.go({ stage: value })),
    choice("by-verdict", "by_verdict", state.verdict, VERDICTS.map((verdict) => [verdict, `${PG.verdictMark(verdict)} ${PG.value("verdict", verdict)}`]), (value) => view.go({ verdict: value })),
    el("button", { type: "button", id: "clear", click: () => view.go({ classes: [], relations: [], collectives: false, sure: false, document: "", region: "", from: "", to: "", stage: "", verdict: "" }) }, w("clear")),
    communities(state),
    scene.legend ? el("p", { class: "none" }, w(scene.legend === "circle" ? "circle_size" : "cell_says")) : "",
    scene.legend === "circle" ? el("ul", { class: "stages" }, STAGES.map((stage) => el("li", null, PG.svg("svg", { viewBox: "0 0 12 12", class: "icon" }, PG.svg("circle", { cx: 6, cy: 6, r: 5, fill: PG.ringColour(stage) })), PG.value("stage", stage)))) : "");
  if (kept && PG.by(kept)) PG.by(kept).focus();
};
function communities(state) {
  const made = el("details", { id: "communities", open: state.community !== "" }, el("summary", null, w("communities")), el("p", { class: "none" }, w("communities_says")));
  const fill = async () => {
    if (made.querySelector("ul") || !made.open) return;
    const model = await PG.model();
    const groups = PG.communities(model, PG.passing(model, state)).slice(0, 20);
    made.append(el("ul", null, groups.map((group, n) => el("li", null, el("button", { type: "button", "aria-current": String(String(n) === state.community), "data-community": n, click: () => PG.view.go({ community: String(n), ego: "", path: "" }) }, w("community_of", group.names.map((name) => PG.middle(name, 12)).join(w("separator")), group.members.length))))));
  };
  made.addEventListener("toggle", fill);
  if (made.open) fill();
  return made;
}
})();
