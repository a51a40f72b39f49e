import { isMessageKey, type MessageKey, type Say } from './language';

/** Why a case does not take a command, as its rules say it (`domain/case`), and our words for it; named parts go in. */
const KNOWN: readonly (readonly [RegExp, MessageKey])[] = [
  [/^'(?<command>[a-z-]+)' is for an agent until the case was returned (?<n>\d+) times/, 'rule.arbitrated'],
  [/^'(?<command>[a-z-]+)' is for an? (?<kinds>[a-z ]+); this case is/, 'rule.kind'],
  [/^'(?<command>[a-z-]+)' is for (?<may>.+)\.$/, 'rule.role'],
  [
    /^'(?<command>[a-z-]+)' is admitted in (?<stages>[a-z, ]+); this case is in (?<stage>[a-z]+)/,
    'rule.stage',
  ],
  [/whether the company is answerable\. Send triage/, 'rule.triage-first'],
  [/was returned (?<times>\d+) times: from return (?<n>\d+) on/, 'rule.supervisor-assigns'],
  [/^A supervisor has decided that this department/, 'rule.decided'],
  [/grant no pause/, 'rule.no-pause'],
  [/^The clocks already stand still/, 'rule.paused'],
  [/^No clock of this case stands still/, 'rule.not-paused'],
  [/don't ask whether the company is answerable/, 'rule.no-triage'],
  [/^Work orders are still open: (?<orders>.+?)\. Wait/, 'rule.orders'],
  [/^No other body has passed/, 'rule.not-transferred'],
  [/^Only a supervisor agrees/, 'rule.supervisor-agrees'],
  [/^Nothing is proposed/, 'rule.nothing-proposed'],
  [/ask for a plan before the result/, 'rule.plan-first'],
  [/close no case without the customer's word/, 'rule.no-unsettled'],
  [/close a case unsettled only on the ground of (?<grounds>[a-z, -]+)\./, 'rule.ground'],
  [/^The complaint was found true/, 'rule.found-true'],
  [/don't let (?<clause>\S+) be extended/, 'rule.not-extended'],
  [/^(?<clause>\S+) ran out at/, 'rule.ran-out'],
  [/^(?<clause>\S+) can be extended to/, 'rule.cap'],
  [/only a supervisor extends (?<clause>\S+)\.$/i, 'rule.supervisor-extends'],
  [/name nobody who decides a claim/, 'rule.no-claims'],
  [/^A claim waits for its decision/, 'rule.claim-open'],
  [/^No claim of this case waits/, 'rule.no-claim'],
  [/^Up to (?<sum>.+) can be granted here/, 'rule.beyond-limit'],
  [/^Another person has to sign this sum/, 'rule.second-person'],
  [/^Nobody decides above/, 'rule.nobody-above'],
  [/^There is no complaint of this number/, 'rule.not-found'],
  [/is seen by those with a part in it/, 'rule.hidden'],
  [/procedure of this case is not running/, 'rule.not-running'],
  [/^The case did not answer in time/, 'rule.unanswered'],
  [/Holds a sensitive number/, 'rule.sensitive'],
];

/** Why a command was refused, in the language of the reader; as the server says it where we have no words of our own. */
export function refusalWords(say: Say, message: string): string {
  for (const [pattern, key] of KNOWN) {
    const found = pattern.exec(message);
    if (found) return say(key, partsOf(say, found.groups ?? {}));
  }
  return message;
}

function partsOf(say: Say, groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, partOf(say, name, text)]));
}

/** What the rules call by a name of theirs, as the reader knows it. */
function partOf(say: Say, name: string, text: string): string {
  switch (name) {
    case 'command':
      return named(say, 'command', text);
    case 'stage':
    case 'stages':
      return all(say, 'stage', text.split(', '));
    case 'kinds':
      return all(say, 'choice.kind', text.split(' or a '));
    case 'grounds':
      return all(say, 'choice.ground', text.split(', '));
    case 'may':
      return all(say, 'who', text.split(', or '));
    default:
      return text;
  }
}

function all(say: Say, group: string, names: readonly string[]): string {
  return names.map((name) => named(say, group, name)).join(say('list.and'));
}

function named(say: Say, group: string, name: string): string {
  const key = `${group}.${name}`;
  return isMessageKey(key) ? say(key) : name;
}
