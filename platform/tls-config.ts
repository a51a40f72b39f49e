import { readFileVariable, type ConfigIssue } from './config-errors';

/** Certificates for mutual TLS, as PEM bytes; `ca` alone means TLS without a client certificate. */
export interface TemporalTls {
  readonly ca?: Buffer;
  readonly client?: { readonly cert: Buffer; readonly key: Buffer };
}

/** The certificates of the connection to Temporal, if any are configured; half of a pair is an issue. */
export function readTls(
  present: Record<string, string | undefined>,
  issues: ConfigIssue[],
): TemporalTls | undefined {
  const ca = readFileVariable('TEMPORAL_TLS_CA', present['TEMPORAL_TLS_CA'], issues);
  const cert = readFileVariable('TEMPORAL_TLS_CERT', present['TEMPORAL_TLS_CERT'], issues);
  const key = readFileVariable('TEMPORAL_TLS_KEY', present['TEMPORAL_TLS_KEY'], issues);
  const oneSided =
    (present['TEMPORAL_TLS_CERT'] === undefined) !== (present['TEMPORAL_TLS_KEY'] === undefined);
  if (oneSided) {
    issues.push({
      variable: present['TEMPORAL_TLS_CERT'] === undefined ? 'TEMPORAL_TLS_CERT' : 'TEMPORAL_TLS_KEY',
      problem: 'is missing while the other of the pair is set',
      expected: 'TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY together, each the path of a PEM file',
    });
  }
  if (ca === undefined && cert === undefined) return undefined;
  return { ...(ca && { ca }), ...(cert && key && { client: { cert, key } }) };
}
