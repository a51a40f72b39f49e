import { setTimeout } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { isGrpcServiceError } from '@temporalio/client';
import type { ConnectionLike } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';

/** A new namespace is asked for this often and this many times: a minute in all. */
const USABLE_PAUSE_MS = 500;
const USABLE_ATTEMPTS = 120;

/**
 * Makes the namespace exist and keep the histories of closed workflows for the time given (milliseconds; the
 * server takes whole seconds, one day at least). Safe to repeat and to run in several processes at once.
 */
export async function ensureNamespace(
  connection: ConnectionLike,
  namespace: string,
  historyRetentionMs: number,
): Promise<void> {
  const { workflowService } = connection;
  const workflowExecutionRetentionTtl = msToTs(historyRetentionMs);
  let kept: number | undefined;
  try {
    const described = await workflowService.describeNamespace({ namespace });
    kept = tsToMs(described.config?.workflowExecutionRetentionTtl ?? undefined);
  } catch (error) {
    if (!hasCode(error, status.NOT_FOUND)) throw error;
    await ignoring(
      status.ALREADY_EXISTS,
      workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: workflowExecutionRetentionTtl,
      }),
    );
    await untilUsable(connection, namespace);
    return;
  }
  if (kept === historyRetentionMs) return;
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}

/** The server's parts learn of a new namespace within seconds; until then they refuse whatever names it. */
async function untilUsable({ workflowService }: ConnectionLike, namespace: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await workflowService.countWorkflowExecutions({ namespace });
      return;
    } catch (error) {
      if (!hasCode(error, status.NOT_FOUND) || attempt === USABLE_ATTEMPTS) throw error;
      await setTimeout(USABLE_PAUSE_MS);
    }
  }
}

/**
 * Registers the search attributes that are not there yet. A workflow task that sets an unregistered attribute
 * fails, so this runs before any worker polls. Safe to repeat and to run in several processes at once.
 *
 * @throws if an attribute exists with another type: Temporal cannot change it, so another name is needed
 */
export async function ensureSearchAttributes(
  connection: ConnectionLike,
  namespace: string,
  attributes: Readonly<Record<string, SearchAttributeType>>,
): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(attributes)
    .map(([name, type]) => ({ name, type, wanted: indexedValueType(type) }))
    .filter(({ name, type, wanted }) => {
      const present = customAttributes[name];
      if (present !== undefined && present !== wanted) {
        throw new Error(
          `The search attribute ${name} exists in namespace ${namespace} with another type than ${type}. ` +
            'Temporal cannot change the type: remove the attribute there or name ours differently.',
        );
      }
      return present === undefined;
    });
  if (missing.length === 0) return;
  await ignoring(
    status.ALREADY_EXISTS,
    connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, wanted }) => [name, wanted])),
    }),
  );
}

function indexedValueType(type: SearchAttributeType) {
  const encoded = encodeSearchAttributeIndexedValueType(type);
  if (encoded === undefined) throw new TypeError(`${type} is not a type of search attribute`);
  return encoded;
}

async function ignoring(code: status, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!hasCode(error, code)) throw error;
  }
}

function hasCode(error: unknown, code: status): boolean {
  return isGrpcServiceError(error) && error.code === code;
}
