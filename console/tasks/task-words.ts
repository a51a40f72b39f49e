import { sayWord, isMessageKey, type Say } from '../language/language';

/** A command as its button names it. */
export function taskCommand(say: Say, command: string): string {
  const own = `task.command.${command}`;
  return isMessageKey(own) ? say(own) : sayWord(say, 'command', command);
}

/** Where a task stands. */
export function taskStage(say: Say, stage: string): string {
  return sayWord(say, 'task.stage', stage);
}
