// What the build wrote into the page; the language and colours, which stand in the address before #.
import { by } from "./elements.js";

export const settings = JSON.parse(by("settings").textContent);

const asked = new URLSearchParams(location.search);
export const lang = asked.get("lang") === "en" ? "en" : "zh";
const theme = asked.get("theme");
document.documentElement.lang = lang === "en" ? "en" : "zh-CN";
if (theme) document.documentElement.dataset.theme = theme === "dark" ? "dark" : "light";
export const isDark = () => (theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

// A word of the page; {0} and {1} stand for what is put in.
export function word(key, ...parts) {
  const [zh, en] = settings.words[key];
  const text = lang === "en" ? en : zh;
  return parts.length ? text.replace(/\{(\d)\}/g, (_, n) => String(parts[n])) : text;
}
// Of a pair in Chinese and English, the one that is read.
export const said = (pair) => (lang === "en" ? pair[1] || pair[0] : pair[0] || pair[1]);

// The part of an address between its path and #, with changes.
export function suffix(changes) {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes || {})) { if (value) next.set(name, value); else next.delete(name); }
  const text = next.toString();
  return text ? `?${text}` : "";
}
