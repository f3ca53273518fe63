// Who answers a query: a store in this page, or a server. Both give {text, form, took}, where `text` is SPARQL JSON
// (form "json") or N-Triples (form "triples"), and `took` is in milliseconds.
import { isGraphForm, namesItsGraphs } from "./sparql.js";

export class Stopped extends Error {}
export class Refused extends Error {} // the message is the store's or the server's own

const FORMS = { json: "json", triples: "application/n-triples" };

function bytesOf(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
// Pages opened from disk may not fetch, but they may add a script element.
function script(source) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = source;
    element.onload = done;
    element.onerror = () => failed(new Error(source));
    document.head.append(element);
  });
}

export class PageEngine {
  // `assets` is the folder of the scripts, `data` the script with the graph.
  constructor({ assets, data }) {
    this.files = [`${assets}query-engine.js`, data];
    this.waiting = new Map();
    this.next = 0;
    this.start();
  }
  start() {
    const begun = performance.now();
    this.ready = this.load().then(({ size }) => ({ size, took: performance.now() - begun }));
    this.ready.catch(() => {}); // whoever waits for it hears of it
  }
  async load() {
    if (!window.policyGraphEngine || !window.policyGraphData) await Promise.all(this.files.map(script));
    const { code, wasm } = window.policyGraphEngine;
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    this.worker = new Worker(address);
    this.worker.onmessage = ({ data }) => this.heard(data);
    this.worker.onerror = (event) => this.end(new Error(event.message || "worker"));
    const parts = { wasm: [bytesOf(wasm)], data: window.policyGraphData.map(bytesOf) };
    const loaded = await this.send({ kind: "load", ...parts }, [...parts.wasm, ...parts.data].map((bytes) => bytes.buffer));
    URL.revokeObjectURL(address);
    return loaded;
  }
  send(message, moved = []) {
    const id = (this.next += 1);
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.worker.postMessage({ id, ...message }, moved);
    });
  }
  heard({ id, error, broken, ...rest }) {
    const { done, failed } = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) { done(rest); return; }
    failed(new Refused(error));
    if (broken) this.stop();
  }
  end(error) {
    for (const { failed } of this.waiting.values()) failed(error);
    this.waiting.clear();
  }
  async ask(query, whole) {
    await this.ready;
    const form = isGraphForm(query) ? "triples" : "json";
    const { text, took } = await this.send({ kind: "ask", query: whole, form: FORMS[form], union: !namesItsGraphs(query) });
    return { text, form, took };
  }
  // Ends what runs; the store is made anew, which takes as long as at first.
  stop() {
    this.worker.terminate();
    this.end(new Stopped());
    this.start();
  }
}

export class ServerEngine {
  constructor({ endpoint }) {
    this.endpoint = endpoint;
    this.ready = Promise.resolve({});
    this.running = new Set();
  }
  async ask(query) {
    const form = isGraphForm(query) ? "triples" : "json";
    const control = new AbortController();
    this.running.add(control);
    const start = performance.now();
    try {
      const response = await fetch(this.endpoint, {
        method: "POST", body: query, signal: control.signal,
        headers: { "Content-Type": "application/sparql-query", Accept: form === "json" ? "application/sparql-results+json" : "application/n-triples" },
      });
      const text = await response.text();
      if (!response.ok) throw new Refused(text.trim() || `${response.status} ${response.statusText}`);
      return { text, form, took: performance.now() - start };
    } catch (error) {
      throw error.name === "AbortError" ? new Stopped() : error;
    } finally {
      this.running.delete(control);
    }
  }
  stop() {
    for (const control of this.running) control.abort();
  }
}
