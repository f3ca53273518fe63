// Amounts, figures, stages and verdicts in words.
(function () {
"use strict";
const PG = window.PG;
const trim = (number) => String(Math.round(number * 1000) / 1000);
const UNITS = { zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]], en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]] };

// 14000000000 CNY is 140亿元; English readers get 14 billion yuan.
PG.scaled = function (number) {
  const size = Math.abs(number);
  const [base, word] = UNITS[PG.lang].find(([least]) => size >= least) || [1, ""];
  return base === 1e12 && PG.lang === "zh" && size < 1e13 ? `${trim(number / 1e8)}亿` : `${trim(number / base)}${word}`;
};
PG.amount = (number, currency) => `${PG.scaled(number)}${PG.lang === "en" ? " " : ""}${PG.value("currency", currency || "CNY")}`;
PG.amountNode = (number, currency) => PG.el("span", { class: "num", title: `${Number(number).toLocaleString("en-US")} ${currency || ""}` }, PG.amount(number, currency));
const SIGN = { ge: "≥", le: "≤", approx: "≈", eq: "" };
PG.figure = function ({ measure, value, unit, comparator, measuredAgainst }) {
  if (typeof value !== "number" || Number.isNaN(value)) return measuredAgainst ? `${SIGN[comparator] || ""}${PG.w(measure === "growth" ? "growth_of" : "level_of", measuredAgainst)}` : PG.w("no_figure");
  const scaled = ["元", "CNY", "USD", "EUR"].includes(unit) ? PG.amount(value, unit === "元" ? "CNY" : unit)
    : unit === "%" || unit === "个百分点" ? `${trim(value)}${unit}`
    : `${Math.abs(value) >= 1e5 ? PG.scaled(value) : trim(value)}${unit || ""}`;
  const plus = (measure === "growth" || measure === "change") && value > 0 ? "+" : "";
  const rank = measure === "rank" ? PG.w("rank_of", trim(value)) : `${plus}${scaled}`;
  return `${SIGN[comparator] || ""}${rank}`;
};
// The unit of an axis up to `most`, in words, and what its values are divided by.
PG.axisUnit = function (most, unit) {
  const money = PG.value("currency", unit === "元" ? "CNY" : unit), known = money !== unit;
  const [base, word] = (known || most >= 1e5 ? UNITS[PG.lang] : []).find(([least]) => least < 1e12 && most >= least) || [1, ""];
  return { base, words: `${word}${known && PG.lang === "en" && word ? " " : ""}${known ? money : unit || ""}`.trim() };
};
PG.stageWords = (stage, status) => (stage ? `${PG.value("stage", stage)}${status === "aim" ? PG.w("aimed") : ""}` : "");
const MARKS = { met: "✓", missed: "✗", partly: "◐", in_progress: "→", not_reported: "？", pending: "…" };
PG.verdict = (verdict) => PG.el("span", { class: `verdict ${verdict || "none"}` }, PG.el("i", { "aria-hidden": "true" }, MARKS[verdict] || "–"), PG.value("verdict", verdict || "unjudged"));
PG.verdictMark = (verdict) => MARKS[verdict] || "–";

// What an edge of the graph says, from the key words of the build (topology.py).
PG.edgeWords = function (words) {
  if (!words) return "";
  return words.split(" · ").map((part) => {
    const [kind, ...rest] = part.split(":");
    if (kind === "money") return `${rest[0] === "total" ? "" : PG.value("relation", rest[0])}${PG.amount(Number(rest[1]), rest[2])}`;
    if (kind === "stage") return PG.stageWords(rest[0], rest[1]);
    if (kind === "figure") {
      const [, measure, comparator, value, unit, year] = rest;
      return `${year ? `${year} ` : ""}${PG.figure({ measure, comparator, value: value === "" ? undefined : Number(value), unit })}`;
    }
    return part;
  }).join(PG.lang === "en" ? ", " : "、");
};
PG.middle = function (text, most) {
  const letters = Array.from(text || "");
  if (letters.length <= most) return text || "";
  const tail = Math.max(2, Math.floor(most / 4));
  return `${letters.slice(0, most - tail - 1).join("")}…${letters.slice(-tail).join("")}`;
};
})();
