// 单位: who answers for how much, by role and year, and with whom.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const BARS = 12;

// Tasks by unit, a column a year, each bar by role.
function load(shown, sum) {
  const most = [...shown].filter((row) => row.kind !== "collective").sort((a, b) => sum(b) - sum(a) || (a.k < b.k ? -1 : 1)).slice(0, BARS);
  if (!most.length) return null;
  const counts = (row) => row.w.map(([n, role, tasks]) => ({ year: PG.site.documents[n].year || w("year_none"), role, tasks }));
  const years = [...new Set(most.flatMap((row) => counts(row).map(({ year }) => year)))].sort();
  const roles = PG.ROLES.filter((role) => most.some((row) => sum(row, role)));
  const said = (found) => roles.map((role) => [role, found.filter((one) => one.role === role).reduce((total, { tasks }) => total + tasks, 0)]).filter(([, n]) => n);
  const words = (found) => said(found).map(([role, n]) => `${PG.value("relation", role)} ${n}`).join(w("separator"));
  return PG.figureOf({
    title: w("plot_load"), most: 1000,
    drawings: [["bars", most.map((row) => ({
      label: row.l, href: PG.link("entity", { "": row.k }), says: `${row.l}${w("colon")}${years.map((year) => [year, words(counts(row).filter((one) => one.year === year))]).filter(([, text]) => text).map(([year, text]) => `${year} ${text}`).join("；")}`,
      parts: years.flatMap((year) => said(counts(row).filter((one) => one.year === year)).map(([role, n]) => ({ column: year, value: n, colour: PG.roleColour(role), says: `${row.l} ${year}${w("year_of")} ${PG.value("relation", role)} ${n}`, inside: String(n) }))),
    })), (width) => ({ unit: `${w("col_tasks")}${w("unit_in", w("unit_items"))}`, columns: years.slice(width < 560 ? -2 : -4), words: (total) => String(total) })]],
    key: roles.map((role) => [PG.value("relation", role), PG.roleColour(role)]),
    note: shown.length > BARS ? w("plot_busiest", BARS) : "",
    columns: [[w("col_unit")], ...years.map((year) => [`${year}`]), [w("col_tasks"), true]],
    rows: most.map((row) => [PG.thing([row.k, row.c, row.l]), ...years.map((year) => words(counts(row).filter((one) => one.year === year)) || "–"), String(sum(row))]),
  });
}

PG.board("units").then((rows) => {
  if (!rows.length) { PG.by("board").replaceChildren(el("p", { class: "none" }, w("no_units"))); window.__ready = performance.now(); return; }
  const sum = (row, ...roles) => row.w.filter(([, role]) => !roles.length || roles.includes(role)).reduce((total, [, , n]) => total + n, 0);
  const years = (row) => [...new Set(row.w.map(([n]) => PG.site.documents[n].year))].sort();
  const kind = (row) => (row.c === "official" ? "official" : row.kind);
  const partners = (row) => row.p.map(([, label, n]) => `${label} ${n}`).join("、");
  const count = (key, word, ...roles) => ({ key, word, right: true, cell: (row) => sum(row, ...roles) || "–", sort: (row) => sum(row, ...roles), text: (row) => sum(row, ...roles) });
  PG.table(PG.by("board"), {
    rows, name: "units", sorted: { key: "tasks", down: true },
    above: (shown) => load(shown, sum),
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
