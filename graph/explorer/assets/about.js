// Downloads, method, limits.
(function () {
"use strict";
const PG = window.PG;
const { el, w } = PG;
const files = [...PG.site.files.map((name) => [name, name]), ...PG.site.views.flatMap((view) => [[`${PG.value("view", view)} · ${view}.csv`, `facts/${view}.csv`], [`${view}.jsonl`, `facts/${view}.jsonl`]])];
PG.by("content").replaceChildren(
  el("h1", null, w("about_title")),
  el("h2", null, w("about_method")), el("p", null, w("about_method_1")), el("p", null, w("about_method_2")),
  el("p", null, el("a", { href: "report.html" }, w("about_report"))),
  el("h2", null, w("about_downloads")),
  el("ul", { class: "keys-list" }, files.map(([words, target]) => el("li", null, el("a", { href: target, download: true }, words)))),
  el("h2", null, w("about_limits")), el("ul", null, [1, 2, 3].map((n) => el("li", null, w(`about_limit_${n}`)))),
  el("h2", null, w("about_queries")), el("p", null, w("about_queries_says")),
  el("pre", { class: "card" }, "policy-graph query view.rq --snapshot out"),
  el("p", { class: "none" }, w("about_version", PG.site.version, PG.site.base)),
);
window.__ready = performance.now();
})();
