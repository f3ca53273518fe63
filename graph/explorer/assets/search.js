// Search over every name: substring first, then the first letters of the pinyin, each character by any of its readings.
(function () {
"use strict";
const PG = window.PG;
const MOST = 30;
let index = null; // {labels, folded, rows} once loaded

// All things, in the order of their numbers: key, class, label, and what the graph needs of each.
PG.things = function () {
  if (!PG.things.asked) {
    const names = Array.from({ length: PG.site.shards.things }, (_, n) => `things/${n}`);
    PG.things.asked = Promise.all(names.map(PG.load)).then((files) => {
      const { prefixes, years, kinds } = files[0];
      const classes = Object.keys(PG.site.classes);
      const things = [];
      for (const file of files) {
        for (const row of file.rows) {
          const [cls, prefix, last, label, region, year, kind, weight, parent, names_, extra] = row;
          const steps = prefixes[prefix];
          things.push({
            cls: classes[cls], key: `${steps ? `${steps}/` : ""}${last === 0 ? label : last}`, label,
            region: region === undefined ? -1 : region, years: years[year] || "", kind: kinds[kind] || "", weight: weight || 0,
            parent: parent === undefined ? -1 : parent, names: names_ || [], extra,
          });
        }
      }
      return things;
    });
  }
  return PG.things.asked;
};

const fold = (text) => text.toLowerCase().replace(/[\s“”"《》]/g, "");
PG.searchReady = async function () {
  if (!index) {
    const [things, pinyin] = await Promise.all([PG.things(), PG.load("pinyin")]);
    index = { things, pinyin, folded: things.map((t) => fold(t.label)), others: things.map((t) => t.names.map(fold)) };
  }
  return index;
};

// Do the letters begin, one by one, the readings of the characters from `at` on?
function spells(text, at, letters, pinyin) {
  for (let i = 0; i < letters.length; i += 1) {
    const char = text[at + i];
    if (char === undefined) return false;
    const initials = pinyin[char];
    if (initials ? !initials.includes(letters[i]) : char !== letters[i]) return false;
  }
  return true;
}
function spelled(text, letters, pinyin) {
  for (let at = 0; at + letters.length <= text.length; at += 1) if (spells(text, at, letters, pinyin)) return at;
  return -1;
}
const ORDER = { enterprise: 0, unit: 0, project: 1, cluster: 0, official: 1, document: 1, region: 1, group: 2, platform: 2, institution: 2, programme: 2, title: 2, task: 3, indicator: 3, section: 4, term: 4, cited: 4 };

// The things that a text finds, best first. `only` limits the classes.
PG.find = function (text, most, only) {
  const wanted = fold(text);
  if (!wanted || !index) return [];
  const letters = /^[a-z]{2,}$/.test(wanted) ? wanted : null;
  const found = [];
  index.folded.forEach((label, n) => {
    const thing = index.things[n];
    if (only && !only.includes(thing.cls)) return;
    let at = label.indexOf(wanted), score = -1;
    if (at >= 0) score = label === wanted ? 0 : at === 0 ? 10 : 20;
    else {
      const other = index.others[n].findIndex((name) => name.includes(wanted));
      if (other >= 0) { score = 24; at = 0; }
      else if (letters) { at = spelled(label, letters, index.pinyin); if (at >= 0) score = letters.length === label.length ? 5 : at === 0 ? 30 : 40; }
    }
    if (score < 0) return;
    found.push([score + (ORDER[thing.cls] === undefined ? 3 : ORDER[thing.cls]) * 2.5 + Math.min(label.length, 60) / 20 - Math.min(thing.weight, 40) / 10, n]);
  });
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return found.slice(0, most || MOST).map(([, n]) => ({ number: n, ...index.things[n] }));
};
})();
