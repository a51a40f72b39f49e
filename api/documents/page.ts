import { LANGUAGES } from '../../models/notices/texts';
import { html, Html } from './html';
import { NO_NAMES } from './names';
import { documentWords, type DocumentWords } from './words';

/** It opens from a disk, years later: nothing is loaded from anywhere, and no script runs. */
const HEAD = new Html(`<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light; }
body { font: 14px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #bbb; } h3 { font-size: 1rem; margin-bottom: .25rem; }
dl { margin: 0; } dl > div { display: grid; grid-template-columns: minmax(6rem, 11rem) 1fr; gap: .75rem; padding: .1rem 0; }
dt { color: #555; } dd { margin: 0; } .text { white-space: pre-wrap; } ul { margin: 0; padding-left: 1.2rem; }
.event { border-top: 1px solid #ddd; padding: .5rem 0; break-inside: avoid; } .quiet { color: #555; }
.letter { white-space: pre-wrap; } .box { border: 1px solid #888; padding: .5rem 1rem; }
code { font-family: ui-monospace, Consolas, monospace; } section + section { margin-top: 3rem; }
@media (max-width: 30rem) { dl > div { grid-template-columns: 1fr; gap: 0; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } section[lang="en"] { break-before: page; } a { color: inherit; text-decoration: none; } }
</style>
`);

/** What a page says in one language, piece by piece, so that it never stands in memory as a whole. */
export type Body = (words: DocumentWords) => AsyncIterable<Html> | Iterable<Html>;

/** A page that prints well, in Chinese and then in English. */
export async function* bilingualPage(
  title: string,
  zone: string,
  body: Body,
  names = NO_NAMES,
): AsyncGenerator<Buffer> {
  yield bytes(html`${HEAD}<title>${title}</title></head><body>
<nav><a href="#zh">中文</a> · <a href="#en">English</a></nav>
`);
  for (const language of LANGUAGES) {
    yield bytes(html`<section lang="${language}" id="${language}"></section>`);
    for await (const piece of body(documentWords(language, zone, names))) yield bytes(piece);
    yield bytes(html`</section>
`);
  }
  yield bytes(html`</body></html>
`);
}

function bytes({ text }: Html): Buffer {
  return Buffer.from(text, 'utf8');
}
