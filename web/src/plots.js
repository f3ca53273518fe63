// The plots of all pages, drawn by Observable Plot as SVG whose labels and dots are links.
//
// Every function takes {title, width in pixels, …} with words ready to be shown, and returns an svg element. Texts become
// text nodes and attributes, never markup. Colours are CSS colours or variables, so that they follow the theme.
import { axisFx, axisX, axisY, barX, dot, gridX, gridY, line, link, plot, ruleX, stackX, text } from "@observablehq/plot";

const ROW = 26, LETTER = 13, NUMBER = 7.5; // pixels: a bar's row, a Chinese character, a Latin letter or digit
const SOFT = "var(--soft)", LINE = "var(--line)", INK = "var(--ink)", CARD = "var(--card)";
const XLINK = "http://www.w3.org/1999/xlink";

const widthOf = (words) => Array.from(words || "").reduce((sum, char) => sum + (char > "\u2e7f" ? LETTER : NUMBER), 0);
const widest = (texts) => texts.reduce((most, words) => Math.max(most, widthOf(words)), 0);
const plain = (value) => (Math.round(value * 1e6) / 1e6).toLocaleString("en-US");

// Round values from `low` to `high`, about `count` of them.
function ticksOf(low, high, count, whole) {
  const rough = (high - low || 1) / Math.max(1, Math.min(8, count)), power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) * power, whole ? 1 : 0);
  const first = Math.ceil(low / step), last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, n) => Math.round((first + n) * step * 1e9) / 1e9);
}
// The middle is left out of a text that is too wide; its end often tells it from others.
function fitting(words, room) {
  if (widthOf(words) <= room) return words;
  const letters = Array.from(words), tail = letters.slice(-Math.max(2, Math.floor(room / LETTER / 4)));
  let head = letters.slice(0, -tail.length);
  while (head.length && widthOf([...head, "…", ...tail].join("")) > room) head = head.slice(0, -1);
  return [...head, "…", ...tail].join("");
}

// Plot sets rules in a style element, which a strict policy blocks: they stand in base.css. Its links are SVG 1.1 links,
// its names for groups are English; what is no link is hidden from screen readers, for whom the page has a table.
function finished(svg, title) {
  for (const style of svg.querySelectorAll("style")) style.remove();
  svg.setAttribute("class", "plot");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", title);
  for (const group of svg.children) {
    group.removeAttribute("aria-label");
    if (!group.querySelector("a")) group.setAttribute("aria-hidden", "true");
  }
  for (const anchor of svg.querySelectorAll("a")) {
    const address = anchor.getAttributeNS(XLINK, "href");
    anchor.removeAttributeNS(XLINK, "href"); // first: its name is href too
    anchor.setAttribute("href", address);
    anchor.setAttribute("aria-label", (anchor.querySelector("title") || anchor).textContent);
  }
  return svg;
}

const drawing = (title, options) => finished(plot({ color: { type: "identity" }, ...options }), title);
const labelled = (more) => ({ fill: INK, fontSize: 13, ...more });

