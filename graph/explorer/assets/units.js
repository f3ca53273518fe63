// 单位: who answers for how much, by role and year, and with whom.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const TINT = { lead_official: "#a8447e", lead_unit: "#00694e", responsible_unit: "#4f9d78", supporting_unit: "#8fb8a8" };

PG.board("units").then((rows) => {
  if (!rows.length) { PG.by("board").replaceChildren(el("p", { class: "none" }, w("no_units"))); window.__ready = performance.now(); return; }
  const sum = (row, ...roles) => row.w.filter(([, role]) => !roles.length || roles.includes(role)).reduce((total, [, , n]) => total + n, 0);
  const years = (row) => [...new Set(row.w.map(([n]) => PG.site.documents[n].year))].sort();
  const kind = (row) => (row.c === "official" ? "official" : row.kind);
  const partners = (row) => row.p.map(([, label, n]) => `${label} ${n}`).join("、");
  const count = (key, word, ...roles) => ({ key, word, right: true, cell: (row) => sum(row, ...roles) || "–", sort: (row) => sum(row, ...roles), text: (row) => sum(row, ...roles) });
  PG.table(PG.by("board"), {
    rows, name: "units", sorted: { key: "tasks", down: true },
    above: (shown) => (shown.length ? el("details", { open: true }, el("summary", null, w("plot_load")), el("div", { class: "card" }, PG.bars([...shown].filter((row) => row.kind !== "collective").sort((a, b) => sum(b) - sum(a)).slice(0, 12).map((row) => ({
      label: row.l, value: sum(row), words: String(sum(row)), href: PG.link("entity", { "": row.k }),
      parts: Object.keys(TINT).map((role) => ({ value: sum(row, role), colour: TINT[role], title: `${PG.value("relation", role)} ${sum(row, role)}` })),
    })), { title: w("plot_load") }), el("p", { class: "chips key" }, Object.entries(TINT).map(([role, colour]) => el("span", null, PG.svg("svg", { viewBox: "0 0 12 12", class: "icon" }, PG.svg("rect", { width: 12, height: 12, fill: colour })), PG.value("relation", role)))))) : null),
    columns: [
      { key: "name", word: "col_unit", tight: true, cell: (row) => PG.thing([row.k, row.c, row.l]), sort: (row) => row.l, text: (row) => row.l },
      { key: "kind", word: "col_kind", tight: true, cell: (row) => PG.value("kind", kind(row)), sort: kind, text: (row) => PG.value("kind", kind(row)) },
      count("tasks", "col_tasks"), count("lead", "col_lead", "lead_unit", "lead_official"), count("responsible", "col_responsible", "responsible_unit"), count("support", "col_support", "supporting_unit"),
      { key: "years", word: "col_years", tight: true, cell: (row) => years(row).join(" "), sort: (row) => years(row).join(), text: (row) => years(row).join(" ") },
      { key: "partners", word: "col_partners", cell: (row) => row.p.slice(0, 4).map(([key, label, n], i) => [i ? w("separator") : "", PG.thing([key, "unit", label]), el("small", null, ` ${n}`)]), sort: (row) => row.ps, text: partners },
      { key: "region", word: "col_region", tight: true, cell: (row) => row.r, sort: (row) => row.r, text: (row) => row.r },
    ],
    filters: [
      { key: "q", word: "filter_text", kind: "text", test: (row, value) => row.l.includes(value.trim()) },
      { key: "kind", word: "filter_kind", kind: "choice", options: PG.choices(rows, (row) => [kind(row)], (value) => PG.value("kind", value)), test: (row, value) => kind(row) === value },
      { key: "year", word: "filter_year", kind: "choice", options: PG.choices(rows, years), test: (row, value) => years(row).includes(value) },
      { key: "region", word: "filter_region", kind: "choice", options: PG.choices(rows, (row) => [row.r]), test: (row, value) => row.r === value },
      { key: "all", word: "show_collectives", kind: "check", always: true, test: (row, value) => value || row.kind !== "collective" },
    ],
  });
});
})();
