// An answer, as it came, into rows or triples of terms {type: uri | literal | bnode, value, lang, datatype}.
import { Parser } from "n3";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "gYear"].map((name) => XSD + name));
const TYPES = { NamedNode: "uri", BlankNode: "bnode", Literal: "literal" };

// {kind: "rows", columns, rows}, {kind: "truth", truth} or {kind: "triples", triples}
export function answerOf({ text, form }) {
  if (form === "triples") return { kind: "triples", triples: new Parser({ format: "N-Triples" }).parse(text).map((q) => [term(q.subject), term(q.predicate), term(q.object)]) };
  const data = JSON.parse(text);
  if (typeof data.boolean === "boolean") return { kind: "truth", truth: data.boolean };
  const columns = data.head.vars;
  return { kind: "rows", columns, rows: data.results.bindings.map((row) => columns.map((name) => (row[name] ? bound(row[name]) : null))) };
}
const term = (node) => ({ type: TYPES[node.termType], value: node.value, lang: node.language || "", datatype: node.datatype ? node.datatype.value : "" });
function bound({ type, value, datatype, "xml:lang": lang }) {
  if (type === "triple") return { type: "literal", value: ["subject", "predicate", "object"].map((part) => value[part].value).join(" "), lang: "", datatype: "" };
  return { type: type === "typed-literal" ? "literal" : type, value, lang: lang || "", datatype: datatype || "" };
}

// The number that a term is, or nothing.
export function numberOf(found) {
  if (!found || found.type !== "literal" || !NUMBERS.has(found.datatype)) return null;
  const number = Number(found.value);
  return Number.isFinite(number) ? number : null;
}
export const isNumeric = (rows, column) => rows.some((row) => row[column]) && rows.every((row) => !row[column] || numberOf(row[column]) !== null);
export const isAddress = (rows, column) => rows.some((row) => row[column]) && rows.every((row) => !row[column] || row[column].type !== "literal");

// -- CSV that spreadsheet programs show in Chinese, and in which no cell is a formula

const FORMULA = /^[=+\-@＝＋－＠\t\r\n](?!\d+(?:\.\d+)?%?$)/;
function cell(found) {
  if (!found) return "";
  const text = numberOf(found) === null && FORMULA.test(found.value) ? `'${found.value}` : found.value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
export const csv = (columns, rows) => `\uFEFF${[columns.map((value) => cell({ type: "literal", value })), ...rows.map((row) => row.map(cell))].map((row) => row.join(",")).join("\r\n")}\r\n`;
