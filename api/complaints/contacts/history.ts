import { masked } from './mask';

/** A payload of Temporal's as proto3 JSON has it: bytes in base64. */
interface Payload {
  readonly data: string;
}

/** A run with its history as Temporal's tools read it, the customers in its payloads masked. */
export function withMaskedHistory<R extends { readonly history?: unknown }>(run: R): R {
  return { ...run, history: historyWithMaskedCustomers(run.history) };
}

function historyWithMaskedCustomers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(historyWithMaskedCustomers);
  if (typeof value !== 'object' || value === null) return value;
  if (isPayload(value)) return { ...value, data: maskedData(value.data) };
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]: [string, unknown]) => [
      field,
      historyWithMaskedCustomers(inner),
    ]),
  );
}

function isPayload(value: object): value is Payload {
  return 'metadata' in value && 'data' in value && typeof value.data === 'string';
}

function maskedData(data: string): string {
  const text = Buffer.from(data, 'base64').toString('utf8');
  if (!text.includes('"customer"')) return data;
  try {
    return Buffer.from(JSON.stringify(masked(JSON.parse(text)))).toString('base64');
  } catch {
    // What is not JSON is not shown at all rather than in clear.
    return '';
  }
}
