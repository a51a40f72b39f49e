import dayjs from 'dayjs';
import type { CaseView } from '../http/client';
import type { Session } from '../session/session-api';
import type { Values } from './payload';

/** Of the ways to flag a difficult customer: to propose it, or to agree to it. */
const PROPOSING = 0;
const AGREEING = 1;

/** Which of several ways to send a command is meant: what has been proposed waits for agreement. */
export function startVariant(command: string, { difficult }: Pick<CaseView, 'difficult'>): number {
  const proposed = difficult !== null && difficult.agreed === undefined;
  return command === 'flag-difficult' && proposed ? AGREEING : PROPOSING;
}

/** What a form starts with: what is known already need not be typed. */
export function startValues(command: string, view: CaseView, session: Session): Values {
  const now = thisMinute(view);
  switch (command) {
    case 'classify':
      return {
        ...(view.contentType && { contentType: view.contentType }),
        ...(view.subtype && { subtype: view.subtype }),
        ...(view.urgency && { urgency: view.urgency }),
      };
    case 'log-contact':
      return { at: now, method: view.channel === 'mail' ? 'mail' : 'phone' };
    case 'contact-attempt':
    case 'callback':
      return { at: now, method: 'phone' };
    case 'reply-to-body':
      return { at: now };
    case 'plan':
      return { owner: session.user, steps: [{ owner: view.handler ?? session.user }] };
    case 'form-team':
      return { lead: session.user, members: view.handler === null ? [] : [view.handler] };
    case 'note':
      return { visibility: 'internal' };
    case 'amend':
      return { fields: { channel: view.channel, customer: view.customer, matter: view.matter } };
    case 'resolve':
      return { customerContent: 'unknown' };
    case 'complete-step': {
      const open = view.rounds.at(-1)?.plan?.steps.find(({ doneAt }) => doneAt === undefined);
      return open ? { step: open.step } : {};
    }
    case 'flag-difficult':
      return startVariant(command, view) === AGREEING ? { agree: true } : {};
    case 'decide-claim':
      return { decision: 'grant' };
    default:
      return {};
  }
}

/** The minute that runs; in a case that was received in it, the receipt, as nothing happened before that. */
function thisMinute({ receivedAt }: Pick<CaseView, 'receivedAt'>): string {
  const minute = dayjs().startOf('minute');
  return minute.isBefore(receivedAt) ? dayjs(receivedAt).toISOString() : minute.toISOString();
}
