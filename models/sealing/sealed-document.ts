import { mongo } from 'mongoose';
import { z } from 'zod';
import { conceal, reveal, type AnyPlan, type Texts } from './plan';
import type { Sealing } from './sealing';

/** A stored document: what stays readable, and its texts in one seal; absent if it has none. */
export type Sealed<D> = D & { readonly sealed?: mongo.Binary };

/** Whose key seals a document, and what nothing but this document opens as. */
export interface SealedAs {
  readonly owner: string;
  /** Such as `caseEvents 3`: the owner is added to it. */
  readonly as: string;
}

const texts = z.record(z.string(), z.string());

/**
 * A document as it is stored.
 *
 * @throws if it has texts and the key was destroyed, or cannot be had now
 */
export async function seal<D extends object>(
  sealing: Sealing,
  { owner, as }: SealedAs,
  document: D,
  plan: AnyPlan,
): Promise<Sealed<D>> {
  const concealed = conceal(document, plan);
  if (Object.keys(concealed.texts).length === 0) return concealed.plain;
  const content = Buffer.from(JSON.stringify(concealed.texts), 'utf8');
  const sealed = new mongo.Binary(await sealing.seal(owner, content, boundTo(owner, as)));
  return { ...concealed.plain, sealed };
}

/**
 * A document that was stored so, or a part of it that was read with its `sealed`. Its texts read `ERASED` if the key was
 * destroyed. The document itself is changed, and returned.
 *
 * @throws if it was changed, or its key cannot be had now
 */
export async function unseal<D extends object>(
  sealing: Sealing,
  { owner, as }: SealedAs,
  document: D,
): Promise<D> {
  const sealed: unknown = Reflect.get(document, 'sealed');
  if (!(sealed instanceof mongo.Binary)) return document;
  Reflect.deleteProperty(document, 'sealed');
  const content = await sealing.open(owner, sealed.value(), boundTo(owner, as));
  return content ? reveal(document, textsOf(content)) : document;
}

function textsOf(content: Uint8Array): Texts {
  const read: unknown = JSON.parse(Buffer.from(content).toString('utf8'));
  return texts.parse(read);
}

function boundTo(owner: string, as: string): string {
  return `${as} of ${owner}`;
}
