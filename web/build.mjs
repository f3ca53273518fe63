// Bundles what stands on other people's libraries into graph/bundles/files/.
//
// Pages opened from disk may neither fetch nor use modules, so there are classic scripts only: query.js is the query
// page, query-engine.js holds its worker's code and the store's WebAssembly (compressed, base64) as texts; plots.js draws
// the plots of all pages.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { deflateSync } from "fflate";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "..", "graph", "bundles", "files");
const require = createRequire(import.meta.url);
const SHARED = {
  absWorkingDir: HERE, bundle: true, minify: true, write: false, metafile: true, charset: "utf8", legalComments: "none",
  target: ["chrome100", "firefox115", "safari16.4"], logLevel: "warning",
};

async function script(entry) {
  const made = await build({ ...SHARED, entryPoints: [entry], format: "iife", define: { "import.meta.url": '""' } });
  return { text: made.outputFiles[0].text, inputs: Object.keys(made.metafile.inputs) };
}
async function style(entry) {
  const made = await build({ ...SHARED, entryPoints: [entry] });
  return made.outputFiles[0].text;
}

// The licences of every package that is in the bundles.
function licences(inputs) {
  const names = new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)).filter(Boolean).map((match) => match[1]));
  return [...names].sort().map((name) => {
    const folder = join(HERE, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file)).sort();
    const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
    return [`${name} ${about.version}, ${about.license}`, ...texts].join("\n\n");
  }).join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}

// What the bundles are made of: the build hook builds anew when it changes.
function digest() {
  const found = createHash("sha256");
  const files = ["package-lock.json", "build.mjs", ...readdirSync(join(HERE, "src")).sort().map((name) => `src/${name}`)];
  for (const name of files) found.update(`${name}\n`).update(readFileSync(join(HERE, name)));
  return found.digest("hex");
}

const [page, worker, plots, css] = await Promise.all([script("src/page.js"), script("src/worker.js"), script("src/plots.js"), style("src/query.css")]);
// fflate, not node:zlib: its bytes are the same with every Node.
const wasm = Buffer.from(deflateSync(readFileSync(require.resolve("oxigraph/web_bg.wasm")), { level: 9 })).toString("base64");
mkdirSync(OUT, { recursive: true });
const files = {
  "query.js": page.text,
  "query-engine.js": `window.policyGraphEngine=${JSON.stringify({ code: worker.text, wasm })};\n`,
  "query.css": css,
  "query-licences.txt": licences([...page.inputs, ...worker.inputs]),
  "plots.js": plots.text,
  "plots-licences.txt": licences(plots.inputs),
  "made-from.txt": `${digest()}\n`,
};
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(OUT, name), text);
  console.log(`${name} ${Buffer.byteLength(text).toLocaleString("en-US")} bytes`);
}
