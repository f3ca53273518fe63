// 督查: targets set against what was later reported; every row opens both sentences.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const ORDER = ["missed", "partly", "in_progress", "not_reported", "pending", "met", ""];
const VERDICTS = ["met", "partly", "missed", "in_progress", "not_reported", "pending"];
const TINT = { met: "var(--good)", missed: "var(--bad)", partly: "var(--mid)", in_progress: "#d9a441", not_reported: "var(--calm)", pending: "var(--line)", "": "var(--faint)" };

const number = (fact) => (fact && fact.v === "indicators" ? fact.x.value : null);
const said = (fact) => (!fact ? "" : fact.v === "indicators" ? PG.figure(fact.x) : PG.factValue(fact));
// The gap between target and result, where both are figures of one measure and unit.
function gap(row) {
  const [aim, got] = [number(row.t), number(row.r)];
  if (aim === null || got === null || row.t.x.unit !== row.r.x.unit || row.t.x.measure !== row.r.x.measure) return null;
  return got - aim;
}
// A bar: the result, and a line where the target stands.
function bar(row) {
  const [aim, got] = [number(row.t), number(row.r)];
  if (gap(row) === null || aim <= 0 || got < 0) return null;
  const most = Math.max(aim, got) * 1.05;
  return PG.svg("svg", { viewBox: "0 0 100 14", class: "mini", role: "img", "aria-label": `${PG.figure(row.t.x)} / ${PG.figure(row.r.x)}` },
    PG.svg("rect", { x: 0, y: 3, width: 100, height: 8, fill: "var(--faint)" }), PG.svg("rect", { x: 0, y: 3, width: (got / most) * 100, height: 8, fill: TINT[row.verdict || ""] }), PG.svg("line", { x1: (aim / most) * 100, x2: (aim / most) * 100, y1: 0, y2: 14, stroke: "var(--ink)", "stroke-width": 1.5 }));
}

PG.board("promises").then((rows) => {
  const judged = rows.some((row) => row.verdict);
  const things = (row) => row.tables.things;
  const label = (row) => things(row)[row.t.s][1] === "document" && row.t.o !== undefined ? things(row)[row.t.o] : things(row)[row.t.s];
  const units = (row) => (row.units || []).map((ref) => things(row)[ref]);
  const section = (row) => (row.t.h === undefined ? "" : things(row)[row.t.h][2]);
  const region = (row) => row.tables.documents[row.t.d][3];
  const gapWords = (row) => { const found = gap(row); return found === null ? "" : PG.figure({ ...row.t.x, comparator: "eq", measure: "change", value: found }); };
  function above(shown) {
    if (!judged) return el("p", { class: "notice" }, w("no_outcomes"));
    const counts = VERDICTS.map((verdict) => ({ verdict, n: shown.filter((row) => row.verdict === verdict).length }));
    return el("div", { class: "card" }, PG.bars(counts.filter(({ n }) => n).map(({ verdict, n }) => ({ label: `${PG.verdictMark(verdict)} ${PG.value("verdict", verdict)}`, value: n, words: String(n), colour: TINT[verdict] })), { title: w("plot_verdicts") }));
  }
  PG.table(PG.by("board"), {
    rows, name: "promises", sorted: judged ? { key: "verdict" } : { key: "year", down: true }, above,
    detail: (row) => PG.outcomeBlock(row, row.tables),
    columns: [
      { key: "verdict", word: "col_verdict", tight: true, cell: (row) => PG.verdict(row.verdict), sort: (row) => ORDER.indexOf(row.verdict || ""), text: (row) => PG.value("verdict", row.verdict || "unjudged") },
      { key: "name", word: "col_indicator", cell: (row) => PG.thing(label(row)), sort: (row) => label(row)[2], text: (row) => label(row)[2] },
      { key: "target", word: "col_target", right: true, cell: (row) => el("span", { class: "num" }, said(row.t)), sort: (row) => (number(row.t) === null ? "" : number(row.t)), text: (row) => said(row.t) },
      { key: "result", word: "col_result", right: true, cell: (row) => [el("span", { class: "num" }, said(row.r) || "–"), bar(row)], sort: (row) => (number(row.r) === null ? "" : number(row.r)), text: (row) => said(row.r) },
      { key: "gap", word: "col_gap", right: true, cell: (row) => gapWords(row) || "–", sort: (row) => (gap(row) === null ? "" : gap(row)), text: (row) => gapWords(row) },
      { key: "year", word: "col_year", tight: true, cell: (row) => row.y, sort: (row) => row.y, text: (row) => row.y },
      { key: "units", word: "col_units", cell: (row) => PG.names(units(row), 2), sort: (row) => units(row).map((unit) => unit[2]).join(), text: (row) => units(row).map((unit) => unit[2]).join("、") },
      { key: "task", word: "col_task", cell: (row) => (row.t.h === undefined ? "–" : PG.thing(things(row)[row.t.h])), sort: section, text: section },
      { key: "region", word: "col_region", tight: true, cell: region, sort: region, text: region },
    ].filter((column) => judged || !["result", "gap", "verdict"].includes(column.key) || column.key === "verdict"),
    filters: [
      { key: "q", word: "filter_text", kind: "text", test: (row, value) => label(row)[2].includes(value.trim()) || section(row).includes(value.trim()) },
      { key: "year", word: "filter_year", kind: "choice", options: PG.choices(rows, (row) => [row.y]), test: (row, value) => row.y === value },
      { key: "verdict", word: "filter_verdict", kind: "choice", options: VERDICTS.map((verdict) => [verdict, `${PG.verdictMark(verdict)} ${PG.value("verdict", verdict)}`]), test: (row, value) => row.verdict === value },
      { key: "unit", word: "filter_unit", kind: "choice", options: PG.choices(rows, (row) => units(row).map((unit) => unit[2])), test: (row, value) => units(row).some((unit) => unit[2] === value) },
      { key: "region", word: "filter_region", kind: "choice", options: PG.choices(rows, (row) => [region(row)]), test: (row, value) => region(row) === value },
    ],
  });
});
})();
