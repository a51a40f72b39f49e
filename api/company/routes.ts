import { z } from 'zod';
import { LEVELS } from '../../domain/case/classification';
import { KINDS } from '../../domain/case/intake';
import { ROLES } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { CalendarStore } from '../../models/calendars';
import type { Directory } from '../../models/people';
import type { PolicyStore } from '../../models/policies';
import { allBut } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';

export interface CompanyServices {
  readonly directory: Pick<Directory, 'users' | 'departments'>;
  readonly policies: Pick<PolicyStore, 'all'>;
  readonly calendars: Pick<CalendarStore, 'calendar' | 'load'>;
  /** The pack of a complaint that names none. */
  readonly defaultPolicy: string;
}

const title = z.object({ zh: z.string(), en: z.string() });
const titled = z.object({ id: z.string(), title });

const companySchema = z
  .object({
    zone: z.string().meta({ description: 'IANA name of the company’s time zone', example: 'Asia/Shanghai' }),
    defaultPolicy: z.string(),
    departments: z.array(titled.extend({ lead: z.string().meta({ description: 'User id' }) })),
    people: z.array(
      z.object({
        user: z.string(),
        name: z.string(),
        roles: z.array(z.enum(ROLES)),
        department: z.string().nullable(),
      }),
    ),
    policies: z.array(
      titled.extend({
        kinds: z.array(z.enum(KINDS)),
        channels: z.array(titled),
        clocks: z.array(
          z.object({
            rule: z.string(),
            clause: z.string(),
            title,
            until: z
              .array(z.string())
              .meta({ description: 'What ends it: commands, or a stage that is left' }),
          }),
        ),
        required: z
          .array(z.string())
          .meta({ description: 'Fields that an intake must have; a|b asks for one of them' }),
        levels: z.array(z.object({ level: z.enum(LEVELS), title })),
        scripts: z.array(titled.extend({ text: title })),
        finalResponses: z.array(titled),
        currency: z.string().nullable().meta({ description: 'In which claims are made' }),
        planBeforeResult: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Company' });

/** What whoever works with cases has to know by name: departments, people, and the rules. */
export function companyRoutes(services: CompanyServices): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: '/api/v1/company',
        allow: allBut('customer', 'integration'),
        id: 'readCompany',
        tag: 'Company',
        summary: 'Departments, people, and policy packs, with their titles',
        answers: { 200: { description: 'The company', body: companySchema } },
        problems: [],
      },
      async () => ok(await companyOf(services)),
    ),
  ];
}

async function companyOf(services: CompanyServices): Promise<z.input<typeof companySchema>> {
  const { directory, policies, calendars, defaultPolicy } = services;
  const [departments, users, packs, { zone }] = await Promise.all([
    directory.departments(),
    directory.users(),
    policies.all(),
    calendars.load(),
  ]);
  return {
    zone,
    defaultPolicy,
    departments: departments.map((one) => ({ id: one._id, title: { ...one.title }, lead: one.lead })),
    people: users.map(({ _id, name, roles, department }) => ({
      user: _id,
      name,
      roles: [...roles],
      department: department ?? null,
    })),
    policies: packs.map(policyView),
  };
}

function policyView(policy: Policy): z.input<typeof companySchema>['policies'][number] {
  const { id, kinds, channels, clocks, record, levels, triage, closing, claims, planBeforeResult } = policy;
  return {
    id,
    title: { ...policy.title },
    kinds: [...kinds],
    channels: channels.map((one) => ({ ...one })),
    clocks: clocks.map(({ id: rule, clause, title: name, until }) => ({
      rule,
      clause,
      title: { ...name },
      until: until.map((trigger) => (typeof trigger === 'string' ? trigger : trigger.on)),
    })),
    required: [...record.required],
    levels: LEVELS.flatMap((level) => {
      const meaning = levels[level];
      return meaning ? [{ level, title: { ...meaning } }] : [];
    }),
    scripts: (triage?.scripts ?? []).map((one) => ({ ...one })),
    finalResponses: (closing.finalResponse ?? []).map((one) => ({ ...one })),
    currency: claims?.currency ?? null,
    planBeforeResult,
  };
}
