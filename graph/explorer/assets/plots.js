// Small plots as SVG: bars, and figures by year. Every mark has words; numbers stand beside the bars.
(function () {
"use strict";
const PG = window.PG;
const { svg } = PG;

// Horizontal bars. rows: {label, value, words, colour, href, parts: [{value, colour, title}]}
PG.bars = function (rows, { title, most = 12, width = 560 } = {}) {
  const shown = rows.slice(0, most), left = 190, right = 96, high = 26;
  const top = Math.max(...shown.map((row) => row.value), 1e-9);
  const at = (value) => (width - left - right) * (value / top);
  const box = svg("svg", { viewBox: `0 0 ${width} ${shown.length * high + 4}`, class: "plot", role: "img", "aria-label": `${title}：${shown.map((row) => `${row.label} ${row.words}`).join("；")}` });
  shown.forEach((row, n) => {
    const y = n * high + 4;
    const name = svg("text", { x: left - 10, y: y + 14, "text-anchor": "end" }, PG.middle(row.label, 13));
    name.append(svg("title", null, row.label));
    box.append(row.href ? svg("a", { href: row.href }, name) : name);
    let x = left;
    for (const part of row.parts || [{ value: row.value, colour: row.colour, title: row.words }]) {
      const wide = at(part.value);
      box.append(svg("rect", { x, y: y + 3, width: Math.max(wide, part.value ? 1.5 : 0), height: high - 10, fill: part.colour || "var(--accent)", rx: 2 }, svg("title", null, part.title || "")));
      x += wide;
    }
    box.append(svg("text", { x: x + 7, y: y + 14, class: "dim" }, row.words));
  });
  return box;
};

// Figures of one indicator by year: hollow circles are targets, filled ones results.
PG.byYear = function (points, { title, width = 560, height = 190 } = {}) {
  const years = [...new Set(points.map((p) => p.year))].sort();
  const values = points.map((p) => p.value);
  const low = Math.min(...values, 0), high = Math.max(...values), span = high - low || 1;
  const x = (year) => 70 + (years.length < 2 ? 0.5 : years.indexOf(year) / (years.length - 1)) * (width - 160);
  const y = (value) => height - 34 - ((value - low) / span) * (height - 70);
  const box = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "plot", role: "img", "aria-label": `${title}：${points.map((p) => `${p.year} ${p.kind} ${p.words}`).join("；")}` });
  box.append(svg("line", { x1: 40, x2: width - 40, y1: height - 28, y2: height - 28, class: "axis" }));
  years.forEach((year) => box.append(svg("text", { x: x(year), y: height - 8, "text-anchor": "middle", class: "dim" }, year)));
  points.forEach((p, n) => {
    const dx = p.target ? -9 : 9;
    const mark = svg("circle", { cx: x(p.year) + dx, cy: y(p.value), r: 6, fill: p.target ? "var(--card)" : "var(--accent)", stroke: "var(--accent)", "stroke-width": 2 }, svg("title", null, `${p.year} ${p.kind} ${p.words}`));
    box.append(mark, svg("text", { x: x(p.year) + dx * 1.9, y: y(p.value) + 4 - (n % 2) * 0, "text-anchor": p.target ? "end" : "start" }, p.words));
  });
  return box;
};

PG.STAGES = ["proposed", "signed", "started", "underway", "completed", "operating"];
const LIGHT = ["#b9bfc9", "#8fb8d8", "#f0b44c", "#d97b29", "#4f9d78", "#00694e"];
const DARK = ["#6d7786", "#4f86b5", "#c98a1e", "#e58b45", "#58b58b", "#7fe0bb"];
PG.stageColour = (stage) => (PG.dark() ? DARK : LIGHT)[PG.STAGES.indexOf(stage)] || (PG.dark() ? "#414b58" : "#dfe4ea");
})();
