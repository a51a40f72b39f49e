import { isMessageKey, sayWord, type Say } from '../language/language';

/** The label of a field: its own in this command, or the one it has everywhere. */
export function labelOf(say: Say, command: string, name: string): string {
  const own = `field.${command}.${name}`;
  return isMessageKey(own) ? say(own) : sayWord(say, 'field', name);
}

/** One of the values that a field may have. */
export function choiceOf(say: Say, field: string, value: string): string {
  const own = `choice.${field}.${value}`;
  return isMessageKey(own) ? say(own) : sayWord(say, 'choice', value);
}
