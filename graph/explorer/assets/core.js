// What every page shares: data by script elements, words in two languages, elements made from text only.
(function () {
"use strict";
const held = new Map(); // name → value, or the functions that wait for it
const PG = (window.PG = { put, load, has: (name) => held.has(name) && !Array.isArray(held.get(name).waiting) });

// A data file calls this; whoever asked for it goes on.
function put(name, value) {
  const entry = held.get(name);
  held.set(name, { value });
  if (entry && entry.waiting) entry.waiting.forEach(({ done }) => done(value));
}
// A data file by its name. Pages opened from disk may not fetch, but they may add a script element.
function load(name) {
  const entry = held.get(name);
  if (entry && !entry.waiting) return Promise.resolve(entry.value);
  return new Promise((done, failed) => {
    if (entry) { entry.waiting.push({ done, failed }); return; }
    held.set(name, { waiting: [{ done, failed }] });
    const script = document.createElement("script");
    script.src = `data/${name}.js`;
    script.onerror = () => { held.get(name).waiting.forEach((w) => w.failed(new Error(name))); held.delete(name); };
    document.head.append(script);
  });
}

// -- state of the page: language and colours stand in the query, the thing shown behind #

const query = new URLSearchParams(location.search);
PG.lang = query.get("lang") === "en" ? "en" : "zh";
const wished = query.get("theme");
const systemDark = matchMedia("(prefers-color-scheme: dark)");
PG.dark = () => (wished ? wished === "dark" : systemDark.matches);
document.documentElement.lang = PG.lang === "en" ? "en" : "zh-CN";
if (wished) document.documentElement.dataset.theme = wished === "dark" ? "dark" : "light";

// A word of the site; {0} and {1} stand for what is put in.
PG.w = function (key, ...parts) {
  const words = PG.words[key];
  const text = words ? words[PG.lang === "en" ? 1 : 0] : key;
  return parts.length ? text.replace(/\{(\d)\}/g, (_, n) => String(parts[n])) : text;
};
PG.known = (key) => key in PG.words;
// A coded value in words, or as it is.
PG.value = (kind, code) => (PG.known(`${kind}.${code}`) ? PG.w(`${kind}.${code}`) : code || "");

const quoted = (text) => encodeURI(text).replace(/[&=?#+]/g, encodeURIComponent);
function suffix(changes) {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes || {})) { if (value) next.set(name, value); else next.delete(name); }
  const text = next.toString();
  return text ? `?${text}` : "";
}
PG.hash = (state) => Object.entries(state).filter(([, value]) => value !== "" && value !== null && value !== undefined)
  .map(([name, value]) => (name === "" ? quoted(value) : `${name}=${quoted(String(value))}`)).join("&");
// The address of a page of this site, in the language and colours of now.
PG.link = (page, state) => {
  const hash = state ? PG.hash(state) : "";
  return `${page}.html${suffix()}${hash ? `#${hash}` : ""}`;
};
PG.same = (changes) => `${location.pathname.split("/").pop() || "index.html"}${suffix(changes)}${location.hash}`;
// What stands behind #: the key under "", everything else by its name.
PG.address = function () {
  const state = {};
  for (const part of location.hash.slice(1).split("&")) {
    if (!part) continue;
    const at = part.indexOf("=");
    const text = (raw) => { try { return decodeURIComponent(raw); } catch { return raw; } };
    if (at < 0) state[""] = text(part);
    else state[text(part.slice(0, at))] = text(part.slice(at + 1));
  }
  return state;
};

// -- elements: text of documents only ever becomes text nodes

function made(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}
PG.el = (tag, attributes, ...children) => made(document.createElement(tag), attributes, children);
PG.svg = (tag, attributes, ...children) => made(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
PG.by = (id) => document.getElementById(id);

// Where a thing's record stands; the build counts the same way (scripts.py).
PG.shardOf = function (key, shards) {
  let found = 0;
  for (let i = 0; i < key.length; i += 1) {
    const code = key.charCodeAt(i);
    found = (Math.imul(found, 31) + (code & 255)) >>> 0;
    found = (Math.imul(found, 31) + (code >> 8)) >>> 0;
  }
  return found % shards;
};
// A thing's record and the tables beside it; null where there is no such thing.
PG.entity = async function (key) {
  const shard = await load(`entities/${PG.shardOf(key, PG.site.shards.entities)}`);
  if (!Object.hasOwn(shard.rows, key)) return null;
  const record = shard.rows[key];
  return record.to ? PG.entity(record.to) : { key, record, tables: shard }; // a name that is one with another thing
};
PG.documentAt = (key) => PG.site.documents.findIndex((row) => row.key === key);

// -- saving what a reader asks for

PG.save = function (name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const link = PG.el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
};
// CSV that spreadsheet programs show in Chinese, and in which no cell is a formula.
PG.csv = function (columns, rows) {
  const cell = (value) => {
    let text = value === null || value === undefined ? "" : String(value);
    if (typeof value === "string" && /^[=+\-@＝＋－＠\t\r\n](?!\d+(?:\.\d+)?%?$)/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
};
PG.toast = function (text) {
  const box = PG.by("said");
  box.textContent = text;
  box.classList.add("seen");
  clearTimeout(PG.toast.timer);
  PG.toast.timer = setTimeout(() => box.classList.remove("seen"), 4000);
};
PG.copy = async function (text) {
  try {
    await navigator.clipboard.writeText(text);
    PG.toast(PG.w("copied"));
  } catch {
    const box = PG.el("textarea", { class: "copybox", "aria-label": PG.w("copy_by_hand") }, text);
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    PG.toast(done ? PG.w("copied") : text);
  }
};
})();
