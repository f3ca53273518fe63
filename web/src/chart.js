// One column of names and one of numbers as bars. What draws them is loaded when bars are first wanted.
import { isNumeric, numberOf } from "./answers.js";
import { el } from "./elements.js";
import { pageOf, shown } from "./links.js";
import { lang, settings, word } from "./settings.js";

const MOST = 50, WIDEST = 1000; // bars; pixels
const UNITS = { zh: [[1e8, "亿"], [1e4, "万"]], en: [[1e9, " billion"], [1e6, " million"]] };

function scaled(number) {
  const [base, unit] = UNITS[lang].find(([least]) => Math.abs(number) >= least) || [1, ""];
  return `${(Math.round((number / base) * 100) / 100).toLocaleString("en-US")}${unit}`;
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
  const bars = rows.map((row) => ({ ...named(row[name]), value: numberOf(row[number]) })).filter((bar) => bar.value !== null);
  return el("div", null,
    names.length + numbers.length > 2 ? el("p", { class: "choices" }, select(word("chart_name"), names, name, "name"), select(word("chart_number"), numbers, number, "number")) : null,
    drawing(bars.slice(0, MOST), columns[number]),
    bars.length > MOST ? el("p", { class: "none" }, word("chart_first", MOST, bars.length)) : null);
}
const named = (cell) => (!cell ? { label: "–" } : cell.type === "uri" ? { label: shown(cell.value), href: pageOf(cell.value) } : { label: cell.value });

let asked = null;
function plots() {
  asked = asked || new Promise((done, failed) => {
    const script = el("script", { src: `${settings.assets}plots.js` });
    script.onload = () => done(window.policyGraphPlots);
    script.onerror = () => failed(new Error("plots.js"));
    document.head.append(script);
  });
  return asked;
}

function drawing(bars, unit) {
  const place = el("div"), box = el("div", { class: "scroll chart" }, place);
  const rows = bars.map(({ label, href, value }) => {
    const says = `${label}: ${value.toLocaleString("en-US")}`;
    return { label, href, says, parts: [{ value, colour: value < 0 ? "var(--mid)" : "var(--accent)", says }] };
  });
  plots().then((library) => {
    let drawn = 0;
    new ResizeObserver(([{ contentRect }]) => {
      const width = Math.min(WIDEST, Math.round(contentRect.width));
      if (width < 40 || width === drawn) return;
      drawn = width;
      place.replaceChildren(library.bars(rows, { title: word("chart_label", unit, bars.length), width, unit, words: scaled }));
    }).observe(place);
  }, (error) => place.replaceChildren(el("p", { class: "none" }, word("failed", error.message))));
  return box;
}
