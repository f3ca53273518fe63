// A fact is a line – subject, relation, object or value – and under it the sentence with its words marked.
(function () {
"use strict";
const PG = window.PG;
const { el } = PG;

PG.thing = function ([key, cls, label], here) {
  const inside = [PG.icon(cls), PG.middle(label, 40)];
  if (key === here) return el("b", { class: "thing", title: label }, inside);
  if (cls === "document") return el("a", { class: "thing", href: PG.link("read", { "": key }), title: label }, inside);
  if (cls === "section") return el("a", { class: "thing", href: PG.link("read", { "": key.split("/section/")[0], part: key }), title: label }, inside);
  if (!cls) return el("span", { class: "thing" }, label);
  return el("a", { class: "thing", href: PG.link("entity", { "": key }), title: label }, inside);
};

function valueOf(fact) {
  const x = fact.x || {};
  if (fact.v === "investments") return PG.amountNode(x.amount, x.currency);
  if (fact.v === "project_stages") return PG.stageWords(x.stage, x.status);
  if (fact.v === "indicators") return el("span", { class: "num", title: `${x.value} ${x.unit || ""}` }, `${x.year ? `${x.year}${PG.w("year_of")} ` : ""}${PG.figure(x)}`);
  if (fact.v === "terms") return x.definitionText;
  if (fact.v === "heads") return PG.value("doctype", x.attributeValue);
  return "";
}
PG.factValue = valueOf;
PG.relationName = (fact) => PG.value(fact.v === "heads" ? "head" : "relation", fact.r);

// The sentence of one place, the quote marked in it; `names` are marked inside the quote.
PG.sentence = function ([sentence, a, b], tables, names) {
  const text = tables.sentences[sentence];
  const spans = [];
  for (const name of names || []) {
    const at = name && name.length > 1 ? text.indexOf(name, a) : -1;
    if (at >= 0 && at + name.length <= b && !spans.some(([x, y]) => at < y && x < at + name.length)) spans.push([at, at + name.length]);
  }
  spans.sort((x, y) => x[0] - y[0]);
  const parts = [text.slice(0, a)];
  const quote = el("span", { class: "quote" });
  let at = a;
  for (const [start, end] of spans) {
    quote.append(text.slice(at, start), el("mark", null, text.slice(start, end)));
    at = end;
  }
  quote.append(text.slice(at, b));
  parts.push(spans.length ? quote : el("mark", null, text.slice(a, b)), text.slice(b));
  return el("blockquote", null, parts.filter((part) => part !== ""));
};

PG.source = function (fact, place, tables) {
  const [key, title, year] = tables.documents[fact.d];
  const where = [`《${title.replace(/^《|》$/g, "")}》`];
  if (fact.h !== undefined) where.push(tables.things[fact.h][2]);
  if (year) where.push(`${year}${PG.w("year_of")}`);
  return el("p", { class: "src" },
    fact.v ? el("span", { class: `conf ${fact.c || "explicit"}`, title: PG.w(`conf_says.${fact.c || "explicit"}`) }, PG.w(`confidence.${fact.c || "explicit"}`)) : null,
    " ", PG.middle(where.join(" · "), 70), " ",
    fact.u !== undefined && tables.rules[fact.u] ? el("span", { class: "rule" }, PG.w("rule", tables.rules[fact.u])) : null, " ",
    el("a", { class: "original", href: PG.link("read", { "": key, at: `${place[3]}-${place[4]}` }) }, PG.w("see_original")));
};

// The whole of a fact. `here` is the key of the page's own thing, which needs no link.
PG.fact = function (fact, tables, here, brief) {
  const subject = tables.things[fact.s], object = fact.o === undefined ? null : tables.things[fact.o];
  const block = el("article", { class: "fact", "data-view": fact.v });
  block.append(el("p", { class: "line" }, PG.thing(subject, here), el("span", { class: "rel" }, PG.relationName(fact)),
    object ? PG.thing(object, here) : null, object && fact.v !== "terms" ? null : el("span", { class: "value" }, valueOf(fact))));
  const names = [subject[2], object ? object[2] : ""];
  fact.q.slice(0, brief ? 1 : 6).forEach((place) => block.append(PG.sentence(place, tables, names), PG.source(fact, place, tables)));
  if (!fact.q.length) block.append(el("p", { class: "none" }, PG.w("no_sentence")));
  if (fact.w) block.append(el("p", { class: "why" }, PG.w("because", fact.w[PG.lang === "en" ? 1 : 0])));
  return block;
};

// A list that shows its first lines and, asked, the rest.
PG.some = function (items, make, most) {
  const box = el("div", { class: "some" });
  const add = (from, to) => box.append(...items.slice(from, to).map(make));
  add(0, most);
  if (items.length > most) {
    const more = el("button", { type: "button", class: "more", click: () => { more.remove(); add(most, items.length); } }, PG.w("show_rest", items.length - most));
    box.append(more);
  }
  return box;
};
})();
