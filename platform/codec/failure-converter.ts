import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Puts the messages and stack traces of failures into a payload, which the codec encrypts like all others.
 *
 * Loaded by path, on both sides of the sandbox: by `createDataConverter` for client and worker, and by the
 * workflow bundle, which must be built with `failureConverterPath` naming this file. It may import nothing but
 * `@temporalio/common`.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
