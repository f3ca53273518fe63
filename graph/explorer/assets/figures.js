// Figures: a plot with its title, its key and its numbers as a table. What draws them (web/src/plots.js) is loaded when a
// page has one; where it was not bundled, the page says so once, and the tables stand open.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;

let asked = null;
function plots() {
  asked = asked || new Promise((done, failed) => {
    if (!PG.site.plots) { failed(new Error(w("no_plots"))); return; }
    const script = el("script", { src: "assets/plots.js" });
    script.onload = () => done(window.policyGraphPlots);
    script.onerror = () => failed(new Error(w("failed", "plots.js")));
    document.head.append(script);
  });
  return asked;
}

// A figure of one or more drawings. drawings: [kind, data, options]: a function of the plots, what it takes, options or a function of the width;
// key: [words, colour, hollow]; columns and rows: the same numbers as a table, cells as text or elements.
PG.figureOf = function ({ title, drawings, key, note, columns, rows, most }) {
  const places = drawings.map(() => el("div", { class: "drawing" }));
  const numbers = el("details", { class: "numbers" }, el("summary", null, w("numbers")), el("div", { class: "scroll" }, el("table", null,
    el("caption", { class: "unseen" }, title), el("thead", null, el("tr", null, columns.map(([word, right]) => el("th", { scope: "col", class: right ? "right" : null }, word)))),
    el("tbody", null, rows.map((row) => el("tr", null, row.map((cell, n) => el("td", { class: columns[n][1] ? "right" : null }, cell))))))));
  const figure = el("figure", { class: "card" }, el("figcaption", null, title), places,
    key && key.length ? el("p", { class: "chips key" }, key.map(([words, colour, hollow]) => el("span", null, mark(colour, hollow), words))) : null,
    note ? el("p", { class: "none" }, note) : null, numbers);
  plots().then((library) => places.forEach((place, n) => {
    const [kind, data, options] = drawings[n];
    let drawn = 0;
    new ResizeObserver(([{ contentRect }]) => {
      const width = Math.min(Math.round(contentRect.width), most || 760);
      if (width < 40 || width === drawn) return;
      drawn = width;
      place.replaceChildren(library[kind](data, { title, ...(typeof options === "function" ? options(width) : options), width }));
      window.__plotted = performance.now();
    }).observe(place);
  }), (error) => {
    places.forEach((place) => place.remove());
    numbers.open = true;
    if (!document.querySelector(".no-plots")) figure.before(el("p", { class: "notice no-plots" }, error.message));
  });
  return figure;
};
const mark = (colour, hollow) => PG.svg("svg", { viewBox: "0 0 12 12", class: "icon", "aria-hidden": "true" }, hollow === undefined ? PG.svg("rect", { width: 12, height: 12, rx: 2, fill: colour })
  : PG.svg("circle", { cx: 6, cy: 6, r: 4.5, fill: hollow ? "var(--card)" : colour, stroke: colour, "stroke-width": 2 }));

PG.stageColour = (stage) => `var(--stage-${stage || "none"})`;
PG.ROLES = ["lead_official", "lead_unit", "responsible_unit", "supporting_unit"];
PG.roleColour = (role) => `var(--${role.replace("_", "-")})`;
})();
