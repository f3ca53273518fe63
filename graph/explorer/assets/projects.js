// 招商: projects with money, industry, enterprise and stage. Totals never add groups to projects.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;

// The newest total that a row states, and whether documents differ.
function priced(row) {
  const totals = (row.m || []).filter(([, kind]) => kind === "total").map(([n, , amount, currency]) => ({ year: PG.site.documents[n].year, amount, currency }));
  totals.sort((a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : a.amount - b.amount));
  const newest = totals[totals.length - 1] || null;
  return { newest, differs: new Set(totals.map((t) => `${t.amount} ${t.currency}`)).size > 1, all: totals };
}
function reached(row) {
  const stages = (row.st || []).map(([n, stage, status]) => ({ year: PG.site.documents[n].year, rank: PG.STAGES.indexOf(stage), stage, status }));
  stages.sort((a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : a.rank - b.rank));
  return stages[stages.length - 1] || null;
}

function totals(rows) {
  const single = rows.filter((row) => !row.g), groups = rows.length - single.length;
  const yuan = single.filter((row) => row.money.newest && row.money.newest.currency === "CNY");
  const foreign = single.filter((row) => row.money.newest && row.money.newest.currency !== "CNY").length;
  const sum = yuan.reduce((total, row) => total + row.money.newest.amount, 0);
  const byCluster = new Map();
  for (const row of yuan) for (const [key, label] of row.cl || []) {
    const entry = byCluster.get(key) || { label, value: 0, n: 0, key };
    entry.value += row.money.newest.amount;
    entry.n += 1;
    byCluster.set(key, entry);
  }
  const bars = [...byCluster.values()].sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
    .map((entry) => ({ ...entry, words: PG.amount(entry.value, "CNY"), colour: PG.colour("project"), href: PG.link("entity", { "": entry.key }) }));
  return [
    el("p", { class: "total" }, w("total_says", yuan.length, PG.amount(sum, "CNY")), new Set(rows.flatMap((row) => row.years)).size > 1 ? [" ", w("total_years")] : null, groups ? [" ", w("total_groups", groups)] : null, foreign ? [" ", w("total_foreign", foreign)] : null),
    bars.length ? el("details", { open: true }, el("summary", null, w("plot_money")), el("div", { class: "card" }, PG.bars(bars, { title: w("plot_money"), most: 8 }))) : null,
  ];
}

PG.board("projects").then((rows) => {
  for (const row of rows) {
    row.money = priced(row);
    row.at = reached(row);
    row.years = [...new Set(row.d.map((n) => PG.site.documents[n].year))].filter(Boolean).sort();
  }
  const names = (row, field) => (row[field] || []).map(([, label]) => label);
  const money = (row) => (row.money.newest ? row.money.newest.amount : "");
  PG.table(PG.by("board"), {
    rows, name: "projects", sorted: { key: "amount", down: true }, above: totals,
    columns: [
      { key: "name", word: "col_project", cell: (row) => PG.thing([row.k, row.g ? "group" : "project", row.l]), sort: (row) => row.l, text: (row) => row.l },
      { key: "amount", word: "col_amount", right: true, cell: (row) => (row.money.newest ? [PG.amountNode(row.money.newest.amount, row.money.newest.currency), row.money.differs ? el("span", { class: "differs", title: row.money.all.map((t) => `${t.year} ${PG.amount(t.amount, t.currency)}`).join(w("separator")) }, " ≠") : null] : "–"), sort: money, text: money },
      { key: "stage", word: "col_stage", cell: (row) => (row.at ? el("span", { class: "stage" }, el("i", { class: `dot-${row.at.stage}` }), PG.stageWords(row.at.stage, row.at.status)) : "–"), sort: (row) => (row.at ? row.at.rank + (row.at.status === "done" ? 0.5 : 0) : ""), text: (row) => (row.at ? PG.stageWords(row.at.stage, row.at.status) : "") },
      { key: "industry", word: "col_industry", cell: (row) => PG.names((row.cl || []).map(([key, label]) => [key, "cluster", label]), 2), sort: (row) => names(row, "cl").join("、"), text: (row) => names(row, "cl").join("、") },
      { key: "enterprise", word: "col_enterprise", cell: (row) => PG.names((row.en || []).map(([key, label]) => [key, "enterprise", label]), 3), sort: (row) => names(row, "en").join("、"), text: (row) => names(row, "en").join("、") },
      { key: "region", word: "col_region", tight: true, cell: (row) => row.r, sort: (row) => row.r, text: (row) => row.r },
      { key: "years", word: "col_years", tight: true, cell: (row) => row.years.join(" "), sort: (row) => row.years.join(), text: (row) => row.years.join(" ") },
    ],
    filters: [
      { key: "q", word: "filter_text", kind: "text", test: (row, value) => [row.l, ...names(row, "en")].some((text) => text.includes(value.trim())) },
      { key: "cluster", word: "filter_industry", kind: "choice", options: PG.choices(rows, (row) => names(row, "cl")), test: (row, value) => names(row, "cl").includes(value) },
      { key: "least", word: "filter_least", kind: "number", test: (row, value) => row.money.newest && row.money.newest.currency === "CNY" && row.money.newest.amount >= Number(value) * 1e8 },
      { key: "stage", word: "filter_stage", kind: "choice", options: PG.STAGES.map((stage) => [stage, PG.value("stage", stage)]), test: (row, value) => row.at && row.at.stage === value },
      { key: "region", word: "filter_region", kind: "choice", options: PG.choices(rows, (row) => [row.r]), test: (row, value) => row.r === value },
      { key: "year", word: "filter_year", kind: "choice", options: PG.choices(rows, (row) => row.years), test: (row, value) => row.years.includes(value) },
      { key: "open", word: "filter_not_operating", kind: "check", test: (row) => !(row.at && row.at.stage === "operating" && row.at.status === "done") },
      { key: "differs", word: "only_differs", kind: "check", test: (row) => row.money.differs },
      { key: "groups", word: "filter_groups", kind: "check", always: true, test: (row, value) => value || !row.g },
    ],
  });
});
})();
