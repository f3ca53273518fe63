// Oxigraph as a function: open(base64 of gzipped N-Quads) → a function from a query to its answer's text.
import init, { Store } from "oxigraph/web.js";
import wasm from "inline:oxigraph.wasm";

const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const unpacked = (packed) => new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));

export async function open(data) {
  await init({ module_or_path: await unpacked(bytes(wasm)).arrayBuffer() });
  const store = new Store();
  store.load(await unpacked(bytes(data)).text(), { format: "application/n-quads", no_transaction: true, lenient: true });
  return (query) => {
    const from = /\bFROM\b/i.test(query.replace(/<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*/g, " "));
    const graph = /^\s*(PREFIX\s+[\w-]*:\s*<[^>]*>\s*|BASE\s*<[^>]*>\s*|#[^\n]*\n\s*)*(CONSTRUCT|DESCRIBE)\b/i.test(query);
    return store.query(query, { use_default_graph_as_union: !from, results_format: graph ? "application/n-triples" : "application/sparql-results+json" });
  };
}
