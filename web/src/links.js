// From an address of the graph to the page that shows the thing.
import { keyed } from "./address.js";
import { settings, suffix } from "./settings.js";
import { short } from "./sparql.js";

const NO_PAGE = /^(?:source|rule|software|graph|gazetteer)\/|\/(?:fact|head|provenance|selector)(?:\/|$)|#/;
const DOCUMENT = /^document\//;

// The page of a thing, or nothing where none shows it.
export function pageOf(iri) {
  if (!iri.startsWith(settings.base)) return "";
  const key = iri.slice(settings.base.length), { entity, read, page } = settings.links;
  if (page) return page + key.split("/").map(encodeURIComponent).join("/").replaceAll("%25", "%");
  if (!entity || NO_PAGE.test(key)) return "";
  if (DOCUMENT.test(key) && key.includes("/section/")) return keyed(read + suffix(), key.split("/section/")[0], { part: key });
  if (DOCUMENT.test(key) && !key.includes("/task/")) return keyed(read + suffix(), key);
  return keyed(entity + suffix(), key);
}
// The sentence that a row of a fact view names by its document and its place.
export function placeOf(iri, start, end) {
  const { read } = settings.links;
  if (!read || !iri.startsWith(`${settings.base}document/`)) return "";
  return keyed(read + suffix(), iri.slice(settings.base.length), { at: `${start}-${end}` });
}
// How an address is shown: by its prefix, or by what stands behind the snapshot's base.
export function shown(iri) {
  if (iri.startsWith(settings.base)) { const key = iri.slice(settings.base.length); try { return decodeURIComponent(key); } catch { return key; } }
  return short(iri, settings.prefixes) || iri;
}
