import type { KeyObject } from 'node:crypto';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { SYSTEM_OWNER, keyOwner } from './case-keys';
import type { CaseKeys } from './case-keys';
import { encloseIn, openEnvelope, ownerOf } from './envelope';
import type { Address } from './envelope';
import { isFailureText, withheldFailureText } from './failure-text';
import { refusedPayload } from './refusal';
import type { Refusal } from './refusal';

/** A payload is encrypted with a key that this installation has never made. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';

  constructor(owner: string) {
    super(
      `There is no data key for ${owner}. If the database was restored, restore the collection caseKeys as well; ` +
        'the case goes on as soon as its key is there.',
    );
  }
}

export interface CaseCodecOptions {
  readonly keys: CaseKeys;
  /** Kept in hand for the life of the process: what it encrypts must never wait for the store. */
  readonly systemKey: KeyObject;
  /** Told of each payload that was not let in. The workflow's handler puts it on the record; this is for the log. */
  readonly onRefused?: (refusal: Refusal, workflowId: string | undefined) => void;
}

/**
 * Encrypts every Temporal payload with the key of the case it belongs to. The SDK names the workflow with each
 * payload: for one that goes to another workflow (child, external signal) it names that one.
 *
 * When the store of keys is out of reach and a key is not in memory, encoding and decoding reject: the task
 * fails, nothing is lost, and Temporal tries again.
 */
export class CaseCodec implements PayloadCodec {
  private readonly keys: CaseKeys;
  private readonly systemKey: KeyObject;
  private readonly onRefused: NonNullable<CaseCodecOptions['onRefused']>;

  constructor({ keys, systemKey, onRefused }: CaseCodecOptions) {
    this.keys = keys;
    this.systemKey = systemKey;
    this.onRefused = onRefused ?? (() => undefined);
  }

  /** @throws if the key of the case was destroyed, or cannot be had now; never for a failure's text, nor for nothing */
  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const address = addressOf(context);
    return Promise.all(payloads.map((payload) => this.encodeOne(payload, address)));
  }

  /**
   * Decodes what this product encoded for the workflow that the context names. Anything else becomes a
   * {@link RefusedValue}.
   *
   * @throws {UnknownKeyError} if there is no key, not even a destroyed one, and if the store is out of reach
   */
  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const address = addressOf(context);
    return Promise.all(payloads.map((payload) => this.decodeOne(payload, address, context?.workflowId)));
  }

  /** Whose keys closed these payloads, each once: numbers of cases, or {@link SYSTEM_OWNER}. */
  ownersOf(payloads: readonly Payload[]): string[] {
    return [...new Set(payloads.map(ownerOf).filter((owner) => owner !== undefined))];
  }

  /**
   * Decodes payloads of which it is not known which workflow they were made for, such as Temporal's Web UI sends them.
   * What was never encrypted comes back as it is; what opens for none of the workflows, as a {@link RefusedValue}.
   *
   * @param workflows the workflows whose payloads an owner's key closes, by owner
   */
  async openFor(
    payloads: readonly Payload[],
    workflows: ReadonlyMap<string, readonly string[]>,
  ): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.openOne(payload, workflows)));
  }

  private async openOne(
    payload: Payload,
    workflows: ReadonlyMap<string, readonly string[]>,
  ): Promise<Payload> {
    const owner = ownerOf(payload);
    if (owner === undefined) return payload;
    if (owner === SYSTEM_OWNER) {
      return (await openEnvelope(systemAddress, this.systemKey, payload)) ?? refusedPayload('undecryptable');
    }
    const found = await this.keys.find(owner);
    if (found.state === 'present') {
      for (const workflowId of workflows.get(owner) ?? []) {
        const opened = await openEnvelope({ owner, workflowId }, found.key, payload);
        if (opened) return opened;
      }
    }
    return refusedPayload('undecryptable');
  }

  private async encodeOne(payload: Payload, address: Address): Promise<Payload> {
    if (address.owner === SYSTEM_OWNER) return encloseIn(systemAddress, this.systemKey, payload);
    try {
      return await encloseIn(address, await this.keys.keyFor(address.owner), payload);
    } catch (error) {
      // The SDK encodes a failure where nothing catches an error: one thrown here would stop the worker.
      if (isFailureText(payload)) return encloseIn(systemAddress, this.systemKey, withheldFailureText());
      // A workflow whose case was erased while it ran still has to end, and returns nothing.
      if (isNothing(payload)) return encloseIn(systemAddress, this.systemKey, payload);
      throw error;
    }
  }

  private async decodeOne(
    payload: Payload,
    address: Address,
    workflowId: string | undefined,
  ): Promise<Payload> {
    const owner = ownerOf(payload);
    const refuse = (refusal: Refusal) => {
      this.onRefused(refusal, workflowId);
      return refusedPayload(refusal);
    };
    if (owner === undefined) return refuse('plaintext');
    if (owner === SYSTEM_OWNER) {
      const opened = await openEnvelope(systemAddress, this.systemKey, payload);
      // The SDK names no workflow when it encodes the failure of a task; no content of a case has the system key.
      const allowed =
        address.owner === SYSTEM_OWNER ||
        (opened !== undefined && (isFailureText(opened) || isNothing(opened)));
      return opened !== undefined && allowed ? opened : refuse('undecryptable');
    }
    if (owner !== address.owner) return refuse('undecryptable');
    const key = await this.keyToDecode(owner);
    return (key && (await openEnvelope(address, key, payload))) ?? refuse('undecryptable');
  }

  private async keyToDecode(owner: string): Promise<KeyObject | undefined> {
    const found = await this.keys.find(owner);
    if (found.state === 'unknown') throw new UnknownKeyError(owner);
    return found.state === 'present' ? found.key : undefined;
  }
}

/** Whether a payload that is not encrypted is what `undefined` is encoded as. */
function isNothing({ metadata }: Payload): boolean {
  return Buffer.from(metadata?.['encoding'] ?? []).toString() === 'binary/null';
}

/** Scheduled workflows run under another id than their schedule names, so the system key is bound to no workflow. */
const systemAddress: Address = { owner: SYSTEM_OWNER, workflowId: SYSTEM_OWNER };

function addressOf(context: SerializationContext | undefined): Address {
  const owner = keyOwner(context?.workflowId);
  if (owner === SYSTEM_OWNER || context?.workflowId === undefined) return systemAddress;
  return { owner, workflowId: context.workflowId };
}
