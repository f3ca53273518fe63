// The store, in a worker of its own: a query that never ends is stopped by ending the worker.
import { Store, initSync } from "oxigraph/web.js";

let store = null;

// The pieces as they come: the whole of a large graph need not stand in the store's own memory as well.
async function unzipped(streams) {
  const pieces = [];
  for (const bytes of streams) {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(piece.value);
  }
  return pieces;
}

const ANSWERS = {
  async load({ wasm, data }) {
    initSync({ module: await new Blob(await unzipped(wasm)).arrayBuffer() });
    store = new Store();
    store.load(await unzipped(data), { format: "application/n-quads", lenient: true });
    return { size: store.size };
  },
  // `form` is json or application/n-triples; `union`: over all graphs at once.
  ask({ query, form, union }) {
    const start = performance.now();
    const text = store.query(query, { results_format: form, use_default_graph_as_union: union });
    return { text, took: performance.now() - start };
  },
};

self.onmessage = async ({ data: { kind, id, ...rest } }) => {
  try {
    self.postMessage({ id, ...(await ANSWERS[kind](rest)) });
  } catch (error) {
    // a trap leaves the store unusable: whoever asked begins anew
    self.postMessage({ id, error: String(error && error.message ? error.message : error), broken: error instanceof WebAssembly.RuntimeError || error instanceof RangeError });
  }
};
