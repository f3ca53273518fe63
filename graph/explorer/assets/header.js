// The header of every page: search, language, colours. And the words of the page's own template.
(function () {
"use strict";
const PG = window.PG;
const { el, by } = PG;

PG.translate = function (root) {
  for (const node of root.querySelectorAll("[data-w]")) node.textContent = PG.w(node.dataset.w);
  for (const node of root.querySelectorAll("[data-w-label]")) node.setAttribute("aria-label", PG.w(node.dataset.wLabel));
  for (const node of root.querySelectorAll("[data-w-hint]")) node.setAttribute("placeholder", PG.w(node.dataset.wHint));
};
PG.translate(document);
for (const link of document.querySelectorAll("a[data-page]")) link.href = PG.link(link.dataset.page, link.dataset.key ? { "": link.dataset.key } : null);

const language = by("language"), theme = by("theme");
function links() {
  language.href = PG.same({ lang: PG.lang === "en" ? "" : "en" });
  theme.href = PG.same({ theme: PG.dark() ? "light" : "dark" });
}
links();
addEventListener("hashchange", links);
for (const link of [language, theme]) link.addEventListener("focus", links), link.addEventListener("pointerenter", links);

// -- the search box

const box = by("search"), list = by("results");
let shown = [], chosen = -1;
PG.openThing = (thing) => {
  if (thing.cls === "document") return PG.link("read", { "": thing.key });
  if (thing.cls === "section") return PG.link("read", { "": thing.key.split("/section/")[0], part: thing.key });
  return PG.link("entity", { "": thing.key });
};
function draw() {
  list.replaceChildren(...shown.map((thing, n) => el("a", {
    role: "option", id: `found-${n}`, class: "found", "aria-selected": String(n === chosen), href: PG.openThing(thing),
  }, PG.icon(thing.cls), el("span", null, PG.middle(thing.label, 38)), el("small", null, [PG.className(thing.cls), thing.where, thing.years.replaceAll(",", " ")].filter(Boolean).join(" · ")))));
  if (!shown.length && box.value.trim()) list.append(el("p", { class: "none" }, PG.w("found_nothing")));
  list.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", String(!list.hidden));
  if (chosen >= 0) { box.setAttribute("aria-activedescendant", `found-${chosen}`); list.children[chosen].scrollIntoView({ block: "nearest" }); }
  else box.removeAttribute("aria-activedescendant");
}
async function search() {
  const index = await PG.searchReady();
  const start = performance.now();
  shown = PG.find(box.value).map((thing) => ({ ...thing, where: thing.region >= 0 && thing.cls !== "region" ? index.things[thing.region].label : "" }));
  PG.searchTook = performance.now() - start;
  chosen = shown.length ? 0 : -1;
  draw();
}
box.addEventListener("focus", () => { PG.searchReady(); if (box.value.trim()) search(); });
box.addEventListener("input", search);
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    chosen = shown.length ? (chosen + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length : -1;
    draw();
    event.preventDefault();
  } else if (event.key === "Enter" && shown[chosen]) {
    location.href = PG.openThing(shown[chosen]);
    list.hidden = true;
  } else if (event.key === "Escape") { list.hidden = true; box.blur(); }
});
addEventListener("click", (event) => { if (!event.target.closest(".search")) list.hidden = true; });
addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, select, textarea")) { box.focus(); box.select(); event.preventDefault(); }
});
addEventListener("hashchange", () => { list.hidden = true; });
by("menu").addEventListener("click", () => {
  const open = document.querySelector("header nav").classList.toggle("open");
  by("menu").setAttribute("aria-expanded", String(open));
});
})();
