import { isMessageKey, type Say } from '../../language/language';

/** What a notice is called; its name where we know no words for it. */
export function noticeTitle(say: Say, name: string): string {
  const key = `notice-name.${name}`;
  return isMessageKey(key) ? say(key) : name;
}
