import { DateTime } from 'luxon';
import type { Directory } from '../../models/people';
import type { PolicyStore } from '../../models/policies';
import { text, type Language } from '../../models/notices/texts';
import type { Summary } from '../complaints/case-schema';
import { inWords, TITLES } from './words';

/** What the ids in a list stand for, and how times are written. */
export interface Names {
  readonly language: Language;
  /** IANA zone of the company. */
  readonly zone: string;
  readonly department: (id: string | null) => string;
  readonly person: (user: string | null) => string;
  readonly channel: (policy: string, id: string) => string;
}

/** Reads the names once; what is no longer there stands under its id. */
export async function namesIn(
  language: Language,
  zone: string,
  directory: Pick<Directory, 'users' | 'departments'>,
  policies: Pick<PolicyStore, 'all'>,
): Promise<Names> {
  const [users, departments, packs] = await Promise.all([
    directory.users(),
    directory.departments(),
    policies.all(),
  ]);
  const people = new Map(users.map(({ _id, name }) => [_id, name]));
  const titles = new Map(departments.map(({ _id, title }) => [_id, title[language]]));
  const channels = new Map(
    packs.flatMap((pack) => pack.channels.map(({ id, title }) => [`${pack.id} ${id}`, title[language]])),
  );
  return {
    language,
    zone,
    department: (id) => (id === null ? '' : (titles.get(id) ?? id)),
    person: (user) => (user === null ? '' : (people.get(user) ?? user)),
    channel: (policy, id) => channels.get(`${policy} ${id}`) ?? id,
  };
}

type Cell = (summary: Summary, names: Names) => string;

/** The columns, in the order of the console's list; phone, e-mail and account are in none. */
const CELLS: Readonly<Record<keyof typeof TITLES, Cell>> = {
  number: ({ number }) => number,
  kind: ({ kind }, { language }) => inWords('kind', kind, language),
  customer: ({ customerName }) => customerName,
  matter: ({ matter }) => matter,
  channel: ({ policy, channel }, names) => names.channel(policy, channel),
  contentType: ({ contentType }, { language }) => inWords('contentType', contentType, language),
  urgency: ({ urgency }, { language }) => inWords('urgency', urgency, language),
  level: ({ level }, { language }) => inWords('level', level, language),
  tag: ({ tag }) => tag ?? '',
  stage: ({ stage }, { language }) => text(language, `stage.${stage}`),
  round: ({ round }) => String(round),
  department: ({ department }, names) => names.department(department),
  handler: ({ handler }, names) => names.person(handler),
  owner: ({ owner }, names) => names.person(owner),
  clause: ({ nextClock }) => nextClock?.clause ?? '',
  dueAt: ({ dueAt }, { zone }) => moment(dueAt, zone),
  createdAt: ({ createdAt }, { zone }) => moment(createdAt, zone),
  closedAt: ({ closedAt }, { zone }) => moment(closedAt, zone),
};

const TIMES: ReadonlySet<string> = new Set(['dueAt', 'createdAt', 'closedAt']);

/** The titles of the columns in the reader's language; those of times name the zone. */
export function titleRow({ language, zone }: Names): string[] {
  const offset = DateTime.now().setZone(zone).toFormat('ZZ');
  return Object.entries(TITLES).map(([column, title]) =>
    TIMES.has(column) ? `${title[language]} (UTC${offset})` : title[language],
  );
}

/** One complaint as a line of the table. */
export function rowOf(summary: Summary, names: Names): string[] {
  return Object.values(CELLS).map((cell) => cell(summary, names));
}

function moment(iso: string | null, zone: string): string {
  return iso === null ? '' : DateTime.fromISO(iso, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
