// One script without modules: pages from disk may load nothing else. The WASM is inside it, compressed.
import { build } from "esbuild";
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const wasm = readdirSync("node_modules/oxigraph").find((name) => name.startsWith("web") && name.endsWith(".wasm"));
await build({
  entryPoints: ["store.js"], bundle: true, minify: true, format: "iife", globalName: "PolicyGraphStore", legalComments: "inline",
  define: { "import.meta.url": '"about:blank"' }, outfile: "../graph/querypage/assets/bundle.js", target: "es2022",
  banner: { js: "/* Oxigraph, https://github.com/oxigraph/oxigraph, MIT or Apache-2.0 */" },
  plugins: [{ name: "inline", setup(made) {
    made.onResolve({ filter: /^inline:/ }, (found) => ({ path: found.path, namespace: "inline" }));
    made.onLoad({ filter: /.*/, namespace: "inline" }, () => ({ contents: gzipSync(readFileSync(`node_modules/oxigraph/${wasm}`), { level: 9 }).toString("base64"), loader: "text" }));
  } }],
});
