// What can stand at the cursor: classes and properties by their names in any of three ways (pg:hasLeadUnit, 牵头单位,
// lead unit), a property's coded values, variables of the query, keywords.
import { lang, said, settings } from "./settings.js";

const KEYWORDS = `SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS VALUES BIND GROUP BY ORDER BY HAVING LIMIT OFFSET
CONSTRUCT ASK DESCRIBE GRAPH FROM COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT CONTAINS STRSTARTS REGEX STR LANG COALESCE
IF BOUND EXISTS NOT IN AS DESC ASC SUBSTR STRLEN CONCAT YEAR PREFIX`.split(/\s+/);
const MOST = 60;
const TYPES = { class: "class", property: "property" };

const second = (pair) => (lang === "en" ? pair[0] : pair[1]);
function entryOf({ name, kind, label, says }) {
  return {
    option: { label: name, detail: [said(label), second(label)].filter(Boolean).join(" · "), type: TYPES[kind], info: said(says) || undefined },
    texts: [name.toLowerCase(), name.split(":")[1].toLowerCase(), label[0], label[1].toLowerCase()],
    named: name, kind,
  };
}
const TERMS = settings.vocabulary.map(entryOf);

// How well a term is meant by what was typed: 0 best, -1 not at all.
function meant({ texts }, typed) {
  let best = -1;
  texts.forEach((text) => {
    const at = text.indexOf(typed);
    const score = at < 0 ? -1 : text === typed ? 0 : at === 0 ? 1 : 2;
    if (score >= 0 && (best < 0 || score < best)) best = score;
  });
  return best;
}

export function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const quoted = /([\w-]+:[\w-]+)\s+["']([^"']*)$/.exec(before);
  if (quoted) return values(quoted[1], quoted[2], context.pos);
  if (/^[^"]*("[^"]*"[^"]*)*"[^"]*$/.test(before.replace(/<[^>]*>/g, ""))) return null; // inside a text
  const typed = /[?$]?[\p{L}\p{N}_:-]*$/u.exec(before)[0];
  if (!typed && !context.explicit) return null;
  const from = context.pos - typed.length;
  if (/^[?$]/.test(typed)) return { from, options: variables(context.state.doc.toString(), context.pos, typed) };
  const wanted = typed.toLowerCase();
  const isClassPlace = /(?:^|[\s;{.])a\s+$/.test(before.slice(0, before.length - typed.length));
  const found = TERMS.map((term, n) => [meant(term, wanted) + (isClassPlace && term.kind !== "class" ? 3 : 0), n, term]).filter(([score, , term]) => meant(term, wanted) >= 0 && score >= 0)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST).map(([, , term]) => term.option);
  const prefixes = wanted && !wanted.includes(":") ? Object.keys(settings.prefixes).filter((name) => name.startsWith(wanted)).map((name) => ({ label: `${name}:`, detail: settings.prefixes[name], type: "namespace" })) : [];
  const keywords = /^[a-z_]+$/.test(wanted) ? KEYWORDS.filter((name) => name.toLowerCase().startsWith(wanted)).map((name) => ({ label: name, type: "keyword" })) : [];
  const options = [...keywords, ...prefixes, ...found];
  return options.length ? { from, options, filter: false } : null;
}
function values(property, typed, pos) {
  const entry = settings.vocabulary.find((term) => term.name === property);
  if (!entry || !entry.values) return null;
  const wanted = typed.toLowerCase();
  const options = entry.values.filter((words) => words.some((text) => text.toLowerCase().includes(wanted))).map(([value, ...words]) => ({ label: value, detail: said(words), type: "text" }));
  return options.length ? { from: pos - typed.length, options, filter: false } : null;
}
function variables(text, pos, typed) {
  const others = text.slice(0, pos - typed.length) + " " + text.slice(pos);
  return [...new Set(others.match(/[?$]\w+/g) || [])].sort().map((label) => ({ label, type: "variable" }));
}

// The term under the pointer: its words and what it means.
export function termAt(text, at) {
  for (const match of text.matchAll(/[\w-]+:[\w-]+/g)) {
    if (match.index <= at && at <= match.index + match[0].length) {
      const entry = settings.vocabulary.find(({ name }) => name === match[0]);
      return entry ? { entry, from: match.index, to: match.index + match[0].length } : null;
    }
  }
  return null;
}
