// A table that sorts, filters, shows its rows by hundreds, keeps its state in the address, and saves what it shows.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const STEP = 100;

// columns: {key, word, cell(row), sort(row), text(row), right}; filters: {key, word, kind, options, test(row, value)}
PG.table = function (box, { rows, columns, filters, above, detail, name, sorted }) {
  const state = PG.address();
  let shown = [], drawn = 0;
  const said = el("p", { class: "count", role: "status" });
  const top = el("div", { class: "above" });
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", click: () => fill() });
  const controls = filters.map((filter) => {
    const id = `by-${filter.key}`;
    let control;
    if (filter.kind === "choice") control = el("select", { id }, el("option", { value: "" }, w("all")), filter.options.map(([value, words]) => el("option", { value }, words)));
    else if (filter.kind === "check") control = el("input", { id, type: "checkbox" });
    else control = el("input", { id, type: filter.kind === "number" ? "number" : "search", min: 0, step: "any", size: filter.kind === "number" ? 6 : 16 });
    if (filter.kind === "check") control.checked = state[filter.key] === "1";
    else control.value = state[filter.key] || "";
    control.addEventListener(filter.kind === "choice" || filter.kind === "check" ? "change" : "input", () => { state[filter.key] = valueOf(filter, control); apply(); });
    return { filter, control, node: el("label", { class: filter.kind }, filter.kind === "check" ? [control, w(filter.word)] : [el("span", null, w(filter.word)), control]) };
  });
  const valueOf = (filter, control) => (filter.kind === "check" ? (control.checked ? "1" : "") : control.value);
  const headers = columns.map((column) => el("th", { scope: "col", class: column.right ? "right" : null },
    column.sort ? el("button", { type: "button", "data-sort": column.key, click: () => { state.sort = column.key; state.down = sortedBy().key === column.key && !sortedBy().down ? "1" : sortedBy().key === column.key ? "0" : column.right ? "1" : "0"; apply(); } }, w(column.word)) : w(column.word)));
  const sortedBy = () => ({ key: state.sort || sorted.key, down: state.down === undefined ? Boolean(sorted.down) : state.down === "1" });

  function fill() {
    for (const row of shown.slice(drawn, drawn + STEP)) {
      const line = el("tr", null, columns.map((column) => el("td", { class: column.right ? "right" : column.tight ? "tight" : null, "data-word": w(column.word) }, column.cell(row))));
      body.append(line);
      if (detail) {
        line.classList.add("opens");
        line.tabIndex = 0;
        line.setAttribute("aria-expanded", "false");
        const toggle = () => {
          if (line.nextElementSibling && line.nextElementSibling.classList.contains("detail")) { line.nextElementSibling.remove(); line.setAttribute("aria-expanded", "false"); return; }
          line.after(el("tr", { class: "detail" }, el("td", { colspan: columns.length }, detail(row))));
          line.setAttribute("aria-expanded", "true");
        };
        line.addEventListener("click", (event) => { if (!event.target.closest("a, button") && !getSelection().toString()) toggle(); });
        line.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === line) toggle(); });
      }
    }
    drawn = Math.min(drawn + STEP, shown.length);
    more.hidden = drawn >= shown.length;
    more.textContent = w("show_rest", shown.length - drawn);
  }
  function apply() {
    const active = controls.filter(({ filter }) => state[filter.key]);
    shown = rows.filter((row) => controls.every(({ filter }) => (filter.always ? filter.test(row, state[filter.key] || "") : !state[filter.key] || filter.test(row, state[filter.key]))));
    const { key, down } = sortedBy();
    const column = columns.find((one) => one.key === key) || columns.find((one) => one.sort);
    const values = new Map(shown.map((row) => [row, column.sort(row)]));
    const order = new Map(rows.map((row, n) => [row, n]));
    shown.sort((a, b) => {
      const [x, y] = [values.get(a), values.get(b)];
      const empty = (x === "" || x === null ? 1 : 0) - (y === "" || y === null ? 1 : 0);
      if (empty) return empty; // what is not known stands last either way
      const way = typeof x === "number" ? x - y : String(x).localeCompare(String(y), "zh");
      return (down ? -way : way) || order.get(a) - order.get(b);
    });
    headers.forEach((header, n) => header.setAttribute("aria-sort", columns[n].key === key ? (down ? "descending" : "ascending") : "none"));
    body.replaceChildren();
    drawn = 0;
    fill();
    said.textContent = active.length || shown.length !== rows.length ? w("rows_of", shown.length, rows.length) : w("rows_n", rows.length);
    if (!shown.length) body.append(el("tr", null, el("td", { colspan: columns.length, class: "none" }, w("no_rows"))));
    top.replaceChildren(...[above ? above(shown) : null].flat().filter(Boolean));
    const kept = Object.fromEntries(Object.entries(state).filter(([, value]) => value));
    const hash = PG.hash(kept);
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname.split("/").pop() + location.search);
  }
  box.replaceChildren(
    el("div", { class: "filters" }, controls.map(({ node }) => node), el("button", { type: "button", click: () => { for (const { filter, control } of controls) { delete state[filter.key]; if (filter.kind === "check") control.checked = false; else control.value = ""; } apply(); } }, w("clear"))),
    top, el("div", { class: "tablebar" }, said, el("button", { type: "button", "data-save": "csv", click: () => PG.save(`${name}.csv`, "text/csv", PG.csv(columns.map((column) => w(column.word)), shown.map((row) => columns.map((column) => column.text(row))))) }, w("save_table")), el("button", { type: "button", click: () => print() }, w("print"))),
    el("div", { class: "scroll" }, el("table", { class: "rows" }, el("thead", null, el("tr", null, headers)), body)), more);
  apply();
  window.__ready = performance.now();
};
PG.choices = (rows, of, words) => [...new Set(rows.flatMap(of))].filter((value) => value !== "" && value !== undefined).sort((a, b) => String(a).localeCompare(String(b), "zh")).map((value) => [value, words ? words(value) : value]);
PG.names = (list, most) => {
  const shown = list.slice(0, most);
  return [shown.map(([key, cls, label], n) => [n ? w("separator") : "", PG.thing([key, cls, label])]), list.length > most ? el("small", { title: list.slice(most).map((one) => one[2]).join(w("separator")) }, ` ${w("and_more", list.length)}`) : null];
};
})();
