// The rows of the boards: all files of one, and what a project's row says of its money and stage.
(function () {
"use strict";
const PG = window.PG;

// All files of one board as rows that know their own tables.
PG.board = async function (name) {
  const files = await Promise.all(Array.from({ length: PG.site.shards.boards[name] }, (_, n) => PG.load(`boards/${name}-${n}`)));
  return files.flatMap((file) => file.rows.map((row) => ({ ...row, tables: file })));
};

PG.STAGES = ["proposed", "signed", "started", "underway", "completed", "operating"];
const yearOf = (n) => PG.site.documents[n].year;
const inOrder = (a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : a.size - b.size);

// The totals that a project's row states, by year; the newest counts, and documents may differ.
PG.totalsOf = function (row) {
  const all = (row.m || []).filter(([, kind]) => kind === "total").map(([n, , amount, currency]) => ({ year: yearOf(n), amount, currency, size: amount })).sort(inOrder);
  return { newest: all[all.length - 1] || null, differs: new Set(all.map((t) => `${t.amount} ${t.currency}`)).size > 1, all };
};
// The stages that a project's row states, by year, the newest last.
PG.stagesOf = (row) => (row.st || []).map(([n, stage, status]) => ({ year: yearOf(n), stage, status, size: PG.STAGES.indexOf(stage) })).sort(inOrder);
PG.REACHED = [...PG.STAGES, "aimed", ""];
PG.reachedWords = (stage) => (stage ? (stage === "aimed" ? PG.w("only_aimed") : PG.value("stage", stage)) : PG.w("stage_none"));
// The last stage said to be reached; "aimed" where stages are only aimed at, "" where none is stated.
PG.reached = function (row) {
  const stages = PG.stagesOf(row), done = stages.filter(({ status }) => status === "done").pop();
  return done ? done.stage : stages.length ? "aimed" : "";
};
})();
