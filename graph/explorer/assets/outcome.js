// A target and its result, side by side, each with its sentence in its document.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
PG.outcomeBlock = (row, tables, here) => el("div", { class: "pair" },
  el("div", null, el("h3", null, w("promise_sentence")), PG.fact(row.t, tables, here)),
  el("div", null, el("h3", null, w("result_sentence")), row.r ? PG.fact(row.r, tables, here) : row.rq ? row.rq.map((place) => [PG.sentence(place, tables), PG.source({ d: row.review }, place, tables)]) : el("p", { class: "none" }, w(row.verdict === "pending" || !row.verdict ? "no_later_report" : "no_result_sentence"))),
  (row.basis && row.verdict !== "pending" && row.verdict !== "not_reported") || row.note ? el("p", { class: "why" }, row.basis ? w("basis_says", PG.value("basis", row.basis)) : "", " ", row.note || "") : null);
})();
