import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertMemo,
} from '@temporalio/workflow';

/** Whatever a person wrote: the test looks for it in the bytes that the server keeps. */
export interface Letter {
  readonly text: string;
}

interface LetterActivities {
  answer(letter: Letter): Promise<Letter>;
  refuse(letter: Letter): Promise<void>;
}

const { answer, refuse } = proxyActivities<LetterActivities>({
  startToCloseTimeout: '20 s',
  retry: { maximumAttempts: 2, initialInterval: '10 ms' },
});
const { answer: answerAtLast } = proxyActivities<LetterActivities>({
  startToCloseTimeout: '20 s',
  retry: { initialInterval: '10 ms', maximumInterval: '100 ms' },
});
const { answer: answerLocally } = proxyLocalActivities<Pick<LetterActivities, 'answer'>>({
  startToCloseTimeout: '20 s',
});

export const addSignal = defineSignal<[unknown]>('add');
export const addUpdate = defineUpdate<Letter, [unknown]>('add');
export const endSignal = defineSignal('end');
export const lettersQuery = defineQuery<unknown[], [Letter]>('letters');

/** Uses every way by which a payload can reach a history. */
export async function correspondence(first: Letter, childId: string, round = 1): Promise<unknown[]> {
  const letters: unknown[] = [first];
  let ended = false;
  setHandler(addSignal, (letter) => void letters.push(letter));
  setHandler(
    addUpdate,
    (letter) => {
      letters.push(letter);
      return { text: `${first.text} update result` };
    },
    {
      validator: (letter) => {
        if (typeof letter !== 'object' || letter === null || !('text' in letter)) {
          throw ApplicationFailure.nonRetryable(`${first.text} update refused`);
        }
      },
    },
  );
  setHandler(endSignal, () => void (ended = true));
  setHandler(lettersQuery, (asked) => [asked, ...letters]);

  letters.push(await answer({ text: `${first.text} activity input` }));
  letters.push(await answerLocally({ text: `${first.text} local activity input` }));
  await refuse({ text: `${first.text} to be refused` }).catch((error: unknown) =>
    letters.push(causes(error)),
  );
  upsertMemo({ note: `${first.text} memo of the workflow` });
  if (round === 1) {
    letters.push(await executeChild(reply, { workflowId: childId, args: [first] }));
    await executeChild(reply, { workflowId: `${childId}b`, args: [first, 'fail'] }).catch((error: unknown) =>
      letters.push(causes(error)),
    );
    await continueAsNew<typeof correspondence>({ text: `${first.text} continued` }, childId, 2);
  }
  await condition(() => ended);
  return letters;
}

/** A child that sends its answer to another workflow, which sends it nowhere. */
export async function reply(letter: Letter, then?: 'fail'): Promise<Letter> {
  await sleep(1);
  if (then === 'fail')
    throw ApplicationFailure.nonRetryable(`${letter.text} child failure`, 'Refused', letter);
  return { text: `${letter.text} child result` };
}

/** Sends a letter to another workflow. */
export async function forward(letter: Letter, to: string): Promise<void> {
  await getExternalWorkflowHandle(to).signal(addSignal, { text: `${letter.text} forwarded` });
}

/** Passes a letter on to an activity, as often as it takes. */
export async function answering(letter: Letter): Promise<Letter> {
  return answerAtLast(letter);
}

/** Fails with a cause. */
export async function failing(letter: Letter): Promise<void> {
  await sleep(1);
  throw ApplicationFailure.create({
    message: `${letter.text} workflow failure`,
    nonRetryable: true,
    details: [letter],
    cause: new Error(`${letter.text} cause of the failure`),
  });
}

/** Waits until it is told to end, and returns what it was sent. */
export async function collecting(first: unknown): Promise<unknown[]> {
  const letters: unknown[] = [first];
  let ended = false;
  setHandler(addSignal, (letter) => void letters.push(letter));
  setHandler(addUpdate, (letter) => {
    letters.push(letter);
    return { text: 'added' };
  });
  setHandler(endSignal, () => void (ended = true));
  setHandler(lettersQuery, () => letters);
  await condition(() => ended);
  return letters;
}

function causes(error: unknown): string[] {
  const messages: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) messages.push(at.message);
  return messages;
}
