import type { NotifyResult } from '../activities/contract';
import type { Command } from '../domain/case/commands';
import type { Refusal } from '../domain/case/refusal';
import type { PolicyMove } from '../domain/clocks/policy-move';
import type { RetimeOrder } from '../domain/clocks/retiming';
import type { Verdict, WorkOrderEnd } from './messages';
import type { Sender } from './read-command';

export type Answer = { readonly verdict: Verdict } | { readonly refusal: Refusal };

/** What waits for its turn. One reader takes one after the other, so no two ever change the case at once. */
export type Mail =
  | {
      readonly kind: 'command';
      readonly door: 'signal' | 'update';
      readonly command: Command;
      readonly answer: (answer: Answer) => void;
    }
  /** A signal that was no well-formed command. */
  | {
      readonly kind: 'malformed';
      readonly command: string;
      readonly refusal: Refusal;
      readonly sender?: Sender;
    }
  | { readonly kind: 'given-up'; readonly result: NotifyResult }
  | { readonly kind: 'order-ended'; readonly end: WorkOrderEnd }
  /** A changed calendar moves clocks of the case. */
  | { readonly kind: 'retime'; readonly order: RetimeOrder }
  /** An administrator moves the case to a newer version of its pack. */
  | { readonly kind: 'policy-move'; readonly move: PolicyMove };

export type CommandMail = Extract<Mail, { kind: 'command' }>;
