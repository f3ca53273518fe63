// 督查: targets set against what was later reported; every row opens both sentences.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const ORDER = ["missed", "partly", "in_progress", "not_reported", "pending", "met", ""];
const VERDICTS = ["met", "partly", "missed", "in_progress", "not_reported", "pending"];
const TINT = { met: "var(--good)", missed: "var(--bad)", partly: "var(--mid)", in_progress: "#d9a441", not_reported: "var(--calm)", pending: "var(--line)", "": "var(--faint)" };

const plain = (value) => (typeof value === "number" ? value : null);
// What is compared: the figures of the outcome, else those of the facts themselves.
const aim = (row) => plain(row.x ? row.x.target : row.t.v === "indicators" ? row.t.x.value : null);
const got = (row) => plain(row.x ? row.x.result : row.r && row.r.v === "indicators" ? row.r.x.value : null);
const figure = (row, value, comparator) => PG.figure({ measure: row.t.v === "indicators" ? row.t.x.measure : "level", unit: (row.x && row.x.unit) || (row.t.x || {}).unit, comparator, value });
const event = (fact) => (!fact ? "" : fact.v === "indicators" ? PG.figure(fact.x) : PG.factValue(fact) || PG.relationName(fact));
const aimed = (row) => (row.t.v === "indicators" ? PG.figure(row.t.x) : event(row.t));
const reported = (row) => (got(row) !== null ? figure(row, got(row), row.r && row.r.v === "indicators" && row.r.x.value === got(row) ? row.r.x.comparator : "eq") : event(row.r));
const gap = (row) => (aim(row) === null || got(row) === null ? null : got(row) - aim(row));
// A bar: the result, and a line where the target stands.
function bar(row) {
  if (gap(row) === null || aim(row) <= 0 || got(row) < 0) return null;
  const most = Math.max(aim(row), got(row)) * 1.05, at = (value) => (value / most) * 100;
  return PG.svg("svg", { viewBox: "0 0 100 14", class: "mini", role: "img", "aria-label": `${aimed(row)} / ${reported(row)}` },
    PG.svg("rect", { x: 0, y: 3, width: 100, height: 8, fill: "var(--faint)" }), PG.svg("rect", { x: 0, y: 3, width: at(got(row)), height: 8, fill: TINT[row.verdict || ""] }), PG.svg("line", { x1: at(aim(row)), x2: at(aim(row)), y1: 0, y2: 14, stroke: "var(--ink)", "stroke-width": 1.5 }));
}

PG.board("promises").then((rows) => {
  const judged = rows.some((row) => row.verdict);
  const things = (row) => row.tables.things;
  const label = (row) => {
    const [key, cls, name] = things(row)[row.t.o !== undefined ? row.t.o : row.t.s];
    return [key, cls, row.l || name];
  };
  const units = (row) => (row.units || []).map((ref) => things(row)[ref]);
  const section = (row) => (row.t.h === undefined ? "" : things(row)[row.t.h][2]);
  const region = (row) => row.tables.documents[row.t.d][3];
  const gapWords = (row) => (gap(row) === null ? "" : `${gap(row) > 0 ? "+" : ""}${figure(row, Math.round(gap(row) * 1e6) / 1e6, "eq").replace(/^\+/, "")}`);
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
      { key: "target", word: "col_target", right: true, cell: (row) => el("span", { class: "num" }, aimed(row)), sort: (row) => (aim(row) === null ? "" : aim(row)), text: aimed },
      { key: "result", word: "col_result", right: true, cell: (row) => [el("span", { class: "num" }, reported(row) || "–"), bar(row)], sort: (row) => (got(row) === null ? "" : got(row)), text: reported },
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
      { key: "section", word: "filter_section", kind: "choice", options: PG.choices(rows, (row) => [section(row)].filter(Boolean)), test: (row, value) => section(row) === value },
      { key: "region", word: "filter_region", kind: "choice", options: PG.choices(rows, (row) => [region(row)]), test: (row, value) => region(row) === value },
    ],
  });
});
})();
