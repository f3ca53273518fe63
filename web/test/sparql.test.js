// What the page makes of a query before it is run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, keyed, stateOf } from "../src/address.js";
import { isGraphForm, literal, missingPrefixes, mistake, namesItsGraphs, placeOf, queryForm, short, withValues } from "../src/sparql.js";

const PREFIXES = { pg: "https://policy-graph.example/ontology#", skos: "http://www.w3.org/2004/02/skos/core#" };

for (const [query, form] of [
  ["SELECT * { ?s ?p ?o }", "SELECT"],
  ["# CONSTRUCT\nPREFIX pg: <https://e/#SELECT>\nask{}", "ASK"],
  ["BASE <https://e/> CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"],
  ["DESCRIBE <https://e/a>", "DESCRIBE"],
  ["INSERT DATA { }", "INSERT"],
  ["  # nothing", ""],
]) test(`form of ${JSON.stringify(query)}`, () => assert.equal(queryForm(query), form));

test("only triples are a graph", () => {
  assert.ok(isGraphForm("DESCRIBE <x>") && isGraphForm("construct where {?s ?p ?o}"));
  assert.ok(!isGraphForm("SELECT ?describe { }") && !isGraphForm("ASK { }"));
});

test("prefixes that are used and not declared", () => {
  assert.equal(missingPrefixes("SELECT ?s { ?s a pg:Task }", PREFIXES), `PREFIX pg: <${PREFIXES.pg}> `);
  assert.equal(missingPrefixes("PREFIX pg: <https://other/> SELECT ?s { ?s a pg:Task }", PREFIXES), "");
});
test("what looks like a prefix in a text, an address or a comment is none", () => {
  assert.equal(missingPrefixes('SELECT ?s { ?s ?p "pg:Task" . <skos:x> ?p 1 } # pg:Task', PREFIXES), "");
  assert.equal(missingPrefixes("SELECT ?s { ?s a xpg:Task }", PREFIXES), "");
});

test("FROM names the graphs", () => assert.ok(namesItsGraphs("SELECT * FROM <https://e/g> { ?s ?p ?o }")));
test("?from, from: and a text with FROM do not", () => {
  assert.ok(!namesItsGraphs("ASK { ?from ?p 'FROM <x>' } # FROM"));
  assert.ok(!namesItsGraphs("ASK { ?s from:x ?o }"));
});

const wrong = (message, query, added = 0, second = () => -1) => mistake(message, query, added, PREFIXES, second);
test("a mistake is placed in the query as it was written", () => {
  const found = wrong("error at 1:61: expected OPTIONAL", "SELECT ?s { ?s a ] }", 40);
  assert.deepEqual([found.line, found.column, found.key, found.parts], [1, 21, "wrong_expected", ["OPTIONAL"]]);
});
test("added prefixes move only the first line", () => assert.equal(wrong("error at 2:5: expected x", "SELECT ?s\n{ ?s ] }", 40).column, 5));
test("a mistake that the store places at the end is looked for anew", () => {
  const query = "SELECT ?s WHERE ?s ?p ?o }";
  const found = wrong("error at 1:27: expected one of \"{\", [_]", query, 0, () => 16);
  assert.deepEqual([found.line, found.column, found.key], [1, 17, "wrong_here"]);
});
test("an unknown prefix is named", () => {
  const found = wrong("error at 1:22: expected one of Prefix not found, ['%']", "SELECT ?s {?s a foo:x}");
  assert.deepEqual([found.key, found.parts[0], found.column], ["wrong_prefix", "foo:", 17]);
});
test("a variable that is not grouped by", () => assert.equal(wrong("error at 1:9: expected one of The SELECT contains a variable that is unbound, [_]", "SELECT ?s").key, "wrong_group"));
test("an address that is none", () => assert.equal(wrong("error at 1:9: expected one of IRI parsing failed, OPTIONAL", "SELECT * { ?s <a b> ?o }").key, "wrong_iri"));
test("no query, and no form", () => {
  assert.equal(wrong("error at 1:1: expected x", "  # nothing").key, "wrong_empty");
  const found = wrong("error at 1:9: expected one of DESCRIBE, [_]", "\nSELEC ?s");
  assert.deepEqual([found.key, found.parts, found.line, found.column], ["wrong_form", ["SELEC"], 2, 1]);
});
test("a server's own words stay as they are, with their place", () => {
  const found = wrong("the query is no SPARQL at line 2, column 3: x\n  2 | { ] }\n        ^", "SELECT ?s\n{ ] }");
  assert.deepEqual([found.key, found.line, found.column, found.parts], ["wrong_other", 2, 3, ["the query is no SPARQL at line 2, column 3: x"]]);
  assert.equal(wrong("The query took too long.", "SELECT ?s {}").line, undefined);
});
test("a place in the query", () => assert.deepEqual([placeOf("a\nbc", 3), placeOf("", 0)], [{ line: 2, column: 2 }, { line: 1, column: 1 }]));

test("a text stays a text in a query", () => {
  assert.equal(literal('甲" ; ?p ?o } #\n\\'), '"甲\\" ; ?p ?o } #\\n\\\\"');
});
const QUESTION = '# Parameter: …\nSELECT ?s {\n  VALUES ?y { $year^^xsd:gYear } # if $year\n  ?s ?p $name\n} LIMIT $most';
const PARAMETERS = [["year", "year", ""], ["name", "text", "甲"], ["most", "count", "9"]].map(([name, type, value]) => ({ name, type, default: value }));
test("a question's line for a value that is empty is left out", () => {
  assert.equal(withValues(QUESTION, PARAMETERS, {}), 'SELECT ?s {\n  ?s ?p "甲"\n} LIMIT 9\n');
  assert.equal(withValues(QUESTION, PARAMETERS, { year: "2023", most: "5" }), 'SELECT ?s {\n  VALUES ?y { "2023"^^xsd:gYear }\n  ?s ?p "甲"\n} LIMIT 5\n');
});
test("a value is never a part of the query", () => {
  assert.equal(withValues(QUESTION, PARAMETERS, { name: '$most" } #', most: "1 }" }), 'SELECT ?s {\n  ?s ?p "$most\\" } #"\n} LIMIT 9\n');
});

test("an address in short", () => {
  assert.equal(short(`${PREFIXES.pg}Task`, PREFIXES), "pg:Task");
  assert.equal(short(`${PREFIXES.pg}a/b`, PREFIXES), null);
  assert.equal(short("https://example.org/Task", PREFIXES), null);
});

for (const state of [
  { q: 'SELECT ?s { ?s ?p "甲&乙=丙#丁+戊%41?" }\n# \'x\'' },
  { ask: "outcomes", year: "", view: "chart", name: "某 列" },
  {},
]) test(`an address holds ${JSON.stringify(state)}`, () => assert.deepEqual(stateOf(`#${hashOf(state)}`), state));
test("a broken address is read as far as it goes", () => assert.deepEqual(stateOf("#q=%E4%B8&view=table&=x&y"), { q: "%E4%B8", view: "table" }));
test("a thing's key stands behind #", () => {
  assert.equal(keyed("read.html", "document/a#b", { at: "1-2" }), "read.html#document/a%23b&at=1-2");
  assert.equal(keyed("entity.html", "unit/1/甲"), "entity.html#unit/1/%E7%94%B2");
});
