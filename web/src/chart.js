// One column of names and one of numbers as bars.
import { isNumeric, numberOf } from "./answers.js";
import { by, el, svg } from "./elements.js";
import { shown } from "./links.js";
import { lang, word } from "./settings.js";

const MOST = 50, ROW = 27, LEAST = 340, WIDEST = 1000; // bars; the rest in pixels
const UNITS = { zh: [[1e8, "亿"], [1e4, "万"]], en: [[1e9, " billion"], [1e6, " million"]] };

function scaled(number) {
  const [base, unit] = UNITS[lang].find(([least]) => Math.abs(number) >= least) || [1, ""];
  return `${(Math.round((number / base) * 100) / 100).toLocaleString("en-US")}${unit}`;
}
function middle(text, most) {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 6).join("")}…${letters.slice(-5).join("")}`;
}
// Which columns can be names, and which numbers; years may be both.
function roles(columns, rows) {
  const numbers = columns.map((_, n) => n).filter((n) => isNumeric(rows, n));
  const names = columns.map((_, n) => n).filter((n) => !numbers.includes(n) && rows.some((row) => row[n]));
  if (!names.length && numbers.length > 1) names.push(numbers[0]);
  return { names, numbers: numbers.filter((n) => !names.includes(n)) };
}
export function canChart(answer) {
  if (answer.kind !== "rows" || !answer.rows.length) return false;
  const { names, numbers } = roles(answer.columns, answer.rows);
  return names.length > 0 && numbers.length > 0;
}
// Bars at once: one name, one number.
export function suitsChart(answer) {
  if (!canChart(answer)) return false;
  const { names, numbers } = roles(answer.columns, answer.rows);
  return names.length === 1 && numbers.length === 1 && answer.rows.length > 1 && answer.rows.length <= MOST;
}

// `chosen` holds the names of the two columns; `changed` hears of another choice.
export function chart({ columns, rows }, chosen, changed) {
  const { names, numbers } = roles(columns, rows);
  const pick = (name, from, otherwise) => (from.includes(columns.indexOf(name)) ? columns.indexOf(name) : otherwise);
  const name = pick(chosen.name, names, names[0]), number = pick(chosen.number, numbers, numbers[numbers.length - 1]);
  const select = (label, from, at, key) => el("label", null, label, " ", el("select", { "data-column": key, change: (event) => changed({ [key]: event.target.value }) },
    from.map((n) => el("option", { value: columns[n], selected: n === at }, columns[n]))));
  const bars = rows.map((row) => ({ name: row[name] ? (row[name].type === "uri" ? shown(row[name].value) : row[name].value) : "–", value: numberOf(row[number]) })).filter((bar) => bar.value !== null);
  return el("div", null,
    names.length + numbers.length > 2 ? el("p", { class: "choices" }, select(word("chart_name"), names, name, "name"), select(word("chart_number"), numbers, number, "number")) : null,
    drawing(bars.slice(0, MOST), columns[number]),
    bars.length > MOST ? el("p", { class: "none" }, word("chart_first", MOST, bars.length)) : null);
}

function drawing(bars, title) {
  const least = Math.min(0, ...bars.map((bar) => bar.value)), most = Math.max(0, ...bars.map((bar) => bar.value));
  const width = Math.min(WIDEST, Math.max(LEAST, by("answer").clientWidth - 2)), after = width > 600 ? 110 : 70; // room for a number
  const names = Math.min(260, Math.round(width * 0.4)), letters = Math.floor((names - 14) / 13);
  const left = names + (least < 0 ? after : 0), room = width - left - after, x = (value) => left + ((value - least) / (most - least || 1)) * room;
  const height = bars.length * ROW + 8;
  return el("div", { class: "scroll" }, svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": word("chart_label", title, bars.length) },
    bars.map((bar, n) => {
      const y = n * ROW + 4, from = Math.min(x(0), x(bar.value)), long = Math.max(1, Math.abs(x(bar.value) - x(0)));
      return svg("g", null, svg("title", null, `${bar.name}: ${bar.value.toLocaleString("en-US")}`),
        svg("text", { x: names - 10, y: y + 17, "text-anchor": "end" }, middle(bar.name, letters)),
        svg("rect", { class: bar.value < 0 ? "bar below" : "bar", x: from, y: y + 3, width: long, height: ROW - 8, rx: 3 }),
        svg("text", { class: "dim", x: bar.value < 0 ? from - 8 : from + long + 8, y: y + 17, "text-anchor": bar.value < 0 ? "end" : "start" }, scaled(bar.value)));
    }),
    svg("line", { class: "axis", x1: x(0), x2: x(0), y1: 0, y2: height })));
}
