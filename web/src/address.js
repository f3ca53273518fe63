// What is asked and how it is shown, in the part of the address behind #: a page can be sent to others as it is.

const quoted = (text) => encodeURI(text).replace(/[&=?#+']/g, (char) => (char === "'" ? "%27" : encodeURIComponent(char)));

export function hashOf(state) {
  return Object.entries(state).filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${quoted(name)}=${quoted(String(value))}`).join("&");
}
export function stateOf(hash) {
  const state = {};
  const text = (raw) => { try { return decodeURIComponent(raw); } catch { return raw; } };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at > 0) state[text(part.slice(0, at))] = text(part.slice(at + 1));
  }
  return state;
}
// The address of a thing on the explorer's pages: its key behind #, other parts by name.
export const keyed = (page, key, rest = {}) => `${page}#${quoted(key)}${Object.keys(rest).length ? `&${hashOf(rest)}` : ""}`;
