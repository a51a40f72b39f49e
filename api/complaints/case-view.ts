import type { Case, Round } from '../../domain/case/case';
import { holdingDepartment } from '../../domain/case/case';
import { tagOf } from '../../domain/case/classification';
import type { Intake } from '../../domain/case/intake';
import { ownerOnFiling } from '../../domain/case/ownership';
import { CUSTOMER_SERVICE } from '../../domain/people/actor';
import { decisionsIn, type CaseDocument, type CaseSummary } from '../../models/cases';
import type { IntakeDocument } from '../../models/intakes';
import type { CaseView, Summary } from './case-schema';
import type { FoundCase } from './find-case';

/** A complaint as the API shows it, from its case or, until that is recorded, from its intake (revision 0). */
export function viewOf(found: FoundCase): CaseView {
  return found.kind === 'case' ? caseView(found.document) : intakeView(found.document);
}

/** A line of a list. */
export function summaryView(summary: CaseSummary): Summary {
  const { _id, kind, policy, stage, round, revision, owner, supervisors, priority, channel } = summary;
  return {
    number: _id,
    kind,
    policy: policy.id,
    policyVersion: policy.version,
    stage,
    round,
    revision,
    department: summary.department ?? null,
    handler: summary.handler ?? null,
    owner: owner ?? null,
    supervisors: [...supervisors],
    contentType: summary.contentType ?? null,
    urgency: summary.urgency ?? null,
    level: summary.level ?? null,
    tag: summary.tag ?? null,
    widespread: summary.widespread ?? null,
    priority,
    dueAt: summary.dueAt?.toISOString() ?? null,
    nextClock: nextClockView(summary),
    decisions: decisionsIn(summary.decisions ?? []),
    matter: summary.matter,
    channel,
    customerName: summary.customerName,
    createdAt: summary.createdAt.toISOString(),
    updatedAt: summary.updatedAt.toISOString(),
    closedAt: summary.closedAt?.toISOString() ?? null,
  };
}

function nextClockView({ nextClock, dueAt }: CaseSummary): Summary['nextClock'] {
  if (!nextClock || !dueAt) return null;
  const { clause, rule, startedAt, rung, holder } = nextClock;
  return { clause, rule, startedAt: startedAt.toISOString(), dueAt: dueAt.toISOString(), rung, holder };
}

function caseView(document: CaseDocument): CaseView {
  const { state } = document;
  return {
    ...summaryView(document),
    ...factsOf(state.intake),
    heldBy: holdingDepartment(state),
    subtype: state.subtype ?? null,
    receivedAt: state.intake.receivedAt,
    enteredAt: state.registeredAt,
    stageSince: state.stageSince,
    lead: state.lead ?? null,
    returns: state.returns,
    arbitrated: state.arbitrated,
    rounds: state.rounds.map(roundView),
    evidence: [...state.evidence],
    contacts: [...state.contacts],
    attempts: [...state.attempts],
    ...specialsOf(state),
    held: { ...state.held },
    closing: state.closing ?? null,
    reviews: state.reviews.map((review) => ({
      ...review,
      lessons: [...review.lessons],
      countermeasures: [...review.countermeasures],
    })),
  };
}

/** What is known before the procedure has started. */
function intakeView({ _id, intake, policy, filedBy, enteredAt }: IntakeDocument): CaseView {
  const entered = enteredAt.toISOString();
  return {
    ...factsOf(intake),
    number: _id,
    kind: intake.kind,
    policy: policy.id,
    policyVersion: policy.version,
    stage: 'registered',
    round: 1,
    revision: 0,
    department: intake.department ?? null,
    handler: null,
    owner: ownerOnFiling(filedBy) ?? null,
    supervisors: [],
    contentType: intake.contentType ?? null,
    subtype: intake.subtype ?? null,
    urgency: intake.urgency ?? null,
    level: null,
    tag: tagOf(intake) ?? null,
    widespread: null,
    priority: 0,
    dueAt: null,
    nextClock: null,
    decisions: [],
    customerName: intake.customer.name,
    createdAt: entered,
    updatedAt: entered,
    closedAt: null,
    heldBy: CUSTOMER_SERVICE,
    receivedAt: intake.receivedAt,
    enteredAt: entered,
    stageSince: entered,
    lead: null,
    returns: 0,
    arbitrated: false,
    rounds: [],
    evidence: [],
    contacts: [],
    attempts: [],
    ...NO_SPECIALS,
    transfer: intake.transferredBy ?? null,
    held: {},
    closing: null,
    reviews: [],
  };
}

type Specials = Pick<
  CaseView,
  | 'answerable'
  | 'script'
  | 'transfer'
  | 'orders'
  | 'claims'
  | 'difficult'
  | 'correctiveActions'
  | 'incidents'
  | 'decision'
  | 'answers'
  | 'callbacks'
  | 'inspections'
  | 'keptLonger'
>;

const NO_SPECIALS: Specials = {
  answerable: null,
  script: null,
  transfer: null,
  orders: [],
  claims: [],
  difficult: null,
  correctiveActions: [],
  incidents: [],
  decision: null,
  answers: [],
  callbacks: [],
  inspections: [],
  keptLonger: null,
};

/** What not every case has. */
function specialsOf(state: Case): Specials {
  return {
    answerable: state.answerable ?? null,
    script: state.script ?? null,
    transfer: state.transfer ?? null,
    orders: [...state.orders],
    claims: state.claims.map((claim) => ({
      ...claim,
      deciders: [...claim.deciders],
      decisions: [...claim.decisions],
    })),
    difficult: state.difficult ?? null,
    correctiveActions: [...state.correctiveActions],
    incidents: [...state.incidents],
    decision: state.decision ?? null,
    answers: [...state.answers],
    callbacks: [...state.callbacks],
    inspections: [...state.inspections],
    keptLonger: state.keptLonger ?? null,
  };
}

type Facts = Pick<
  CaseView,
  | 'channel'
  | 'channelDetail'
  | 'customer'
  | 'matter'
  | 'occurredAt'
  | 'occurredText'
  | 'expectation'
  | 'mood'
  | 'firstReply'
  | 'aboutDepartment'
  | 'persons'
  | 'receivedBy'
  | 'origin'
  | 'route'
  | 'replyDue'
>;

function factsOf(intake: Intake): Facts {
  const { kind, contentType, subtype, urgency, department, transferredBy, receivedAt, ...facts } = intake;
  const { persons, ...others } = facts;
  return { ...others, ...(persons && { persons: [...persons] }) };
}

function roundView(round: Round): CaseView['rounds'][number] {
  const { team, plan, ...rest } = round;
  return {
    ...rest,
    ...(team && { team: { lead: team.lead, members: [...team.members] } }),
    ...(plan && { plan: { ...plan, steps: [...plan.steps] } }),
  };
}