// Horizontal bars, one row each, with the row's words behind its bar.
//
// rows: {label, href, says (of the link), parts: [{value, colour, says, inside (words in the part), column}]}
// columns: the parts stand in columns of these names, each with bars from its own zero; unit: words for the axis;
// words(sum, row, column): what stands behind a bar.
export function bars(rows, { title, width, unit, columns = [""], words }) {
  const several = columns.length > 1 || columns[0] !== "";
  const parts = rows.flatMap((row, n) => row.parts.map((part) => ({ row: n, column: columns[0], ...part })));
  const ends = rows.flatMap((row, n) => columns.map((column) => {
    const mine = parts.filter((part) => part.row === n && part.column === column);
    const above = mine.reduce((sum, part) => sum + Math.max(part.value, 0), 0), below = mine.reduce((sum, part) => sum + Math.min(part.value, 0), 0);
    return { row: n, column, at: below < 0 ? below : above, words: mine.length ? words(above + below, row, column) : "" };
  }));
  const left = Math.min(widest(rows.map((row) => row.label)) + 16, Math.round(width * 0.42), 270);
  const most = Math.max(0, ...ends.map((end) => end.at)), least = Math.min(0, ...ends.map((end) => end.at));
  const room = (width - left - 8) / columns.length - (several ? 14 : 0), after = widest(ends.map((end) => end.words)) + 14;
  const span = (most - least || 1) / Math.max(0.25, 1 - (after * (least < 0 ? 2 : 1)) / room), spare = span - (most - least || 1);
  const domain = least < 0 ? [least - spare / 2, most + spare / 2] : [0, (most || 1) + spare];
  const ticks = ticksOf(least, most, room / 80, parts.every((part) => Number.isInteger(part.value)));
  const alone = (part) => parts.filter((other) => other.row === part.row && other.column === part.column).length < 2;
  const wide = (part) => (Math.abs(part.value) / span) * room;
  return drawing(title, {
    width, height: rows.length * ROW + (several ? 30 : 8) + (unit ? 42 : 24), marginLeft: left, marginRight: 8, marginTop: several ? 26 : 4, marginBottom: unit ? 38 : 20,
    x: { domain }, y: { axis: null, domain: rows.map((_, n) => n), padding: 0.28 }, fx: { domain: columns, padding: 0.06 },
    marks: [
      gridX(ticks, { stroke: LINE, strokeOpacity: 0.7 }),
      axisX(ticks, { tickFormat: plain, tickSize: 0, color: SOFT, label: unit || null, labelArrow: "none", labelAnchor: "right", labelOffset: 34 }),
      several ? axisFx({ label: null, color: SOFT, tickSize: 0, fontWeight: 600 }) : null,
      barX(parts, stackX({ x: "value", y: "row", fx: several ? "column" : undefined, fill: "colour", title: "says", rx: 2, order: null })),
      text(parts, stackX({ x: "value", y: "row", fx: several ? "column" : undefined, order: null, text: (part) => (part.inside && !alone(part) && wide(part) > widthOf(part.inside) + 6 ? part.inside : ""), title: "says", pointerEvents: "none", ...labelled({ fontSize: 12, stroke: CARD, strokeWidth: 3 }) })),
      ruleX([0], { stroke: SOFT }),
      text(ends, { filter: (end) => end.at >= 0, x: "at", y: "row", fx: several ? "column" : undefined, text: "words", dx: 6, textAnchor: "start", ...labelled() }),
      text(ends, { filter: (end) => end.at < 0, x: "at", y: "row", fx: several ? "column" : undefined, text: "words", dx: -6, textAnchor: "end", ...labelled() }),
      names(rows, left, several ? columns[0] : undefined),
    ],
  });
}
// The names of rows, before them; links where there is a page.
function names(rows, left, column) {
  return text(rows, { fx: column === undefined ? undefined : () => column, y: (_, n) => n, text: (row) => fitting(row.label, left - 14), title: (row) => row.says || row.label, href: (row) => row.href || null, frameAnchor: "left", textAnchor: "end", dx: -8, ...labelled({ fill: (row) => (row.href ? "var(--accent)" : INK) }) });
}

// Values by year: a hollow dot is what was aimed at, a filled one what was reported.
//
// points: {year, value, aim, words, says, href, colour}; unit: words for the axis; reverse: less is more, as with ranks.
// Years without a value keep their place.
export function years(points, { title, width, height = 250, unit, reverse = false, from, to }) {
  const all = between(from || least(points), to || greatest(points));
  const values = points.map((point) => point.value), high = Math.max(0, ...values), low = Math.min(0, ...values);
  const left = Math.max(34, widest([plain(high), plain(low), plain((high - low) * 0.55)]) + 16), step = (width - left - 20) / all.length;
  const reported = points.filter((point) => !point.aim).sort((a, b) => (a.year < b.year ? -1 : 1));
  const single = new Set(reported.map((point) => point.year)).size === reported.length;
  const both = new Set(points.map((point) => Boolean(point.aim))).size > 1 ? 9 : 0;
  const beside = (aim) => points.filter((point) => Boolean(point.aim) === aim);
  const order = (point) => points.filter((other) => other.year === point.year && (other.value > point.value || (other.value === point.value && points.indexOf(other) < points.indexOf(point)))).length;
  const last = (point) => order(point) > 0 && order(point) === points.filter((other) => other.year === point.year).length - 1;
  const seen = (point) => (step >= widthOf(point.words) * 0.85 && (order(point) === 0 || last(point)) ? point.words : "");
  const common = { x: "year", y: "value" };
  return drawing(title, {
    width, height, marginLeft: left, marginRight: 20, marginTop: 36, marginBottom: 26,
    x: { type: "point", domain: all, padding: 0.5 }, y: { domain: [low, high || 1], nice: true, reverse },
    marks: [
      gridY({ ticks: 5, stroke: LINE, strokeOpacity: 0.7 }),
      axisY({ ticks: 5, tickFormat: plain, tickSize: 0, color: SOFT, label: unit || null, labelArrow: "none", labelAnchor: "top", labelOffset: left - 2 }),
      axisX({ tickSize: 0, color: SOFT, label: null, tickFormat: (year) => (all.length * 40 > width && all.indexOf(year) % 2 ? "" : year) }),
      single && reported.length > 1 ? line(reported, { ...common, dx: both, stroke: "var(--accent)", strokeOpacity: 0.45, strokeWidth: 2 }) : null,
      ...[true, false].map((aim) => dot(beside(aim), { ...common, dx: aim ? -both : both, r: 6, fill: aim ? CARD : "colour", stroke: "colour", strokeWidth: 2, title: "says", href: (point) => point.href || null })),
      ...[true, false].flatMap((aim) => [false, true].map((under) => text(beside(aim).filter((point) => last(point) === under), { ...common, dx: aim ? -both : both, dy: under ? 17 : -15, text: seen, ...labelled({ stroke: CARD, strokeWidth: 3 }) }))),
    ],
  });
}

