import { condition, continueAsNew, defineSignal, setHandler } from '@temporalio/workflow';

export const goOn = defineSignal<[text: string]>('goOn');

/** Continues as new until there is no round left; each round waits for a text. */
export async function archiveProbeChain(text: string, roundsLeft: number): Promise<string> {
  let heard = '';
  setHandler(goOn, (said) => {
    heard = said;
  });
  await condition(() => heard !== '');
  if (roundsLeft > 0) await continueAsNew<typeof archiveProbeChain>(heard, roundsLeft - 1);
  return `${text} ${heard}`;
}

/** Ends when it is told to by force. */
export async function archiveProbeWaiting(text: string): Promise<string> {
  await condition(() => false);
  return text;
}
