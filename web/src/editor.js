// The editor. It stands in a shadow root: its styles are then adopted style sheets, which the page's policy allows.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, acceptCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, LanguageSupport, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { complete, termAt } from "./completion.js";
import { el } from "./elements.js";
import { said, word } from "./settings.js";

// The grammar leaves names with a prefix uncoloured.
const LANGUAGE = new LanguageSupport(SparqlLanguage.configure({ props: [styleTags({ "Pname_ln Pname_ns": tags.typeName })] }));
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--calm)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--mid)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: [tags.integer, tags.float, tags.bool], color: "var(--bad)" },
  { tag: [tags.namespace, tags.typeName, tags.url], color: "var(--accent)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);
const LOOK = EditorView.theme({
  "&": { fontSize: "14px", backgroundColor: "var(--card)", color: "var(--ink)", borderRadius: "9px" },
  "&.cm-focused": { outline: "2px solid var(--ring)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace', lineHeight: "1.6", minHeight: "7.5em", maxHeight: "34vh", overflow: "auto", borderRadius: "9px" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { minHeight: "7.5em", backgroundColor: "var(--ground)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px", boxShadow: "0 8px 24px #0003" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font)", maxHeight: "17em" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75", marginLeft: "1em" },
  ".cm-completionInfo": { maxWidth: "320px", padding: "6px 10px", fontFamily: "var(--font)", fontSize: "13px" },
  ".cm-term": { padding: "6px 10px", maxWidth: "380px", fontFamily: "var(--font)", fontSize: "13px" },
  ".cm-matchingBracket": { backgroundColor: "var(--mark)", color: "var(--mark-ink)" },
});

const explain = hoverTooltip((view, pos) => {
  const line = view.state.doc.lineAt(pos), found = termAt(line.text, pos - line.from);
  if (!found) return null;
  const { entry } = found;
  return { pos: line.from + found.from, end: line.from + found.to, above: true, create: () => ({
    dom: el("div", { class: "cm-term" }, el("b", null, entry.label.filter(Boolean).join(" · ")), said(entry.says) ? el("div", null, said(entry.says)) : null),
  }) };
});

// Text typed over a selection is put in by the editor, not by the browser: Chromium would keep the style of what was
// there in an attribute, which the page's policy blocks.
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main } = view.state.selection;
    if (event.inputType !== "insertText" || !event.data || main.empty || view.composing) return false;
    event.preventDefault();
    const handled = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, main.from, main.to, event.data, () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type" })));
    if (!handled) view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

// The place of the first word that fits no query, by the editor's own grammar; -1 if all fit.
export function secondReading(query) {
  let at = -1;
  SparqlLanguage.parser.parse(query).iterate({ enter: (node) => { if (at < 0 && node.type.isError) at = node.from; } });
  return at;
}

export function editor(host, run, changed) {
  const root = host.attachShadow({ mode: "open" });
  const place = el("div");
  root.append(place);
  const view = new EditorView({
    parent: place, root,
    state: EditorState.create({ extensions: [
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(), lintGutter(), explain, typeOver,
      autocompletion({ override: [complete], icons: true, maxRenderedOptions: 60 }),
      LANGUAGE, syntaxHighlighting(COLOURS), LOOK, EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": word("editor") }),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
      keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, { key: "Tab", run: acceptCompletion }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
    ] }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    write(text) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }); },
    // Marks the place of a mistake, or none.
    mark(place_, message) {
      if (!place_) { view.dispatch(setDiagnostics(view.state, [])); return; }
      const line = view.state.doc.line(Math.min(place_.line, view.state.doc.lines));
      const from = Math.min(line.to, line.from + place_.column - 1), word_ = /^\S+/.exec(view.state.doc.sliceString(from, line.to));
      view.dispatch(setDiagnostics(view.state, [{ from, to: from + (word_ ? word_[0].length : 0), severity: "error", message }]), { selection: { anchor: from } });
    },
  };
}
