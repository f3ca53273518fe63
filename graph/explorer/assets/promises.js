// 督查: targets set against what was later reported; every row opens both sentences.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const ORDER = ["missed", "partly", "in_progress", "not_reported", "pending", "met", ""];
const VERDICTS = ["met", "partly", "missed", "in_progress", "not_reported", "pending"];
const JUDGED = ["met", "partly", "in_progress", "missed", "not_reported"]; // as a plot shows them
const DOTS = 12;
const verdictColour = (verdict) => `var(--verdict-${verdict.replace("_", "-")})`;

const plain = (value) => (typeof value === "number" ? value : null);
// What is compared: the figures of the outcome, else those of the facts themselves.
const aim = (row) => plain(row.x ? row.x.target : row.t.v === "indicators" ? row.t.x.value : null);
const got = (row) => plain(row.x ? row.x.result : row.r && row.r.v === "indicators" ? row.r.x.value : null);
const figure = (row, value, comparator) => PG.figure({ measure: row.t.v === "indicators" ? row.t.x.measure : "level", unit: (row.x && row.x.unit) || (row.t.x || {}).unit, comparator, value });
const event = (fact) => (!fact ? "" : fact.v === "indicators" ? PG.figure(fact.x) : PG.factValue(fact) || PG.relationName(fact));
const aimed = (row) => (row.t.v === "indicators" ? PG.figure(row.t.x) : event(row.t));
const reported = (row) => (got(row) !== null ? figure(row, got(row), row.r && row.r.v === "indicators" && row.r.x.value === got(row) ? row.r.x.comparator : "eq") : event(row.r));
const gap = (row) => (aim(row) === null || got(row) === null ? null : got(row) - aim(row));
// The result as a percentage of its target, where both are figures.
const percent = (row) => (gap(row) === null || aim(row) <= 0 || got(row) < 0 ? null : (got(row) / aim(row)) * 100);
const percentWords = (row) => `${Math.round(percent(row) * 10) / 10}%`;

// Judged targets by verdict, a column a year.
function byVerdict(shown) {
  const judged = shown.filter(({ verdict }) => verdict && verdict !== "pending");
  if (!judged.length) return null;
  const years = [...new Set(judged.map(({ y }) => y))].sort(), used = JUDGED.filter((verdict) => judged.some((row) => row.verdict === verdict));
  const count = (verdict, year) => judged.filter((row) => row.verdict === verdict && row.y === year).length;
  const name = (verdict) => `${PG.verdictMark(verdict)} ${PG.value("verdict", verdict)}`, column = (year) => (year ? `${year}${w("year_of")}` : w("year_none"));
  return PG.figureOf({
    title: w("plot_verdicts"),
    drawings: [["bars", used.map((verdict) => ({
      label: name(verdict), parts: years.map((year) => ({ column: column(year), value: count(verdict, year), colour: verdictColour(verdict), says: `${column(year)} ${name(verdict)} ${count(verdict, year)}` })),
    })), (width) => ({ unit: `${w("col_indicator")}${w("unit_in", w("unit_items"))}`, columns: years.map(column).slice(width < 560 ? -2 : -4), words: (total) => String(total) })]],
    note: judged.length < shown.length ? w("plot_pending", shown.length - judged.length) : "",
    columns: [[w("col_verdict")], ...years.map((year) => [column(year), true])],
    rows: used.map((verdict) => [name(verdict), ...years.map((year) => String(count(verdict, year)))]),
  });
}

// Results against their targets, the furthest short first.
function compared(shown, label) {
  const all = shown.filter((row) => percent(row) !== null).map((row, n) => ({ row, n, share: percent(row) })).sort((a, b) => a.share - b.share || a.n - b.n);
  if (!all.length) return null;
  const used = JUDGED.filter((verdict) => all.some(({ row }) => row.verdict === verdict));
  const words = (row) => `${percentWords(row)} · ${reported(row)} / ${aimed(row)}`;
  return PG.figureOf({
    title: w("plot_compared"),
    drawings: [["against", all.slice(0, DOTS).map(({ row, share }) => ({
      label: label(row)[2], href: PG.openThing({ key: label(row)[0], cls: label(row)[1] }), percent: share, words: words(row), brief: percentWords(row), colour: verdictColour(row.verdict),
      says: `${label(row)[2]} ${row.y}${w("year_of")}${w("colon")}${PG.value("verdict", row.verdict)} · ${w("target_word")} ${aimed(row)} · ${w("result_word")} ${reported(row)} · ${percentWords(row)}`,
    })), { unit: w("axis_percent") }]],
    key: used.map((verdict) => [`${PG.verdictMark(verdict)} ${PG.value("verdict", verdict)}`, verdictColour(verdict), false]),
    note: all.length > DOTS ? w("plot_shortest", DOTS, all.length) : "",
    columns: [[w("col_indicator")], [w("col_year")], [w("col_target"), true], [w("col_result"), true], [w("axis_percent"), true], [w("col_verdict")]],
    rows: all.map(({ row }) => [PG.thing(label(row)), row.y, aimed(row), reported(row), percentWords(row), PG.verdict(row.verdict)]),
  });
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
    return [el("div", { class: "figures" }, byVerdict(shown), compared(shown, label))];
  }
  PG.table(PG.by("board"), {
    rows, name: "promises", sorted: judged ? { key: "verdict" } : { key: "year", down: true }, above,
    detail: (row) => PG.outcomeBlock(row, row.tables),
    columns: [
      { key: "verdict", word: "col_verdict", tight: true, cell: (row) => PG.verdict(row.verdict), sort: (row) => ORDER.indexOf(row.verdict || ""), text: (row) => PG.value("verdict", row.verdict || "unjudged") },
      { key: "name", word: "col_indicator", cell: (row) => PG.thing(label(row)), sort: (row) => label(row)[2], text: (row) => label(row)[2] },
      { key: "target", word: "col_target", right: true, cell: (row) => el("span", { class: "num" }, aimed(row)), sort: (row) => (aim(row) === null ? "" : aim(row)), text: aimed },
      { key: "result", word: "col_result", right: true, cell: (row) => [el("span", { class: "num" }, reported(row) || "–"), percent(row) === null ? null : el("small", null, ` ${percentWords(row)}`)], sort: (row) => (got(row) === null ? "" : got(row)), text: reported },
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
