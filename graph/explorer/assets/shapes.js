// One outline per class on a 16 × 16 grid: the same path on the canvas, in legends and beside names.
(function () {
"use strict";
const PG = window.PG;
const SHAPES = {
  page: "M3 1.5h7l3.5 3.5v9.5h-10.5z",
  lines: "M2 3h12v2.4h-12z M4.5 7h9.5v2.4h-9.5z M4.5 11h9.5v2.4h-9.5z",
  dot: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0 -12z",
  diamond: "M8 1l7 7l-7 7l-7 -7z",
  star: "M8 1l2.1 4.6l5 .6l-3.7 3.4l1 5l-4.4 -2.5l-4.4 2.5l1 -5l-3.7 -3.4l5 -.6z",
  hexagon: "M4.5 2h7l3.5 6l-3.5 6h-7l-3.5 -6z",
  square: "M2.5 2.5h11v11h-11z",
  stack: "M1.5 5.5h9v9h-9z M4 1.5h10.5v10.5h-2.5v-8h-8z",
  pentagon: "M8 1.2l6.8 5l-2.6 8.2h-8.4l-2.6 -8.2z",
  cross: "M6 1.5h4v4.5h4.5v4h-4.5v4.5h-4v-4.5h-4.5v-4h4.5z",
  bars: "M2 9h3v5h-3z M6.5 5.500h3v8.500h-3z M11 2h3v12h-3z",
  flag: "M3 1.500h1.800v.8h8.700l-2.500 3.600l2.500 3.600h-8.700v5h-1.800z",
  ring: "M8 1.500a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0 -13z M8 5a3 3 0 1 1 0 6a3 3 0 1 1 0 -6z",
  triangle: "M8 1.500l7 12.500h-14z",
  pin: "M8 1a5.300 5.300 0 0 1 5.300 5.300c0 3.600 -5.300 8.900 -5.300 8.900s-5.300 -5.300 -5.300 -8.900a5.300 5.300 0 0 1 5.300 -5.300z",
  quote: "M2 3h5v6l-2.500 4h-2l1.500 -4h-2z M9 3h5v6l-2.500 4h-2l1.500 -4h-2z",
};
PG.paths = Object.fromEntries(Object.entries(SHAPES).map(([name, d]) => [name, new Path2D(d)]));
PG.shapePath = (cls) => SHAPES[PG.site.classes[cls] ? PG.site.classes[cls].shape : "dot"];
PG.colour = (cls) => { const row = PG.site.classes[cls]; return row ? (PG.dark() ? row.dark : row.light) : "#888"; };
PG.className = (cls) => (PG.site.classes[cls] ? PG.site.classes[cls][PG.lang] : cls);
PG.icon = (cls) => PG.svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" },
  PG.svg("path", { d: PG.shapePath(cls), fill: PG.colour(cls), "fill-rule": "evenodd" }));
})();
