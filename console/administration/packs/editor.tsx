import {
  autocompletion,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { useSay, type Say } from '../../language/language';
import { styleNonce } from '../../look/nonce';
import { choicesAt } from './schema-choices';
import { placeAt } from './place';

/** A place in the text; lines and columns count from 1. */
export interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Props {
  readonly label: string;
  /** What stands there at first; afterwards the text is the editor’s own. */
  readonly text: string;
  readonly change: (text: string) => void;
  readonly mistakes: readonly Mistake[];
  /** JSON Schema of the pack format: what is offered while somebody writes. */
  readonly format: unknown;
  /** The mistake to go to. */
  readonly go?: Mistake | undefined;
}

/** The text of a pack, with what may be written offered and what is wrong marked in place. Tab leaves it. */
export default function Editor({ label, text, change, mistakes, format, go }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const first = useRef(text);
  const current = useRef({ change, format });
  const phrases = useRef(phrasesIn(useSay()));
  useEffect(() => {
    current.current = { change, format };
  });
  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          EditorView.cspNonce.of(styleNonce),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.lineWrapping,
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          drawSelection(),
          history(),
          indentUnit.of('  '),
          indentOnInput(),
          bracketMatching(),
          yaml(),
          syntaxHighlighting(classHighlighter),
          EditorState.phrases.of(phrases.current),
          lintGutter(),
          autocompletion({ override: [(context) => offered(context, current.current.format)] }),
          keymap.of([
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...searchKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) current.current.change(update.state.doc.toString());
          }),
        ],
      }),
    });
    // Whoever reads without writing scrolls it by the keyboard, too.
    made.scrollDOM.tabIndex = 0;
    made.scrollDOM.setAttribute('role', 'group');
    made.scrollDOM.setAttribute('aria-label', label);
    view.current = made;
    return () => made.destroy();
  }, [label]);
  useEffect(() => {
    const shown = view.current;
    if (!shown) return;
    shown.dispatch(
      setDiagnostics(
        shown.state,
        mistakes.map((one) => diagnosticOf(shown.state, one)),
      ),
    );
  }, [mistakes]);
  useEffect(() => {
    const shown = view.current;
    if (!shown || !go) return;
    const { from } = diagnosticOf(shown.state, go);
    shown.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    shown.focus();
  }, [go]);
  return <div className="editor" ref={place} />;
}

/** What the editor says itself, in the language in which it was opened. */
function phrasesIn(say: Say): Record<string, string> {
  return {
    Find: say('adm.editor-find'),
    Replace: say('adm.editor-replace-by'),
    next: say('adm.editor-next'),
    previous: say('adm.editor-previous'),
    all: say('adm.editor-all'),
    'match case': say('adm.editor-case'),
    regexp: say('adm.editor-pattern'),
    'by word': say('adm.editor-word'),
    replace: say('adm.editor-replace'),
    'replace all': say('adm.editor-replace-all'),
    close: say('adm.close'),
  };
}

/** The word at the place; the text may have become shorter since it was checked. */
function diagnosticOf({ doc }: EditorState, { line, column, message }: Mistake): Diagnostic {
  const { from: start, to: end } = doc.line(Math.min(line, doc.lines));
  const from = Math.min(start + column - 1, end);
  const word = /^[^\s,{}[\]]+/.exec(doc.sliceString(from, end))?.[0] ?? '';
  return { from, to: from + word.length, severity: 'error', message };
}

function offered(context: CompletionContext, format: unknown): CompletionResult | null {
  const place = placeAt(context.state.sliceDoc(0, context.pos));
  if (place.typed === '' && !context.explicit) return null;
  const options = choicesAt(format, place).map(({ text, kind, about }) => ({
    label: text,
    type: kind === 'key' ? 'property' : 'enum',
    apply: kind === 'key' ? `${text}: ` : text,
    ...(about !== undefined && { info: about }),
  }));
  if (options.length === 0) return null;
  return { from: context.pos - place.typed.length, options, validFor: /^[\w.:-]*$/ };
}
