import type { CaseEvent, EventOf, EventType } from '../../domain/case/events';
import type { Amendment } from '../../domain/case/intake';

/** Something that somebody wrote, and where it stands. */
export interface EventText {
  readonly event: EventType;
  /** The field of the payload. */
  readonly field: string;
  readonly text: string;
}

type Texts = Readonly<Record<string, string | readonly string[] | undefined>>;

type Readers = { readonly [T in EventType]: (event: EventOf<T>) => Texts };

/** The free texts of an event. How a customer is reached is none: it is found in its own way, by who may see it. */
export function textsOf<T extends EventType>(event: EventOf<T>): EventText[] {
  const read: Readers[T] = READERS[event.type];
  return Object.entries(read(event)).flatMap(([field, found]) =>
    listed(found).map((text) => ({ event: event.type, field, text })),
  );
}

/** As `textsOf`, of several events in their order. */
export function textsOfAll(events: readonly CaseEvent[]): EventText[] {
  return events.flatMap((event) => textsOf(event));
}

function listed(found: Texts[string]): readonly string[] {
  if (found === undefined) return [];
  return typeof found === 'string' ? [found] : found;
}

const none = (): Texts => ({});
const reason = ({ payload }: { readonly payload: { readonly reason?: string } }): Texts => ({
  reason: payload.reason,
});

/** Every event says what of it is text, so that none is forgotten when there is a new one. */
const READERS: Readers = {
  registered: ({ payload }) => ofIntake(payload.intake),
  amend: ({ payload }) => ({ ...ofIntake(payload.fields), reason: payload.reason }),
  classify: reason,
  triage: ({ payload: { note } }) => ({ note }),
  'set-level': reason,
  'set-transfer': ({ payload: { body, reference } }) => ({ body, reference }),
  assign: reason,
  accept: none,
  return: reason,
  'form-team': none,
  'add-evidence': ({ payload: { title, note } }) => ({ title, note }),
  note: ({ payload: { text } }) => ({ text }),
  find: ({ payload: { rootCause, text, staffMeasure } }) => ({
    rootCause,
    text,
    measure: staffMeasure?.measure,
  }),
  plan: ({ payload: { steps } }) => ({ what: steps.map(({ what }) => what) }),
  'complete-step': ({ payload: { result } }) => ({ result }),
  'log-contact': ({ payload: { content, reaction } }) => ({ content, reaction }),
  'contact-attempt': none,
  'promise-reply': ({ payload: { note } }) => ({ note }),
  extend: reason,
  pause: none,
  resume: none,
  'order-work': ({ payload: { task } }) => ({ task }),
  claim: ({ payload: { demand, grounds } }) => ({ demand, grounds }),
  'decide-claim': reason,
  resolve: ({ payload: { result, measures, gift } }) => ({ result, measures, gift }),
  'customer-satisfied': ({ payload: { comment, suggestions } }) => ({ comment, suggestions }),
  'customer-unsatisfied': ({ payload }) => ({ reason: payload.reason, demand: payload.demand }),
  'customer-in-doubt': ({ payload: { doubt } }) => ({ doubt }),
  'close-unsettled': ({ payload: { statement } }) => ({ statement }),
  escalate: reason,
  intervene: ({ payload: { instruction } }) => ({ instruction }),
  'mark-widespread': reason,
  'flag-difficult': ({ payload }) => ('reason' in payload ? { reason: payload.reason } : {}),
  'reply-to-body': ({ payload: { statement } }) => ({ statement }),
  'decide-suggestion': reason,
  answer: ({ payload: { text } }) => ({ text }),
  withdraw: ({ payload }) => ({ reason: payload.reason, statement: payload.statement.text }),
  reopen: reason,
  callback: ({ payload: { opinion } }) => ({ opinion }),
  inspect: ({ payload: { criticism } }) => ({ criticism }),
  'keep-longer': reason,
  review: ({ payload: { rootCause, lessons, countermeasures } }) => ({ rootCause, lessons, countermeasures }),
  'work-order-ended': ({ payload: { text } }) => ({ text }),
  'clock-retimed': reason,
  'policy-moved': reason,
  'corrective-action-issued': reason,

  'stage-entered': none,
  'round-opened': none,
  closed: none,
  'clock-started': none,
  'clock-ended': none,
  'limits-met': none,
  'clock-paused': none,
  'clock-warned': none,
  'clock-broken': none,
  'clock-overdue': none,
  'supervisor-named': none,
  'claim-at': none,
  'claim-decided': none,
  'responsibility-incident': none,
  refused: none,
  'refusals-counted': none,
  'notice-given-up': none,
};

function ofIntake(intake: Amendment): Texts {
  const { customer, matter, expectation, channelDetail, occurredText, mood, firstReply, persons } = intake;
  return {
    matter,
    expectation,
    occurredText,
    mood,
    firstReply,
    channelDetail,
    persons,
    name: customer?.name,
    company: customer?.company,
  };
}

/** The events that have texts. */
export const EVENTS_WITH_TEXT: readonly EventType[] = Object.keys(READERS)
  .filter(isType)
  .filter((type) => READERS[type] !== none);

function isType(type: string): type is EventType {
  return Object.hasOwn(READERS, type);
}
