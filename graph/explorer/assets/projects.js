// 招商: projects with money, industry, enterprise and stage. Totals never add groups to projects.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const BARS = 12;


function totals(rows) {
  const single = rows.filter((row) => !row.g), groups = rows.length - single.length;
  const yuan = single.filter((row) => row.money.newest && row.money.newest.currency === "CNY");
  const foreign = single.filter((row) => row.money.newest && row.money.newest.currency !== "CNY").length;
  const sum = yuan.reduce((total, row) => total + row.money.newest.amount, 0);
  return [
    el("p", { class: "total" }, w("total_says", yuan.length, PG.amount(sum, "CNY")), new Set(rows.flatMap((row) => row.years)).size > 1 ? [" ", w("total_years")] : null, groups ? [" ", w("total_groups", groups)] : null, foreign ? [" ", w("total_foreign", foreign)] : null),
    byCluster(yuan),
  ];
}

// Investment by industry, each bar by the stage that its projects reached.
function byCluster(yuan) {
  const found = new Map();
  for (const row of yuan) for (const [key, label] of row.cl || []) {
    const entry = found.get(key) || { key, label, value: 0, n: 0, stages: new Map() };
    const stage = PG.reached(row), part = entry.stages.get(stage) || { value: 0, n: 0 };
    entry.value += row.money.newest.amount;
    entry.n += 1;
    entry.stages.set(stage, { value: part.value + row.money.newest.amount, n: part.n + 1 });
    found.set(key, entry);
  }
  if (!found.size) return null;
  const all = [...found.values()].sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
  const { base, words } = PG.axisUnit(all[0].value, "CNY");
  const used = PG.REACHED.filter((stage) => all.some((entry) => entry.stages.has(stage)));
  const says = (stage, { value, n }) => `${PG.reachedWords(stage)} ${PG.amount(value, "CNY")} · ${w("projects_n", n)}`;
  const steps = (entry) => used.filter((stage) => entry.stages.has(stage));
  const loose = yuan.filter((row) => !row.cl), several = yuan.filter((row) => (row.cl || []).length > 1).length;
  return PG.figureOf({
    title: w("plot_money"),
    drawings: [["bars", all.slice(0, BARS).map((entry) => ({
      label: entry.label, href: PG.link("entity", { "": entry.key }), says: `${entry.label}${w("colon")}${PG.amount(entry.value, "CNY")} · ${w("projects_n", entry.n)}`,
      parts: steps(entry).map((stage) => ({ value: entry.stages.get(stage).value / base, colour: PG.stageColour(stage), says: says(stage, entry.stages.get(stage)) })),
      amount: PG.amount(entry.value, "CNY"), count: w("projects_n", entry.n),
    })), (width) => ({ unit: `${w("col_amount")}${w("unit_in", words)}`, words: (sum, row) => (width < 480 ? row.amount : `${row.amount} · ${row.count}`) })]],
    key: used.map((stage) => [PG.reachedWords(stage), PG.stageColour(stage)]),
    note: [all.length > BARS ? w("plot_first", BARS, all.length) : "", loose.length ? w("plot_loose", loose.length, PG.amount(loose.reduce((total, row) => total + row.money.newest.amount, 0), "CNY")) : "", several ? w("plot_twice", several) : ""].filter(Boolean).join(" "),
    columns: [[w("col_industry")], [w("col_amount"), true], [w("nav_projects"), true], [w("reached_stage")]],
    rows: all.map((entry) => [PG.thing([entry.key, "cluster", entry.label]), PG.amountNode(entry.value, "CNY"), String(entry.n), steps(entry).map((stage) => says(stage, entry.stages.get(stage))).join(w("separator"))]),
  });
}

PG.board("projects").then((rows) => {
  for (const row of rows) {
    row.money = PG.totalsOf(row);
    row.at = PG.stagesOf(row).pop() || null;
    row.years = [...new Set(row.d.map((n) => PG.site.documents[n].year))].filter(Boolean).sort();
  }
  const names = (row, field) => (row[field] || []).map(([, label]) => label);
  const money = (row) => (row.money.newest ? row.money.newest.amount : "");
  PG.table(PG.by("board"), {
    rows, name: "projects", sorted: { key: "amount", down: true }, above: totals,
    columns: [
      { key: "name", word: "col_project", cell: (row) => PG.thing([row.k, row.g ? "group" : "project", row.l]), sort: (row) => row.l, text: (row) => row.l },
      { key: "amount", word: "col_amount", right: true, cell: (row) => (row.money.newest ? [PG.amountNode(row.money.newest.amount, row.money.newest.currency), row.money.differs ? el("span", { class: "differs", title: row.money.all.map((t) => `${t.year} ${PG.amount(t.amount, t.currency)}`).join(w("separator")) }, " ≠") : null] : "–"), sort: money, text: money },
      { key: "stage", word: "col_stage", cell: (row) => (row.at ? el("span", { class: "stage" }, el("i", { class: `dot-${row.at.stage}` }), PG.stageWords(row.at.stage, row.at.status)) : "–"), sort: (row) => (row.at ? row.at.size + (row.at.status === "done" ? 0.5 : 0) : ""), text: (row) => (row.at ? PG.stageWords(row.at.stage, row.at.status) : "") },
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