// What was reached in which year, on a ladder of steps, lowest first: hollow is aimed at, filled is reported.
//
// points: {year, step (its words), aim, says, href, colour}; steps: the words of all steps, in order
export function ladder(points, { title, width, steps, from, to }) {
  const all = between(from || least(points), to || greatest(points));
  const used = points.map((point) => steps.indexOf(point.step)), shown = steps.slice(Math.min(...used), Math.max(...used) + 1).reverse();
  const left = widest(shown) + 24;
  const both = new Set(points.map((point) => Boolean(point.aim))).size > 1 ? 9 : 0;
  return drawing(title, {
    width, height: shown.length * 30 + 34, marginLeft: left, marginRight: 20, marginTop: 6, marginBottom: 26,
    x: { type: "point", domain: all, padding: 0.5 }, y: { type: "point", domain: shown, padding: 0.5 },
    marks: [
      gridY({ stroke: LINE, strokeOpacity: 0.7 }),
      axisY({ tickSize: 0, color: INK, label: null }),
      axisX({ tickSize: 0, color: SOFT, label: null }),
      ...[true, false].map((aim) => dot(points.filter((point) => Boolean(point.aim) === aim), { x: "year", y: "step", dx: aim ? -both : both, r: 7, fill: aim ? CARD : "colour", stroke: "colour", strokeWidth: 2.5, title: "says", href: (point) => point.href || null })),
    ],
  });
}

// Results as a percentage of their targets: a dot each, and a line from it to the target.
//
// rows: {label, href, percent, words, brief (where there is little room), says, colour}; beyond `most` per cent a dot
// stands at the rim.
export function against(rows, { title, width, unit, most = 200 }) {
  const left = Math.min(widest(rows.map((row) => row.label)) + 16, Math.round(width * 0.36), 270);
  const at = (row) => Math.max(0, Math.min(row.percent, most));
  const low = Math.floor((Math.min(90, ...rows.map(at)) - 1) / 10) * 10, high = Math.ceil((Math.max(110, ...rows.map(at)) + 1) / 10) * 10;
  const words = (row) => (width < 480 && row.brief) || row.words, after = widest(rows.map(words)) + 16, room = width - left - 8;
  const spare = ((high - low) * after) / Math.max(room - after, 60);
  const ticks = ticksOf(Math.max(low, 0), high, room / 70, true);
  const indexed = rows.map((row, n) => ({ ...row, n, at: at(row) }));
  return drawing(title, {
    width, height: rows.length * ROW + 50, marginLeft: left, marginRight: 8, marginTop: 6, marginBottom: 40,
    x: { domain: [Math.max(low, 0), high + spare] }, y: { axis: null, type: "band", domain: rows.map((_, n) => n), padding: 0.28 },
    marks: [
      gridX(ticks, { stroke: LINE, strokeOpacity: 0.7 }),
      axisX(ticks, { tickFormat: (value) => `${plain(value)}%`, tickSize: 0, color: SOFT, label: unit, labelArrow: "none", labelAnchor: "right", labelOffset: 36 }),
      ruleX([100], { stroke: INK, strokeWidth: 1.5 }),
      link(indexed, { x1: 100, x2: "at", y: "n", stroke: "colour", strokeWidth: 3, strokeOpacity: 0.55 }),
      dot(indexed, { x: "at", y: "n", r: 6, fill: "colour", title: "says" }),
      text(indexed, { x: (row) => Math.max(row.at, 100), y: "n", text: words, dx: 12, textAnchor: "start", title: "says", ...labelled({ stroke: CARD, strokeWidth: 3 }) }),
      names(rows, left),
    ],
  });
}

const least = (points) => points.map((point) => point.year).reduce((a, b) => (a < b ? a : b));
const greatest = (points) => points.map((point) => point.year).reduce((a, b) => (a > b ? a : b));
const between = (from, to) => Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => String(Number(from) + n));

window.policyGraphPlots = { bars, years, ladder, against };
