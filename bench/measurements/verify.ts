import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anchorNow } from '../../activities/anchor';
import { completeEvents } from '../../activities/record/complete-events';
import { advance } from '../../domain/case/advance';
import type { CaseEvent, EventBody } from '../../domain/case/events';
import type { Case } from '../../domain/case/case';
import type { Policy } from '../../domain/policy/policy';
import { ensureIndexes } from '../../models/indexes';
import { openAnchorFile } from '../../platform/anchor-file';
import { createAnchorSigner } from '../../platform/anchor-key';
import { loadConfig } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { openAudit, type Audit } from '../../scripts/audit/open-audit';
import { verify } from '../../scripts/audit/verify';
import { openStores, type Stores } from '../../worker/compose';
import { rounded } from '../figures';
import { inParallel } from '../in-parallel';
import type { Scale } from '../scale';
import type { Product } from '../site/product';
import type { Servers } from '../site/servers';
import type { Row } from '../table';

const SIDE_BY_SIDE = 16;
const AT = '2026-03-03T02:00:00.000Z';
const AGENT = { user: 'agent', roles: ['agent'], department: 'customer-service' } as const;

/** Time and memory that verifying every record of an untouched database takes. */
export async function measureVerify(servers: Servers, product: Product, scale: Scale): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-verify-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  const url = new URL(servers.env['MONGO_URL'] ?? '');
  url.pathname = '/verify';
  const config = loadConfig({
    ...servers.env,
    MONGO_URL: url.href,
    DATA_DIR: folder,
    ANCHOR_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const logger = createLogger({ logLevel: 'error' }, 'bench');
  const mongo = await connectMongo(config, logger);
  const stores = await openStores(mongo.connection, config.companyZone, config.masterKey);
  const audit = await openAudit(config, undefined);
  try {
    await ensureIndexes(mongo.connection);
    await ensureIndexes(audit.audited.connection);
    await recordCases(stores, product.policies.quiet, scale.verified);
    const { proofs } = audit.audited;
    const signer = createAnchorSigner(privateKey);
    const file = openAnchorFile(config.anchors.directory);
    await anchorNow({ proofs, signer, file, logger }, AT);
    return await verifiedRows(audit);
  } finally {
    await audit.close();
    await mongo.connection.dropDatabase();
    await mongo.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function verifiedRows(audit: Audit): Promise<Row[]> {
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const startedAt = performance.now();
  const result = await verify(audit.audited, audit.outside, { all: true }, ({ of, place, problem }) => {
    throw new Error(`Nobody has touched the records, and something was found: ${of} ${place}: ${problem}`);
  });
  clearInterval(watch);
  const { cases, records } = result;
  return [
    {
      figure: `verifying ${cases.toLocaleString('en')} cases (${records.toLocaleString('en')} records) that nobody has touched`,
      measured: `${rounded((performance.now() - startedAt) / 1_000)} s`,
      beside: `${Math.round(peak / 1e6)} MB at the most, all of this program`,
    },
  ];
}

/** Each is registered, and gets one note. */
async function recordCases(stores: Stores, policy: Policy, count: number): Promise<void> {
  const knowledge = { calendar: () => stores.calendars.calendar(), directory: stores.directory };
  await inParallel(count, SIDE_BY_SIDE, async (index) => {
    const number = `C20260303-${String(index + 1).padStart(6, '0')}`;
    let state: Case | undefined;
    for (const body of happenings(number, policy)) {
      const turn = advance(policy, state, body, { at: AT, actor: AGENT });
      const events: readonly CaseEvent[] = await completeEvents(turn.events, knowledge);
      await stores.cases.recordTransition(number, events);
      state = turn.state;
    }
  });
}

function happenings(number: string, { id, version }: Policy): readonly EventBody[] {
  const intake = {
    kind: 'complaint',
    channel: 'phone',
    receivedAt: AT,
    customer: { name: '王小明', phone: '13800138000' },
    matter: '电视开机五分钟后自动重启，已连续三天。',
  } as const;
  return [
    { type: 'registered', payload: { number, policy: { id, version }, intake, owner: AGENT.user } },
    { type: 'note', payload: { text: '客户要求尽快答复', visibility: 'internal' } },
  ];
}
