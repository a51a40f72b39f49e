import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeCorpus } from './corpus';
import { CORPUS_FILE, readCorpus, written } from './file';
import { measure, precision, recall, type Count } from './measure';

/**
 * `npm run guard`: precision and recall of the guard on the committed corpus. `-- --misses` lists what it got wrong,
 * `-- --seed 7` takes a corpus of other numbers, `-- --write` makes the committed one anew.
 */
const { values: asked } = parseArgs({
  options: { misses: { type: 'boolean' }, seed: { type: 'string' }, write: { type: 'boolean' } },
});
if (asked.write === true) writeFileSync(CORPUS_FILE, written(makeCorpus()));
const corpus = asked.seed === undefined ? readCorpus() : makeCorpus(Number(asked.seed));
const { byKind, byAbout, misses } = measure(corpus);

const without = corpus.filter(({ numbers }) => numbers.length === 0).length;
console.log(`${corpus.length} texts, ${without} of them without any\n`);
console.log(`${''.padEnd(36)} there  found  wrong  precision  recall`);
for (const [kind, count] of byKind) console.log(line(kind, count));
console.log();
for (const [about, count] of byAbout) if (count.there + count.wrong > 0) console.log(line(about, count));
if (asked.misses === true) {
  for (const { what, kind, about, text } of misses)
    console.log(`${what} ${kind} (${about}): ${JSON.stringify(text)}`);
}

function line(name: string, count: Count): string {
  const { there, found, wrong } = count;
  const precise = found + wrong === 0 ? '' : percent(precision(count));
  const complete = there === 0 ? '' : percent(recall(count));
  const counts = [there, found, wrong].map((one) => String(one).padStart(7)).join('');
  return name.padEnd(36) + counts + precise.padStart(10) + complete.padStart(9);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
