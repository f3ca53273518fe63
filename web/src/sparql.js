// A query's text, before it is run: prefixes that need no declaration, its form, its graphs, where it is wrong.

// What is no keyword: addresses, texts, comments (SPARQL 1.1, 19.8: IRIREF, String, and 19.4)
const OPAQUE = /<[^<>"{}|^`\\\s]*>|'''(?:[^\\]|\\.)*?'''|"""(?:[^\\]|\\.)*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|#[^\n]*/gs;
const bare = (query) => query.replace(OPAQUE, " ");

// The prefixes that a query uses and does not declare, for its first line, so that its lines keep their numbers.
export function missingPrefixes(query, prefixes) {
  const text = bare(query);
  const declared = new Set([...query.matchAll(/prefix\s+([\w-]*):/gi)].map((match) => match[1]));
  return Object.keys(prefixes).filter((name) => !declared.has(name) && new RegExp(`(?<![\\w-])${name}:`).test(text))
    .map((name) => `PREFIX ${name}: <${prefixes[name]}> `).join("");
}

// Whether a query says with FROM over which graphs it runs; without, it runs over all of them.
export const namesItsGraphs = (query) => /(?<![\w?$:.-])FROM\b(?!:)/i.test(bare(query));

const FORMS = ["SELECT", "CONSTRUCT", "ASK", "DESCRIBE"];
// SELECT, CONSTRUCT, ASK or DESCRIBE; or the first word that is none of them; or nothing.
export function queryForm(query) {
  const body = bare(query).replace(/^(?:\s|PREFIX\s+[\w-]*:|BASE\b)+/i, "");
  const word = (/^[^\s{*(]+/.exec(body) || [""])[0];
  return FORMS.includes(word.toUpperCase()) ? word.toUpperCase() : word;
}
export const isGraphForm = (query) => ["CONSTRUCT", "DESCRIBE"].includes(queryForm(query));

const PLACE = /^error at (\d+):(\d+): (?:expected )?([^]*)$/;
const ANY = "[_]"; // any character, in the parser's list of what it expected
const UNBOUND = "variable that is unbound";

// The store's words for a query that is no SPARQL, as {key, parts, line, column}: a word of the page, what is put
// into it, and the place in the query, if it is known. `added` characters stand before the first line of the query;
// `secondReading` gives the place of the first word that fits no query: the store looks ahead for any character,
// and then says that the mistake is at the end.
export function mistake(message, query, added, prefixes, secondReading) {
  const form = queryForm(query);
  if (!form) return { key: "wrong_empty", parts: [] };
  if (!FORMS.includes(form)) return { ...placeOf(query, query.indexOf(form)), key: "wrong_form", parts: [form.slice(0, 20)] };
  const match = PLACE.exec(message.replace(/^Error: /, ""));
  if (!match) return served(message);
  const reason = match[3];
  let place = { line: Number(match[1]), column: Number(match[2]) };
  if (place.line === 1) place.column = Math.max(1, place.column - added);
  if (reason.includes(ANY) && !reason.includes(UNBOUND)) {
    const at = secondReading(query);
    if (at >= 0) place = placeOf(query, at);
  }
  const before = query.split("\n")[place.line - 1].slice(0, place.column - 1);
  if (reason.includes("Prefix not found")) {
    const name = /([\w-]*:)[^\s:]*$/.exec(before);
    if (name) place.column = name.index + 1;
    return { ...place, key: "wrong_prefix", parts: [name ? name[1] : "", Object.keys(prefixes).join(" ")] };
  }
  if (reason.includes("IRI parsing failed")) return { ...place, key: "wrong_iri", parts: [] };
  if (reason.includes(UNBOUND)) return { ...place, key: "wrong_group", parts: [] };
  const expected = reason.includes(ANY) ? [] : reason.replace(/^one of /, "").split(", ").filter((word) => !word.startsWith("[") && !word.includes("\n"));
  return expected.length ? { ...place, key: "wrong_expected", parts: [expected.slice(0, 12).join(" ")] } : { ...place, key: "wrong_here", parts: [] };
}

// A server's own message: as it is, with the place that it names; the page draws that place itself.
function served(message) {
  const match = /line (\d+), column (\d+)/.exec(message);
  if (!match) return { key: "wrong_other", parts: [message] };
  return { line: Number(match[1]), column: Number(match[2]), key: "wrong_other", parts: [message.split("\n")[0]] };
}

export function placeOf(query, at) {
  const before = query.slice(0, Math.max(0, at));
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

// -- terms, as a query writes them

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
export const literal = (text) => `"${text.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char])}"`;

// A question's query for some values. Each stands in it as a quoted text, which stays text; a count as a number. A line
// that ends with "# if $year" is left out where the year is empty.
export function withValues(query, parameters, values) {
  const known = Object.fromEntries(parameters.map((one) => [one.name, one]));
  const valueOf = ({ name, default: value }) => String(values[name] ?? value);
  const count = (one) => /^\d{1,9}$/.test(valueOf(one)) ? valueOf(one) : one.default;
  const written = (whole, name) => !(name in known) ? whole : known[name].type === "count" ? count(known[name]) : literal(valueOf(known[name]));
  const lines = query.split("\n").filter((line) => !line.startsWith("#")).map((line) => line.split(/\s*# if \$([a-z][a-z_]*)$/));
  const kept = lines.filter(([, name]) => !name || (name in known && valueOf(known[name])));
  return `${kept.map(([line]) => line).join("\n").trim().replace(/\$([a-z][a-z_]*)/g, written)}\n`;
}

// An address in short, where a prefix fits and the rest can stand as a local name.
export function short(iri, prefixes) {
  for (const [name, start] of Object.entries(prefixes)) {
    if (iri.startsWith(start) && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(iri.slice(start.length))) return `${name}:${iri.slice(start.length)}`;
  }
  return null;
}
