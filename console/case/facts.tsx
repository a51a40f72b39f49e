import type { ReactNode } from 'react';
import { useCompany } from '../company/company';
import type { CaseView } from '../http/client';
import { sayWord, useSay, type MessageKey } from '../language/language';
import { Time } from '../time/time';
import { CustomerLink } from './customer-link';
import { LongText } from './long-text';

/** Who, what, when, what they wish, and what was promised. */
export function Facts({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const { policy, title, department, person } = useCompany();
  const { customer, contentType, subtype, urgency, level } = view;
  const pack = policy(view.policy);
  const channel = pack?.channels.find(({ id }) => id === view.channel);
  return (
    <>
      <section className="part">
        <h2>{say('facts.matter')}</h2>
        <LongText text={view.matter} />
        <dl className="facts">
          <Fact name="field.expectation">
            {view.expectation !== undefined && <LongText text={view.expectation} />}
          </Fact>
          <Fact name="field.occurredText">{view.occurredText}</Fact>
          <Fact name="field.occurredAt">{view.occurredAt && <Time at={view.occurredAt} />}</Fact>
          <Fact name="field.mood">{view.mood}</Fact>
          <Fact name="field.firstReply">{view.firstReply}</Fact>
          <Fact name="field.aboutDepartment">{view.aboutDepartment && department(view.aboutDepartment)}</Fact>
          <Fact name="field.persons">{view.persons?.join(say('list.and'))}</Fact>
        </dl>
      </section>
      <section className="part">
        <h2>{say('facts.customer')}</h2>
        <dl className="facts">
          <Fact name="field.name">{customer.name}</Fact>
          <Fact name="field.company">{customer.company}</Fact>
          <Fact name="field.phone">
            {customer.phone && <a href={`tel:${customer.phone}`}>{customer.phone}</a>}
          </Fact>
          <Fact name="field.email">
            {customer.email && <a href={`mailto:${customer.email}`}>{customer.email}</a>}
          </Fact>
          <Fact name="field.account">{customer.account}</Fact>
        </dl>
      </section>
      <CustomerLink number={view.number} />
      <section className="part">
        <h2>{say('facts.case')}</h2>
        <dl className="facts">
          <Fact name="field.contentType">
            {contentType && say(`choice.contentType.${contentType}`)}
            {subtype && ` / ${say(`choice.subtype.${subtype}`)}`}
          </Fact>
          <Fact name="field.urgency">{urgency && say(`choice.urgency.${urgency}`)}</Fact>
          <Fact name="field.level">{level && say(`choice.level.${level}`)}</Fact>
          <Fact name="field.channel">
            {channel ? title(channel.title) : sayWord(say, 'channel', view.channel)}
            {view.channelDetail && say('facts.in-brackets', { text: view.channelDetail })}
          </Fact>
          <Fact name="field.receivedAt">
            <Time at={view.receivedAt} />
          </Fact>
          <Fact name="field.receivedBy">{view.receivedBy && person(view.receivedBy)}</Fact>
          <Fact name="field.policy">{pack ? title(pack.title) : view.policy}</Fact>
          <Fact name="facts.transfer">
            {view.transfer && `${view.transfer.body} · ${view.transfer.reference}`}
          </Fact>
          <Fact name="facts.widespread">{view.widespread}</Fact>
        </dl>
      </section>
      <Plan view={view} />
      <Files view={view} />
    </>
  );
}

function Fact({ name, children }: { readonly name: MessageKey; readonly children: ReactNode }) {
  const say = useSay();
  const parts = Array.isArray(children) ? children : [children];
  if (parts.every((part) => part === undefined || part === null || part === '')) return null;
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What was promised in this round: the steps, by whom and until when. */
function Plan({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const { person } = useCompany();
  const plan = view.rounds.at(-1)?.plan;
  if (!plan) return null;
  return (
    <section className="part">
      <h2>{say(plan.preliminary ? 'facts.plan-preliminary' : 'facts.plan')}</h2>
      <ol className="steps">
        {plan.steps.map(({ step, what, owner, due, doneAt }) => (
          <li key={step} className={doneAt === undefined ? '' : 'done'}>
            {what}
            <span className="quiet">
              {person(owner)} · {doneAt === undefined ? <Time at={due} /> : say('facts.step-done')}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {say('facts.expected-completion')} <Time at={plan.expectedCompletion} />
      </p>
    </section>
  );
}

function Files({ view }: { readonly view: CaseView }) {
  const say = useSay();
  if (view.evidence.length === 0) return null;
  return (
    <section className="part">
      <h2>{say('facts.files')}</h2>
      <ul className="plain">
        {view.evidence.map(({ title, kind, attachment, originalAt, at }) => (
          <li key={`${at} ${title}`}>
            {attachment === undefined ? title : <a href={`/api/v1/attachments/${attachment}`}>{title}</a>}
            <span className="quiet">
              {' '}
              {kind}
              {originalAt !== undefined && ` · ${say('facts.original', { place: originalAt })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
