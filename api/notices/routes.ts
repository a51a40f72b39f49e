import { z } from 'zod';
import { hasRole, type Actor } from '../../domain/people/actor';
import type { AccessRecord } from '../../models/access-record';
import type { NoticeStore, ShownNotice } from '../../models/notices';
import { DIGESTS, NOTICE_CHANNELS } from '../../models/notices';
import type { Directory } from '../../models/people';
import { instant } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { allBut } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { readPlace, writePlace } from './place';

export interface NoticeServices {
  readonly notices: NoticeStore;
  readonly directory: Pick<Directory, 'user'>;
  readonly accessRecord: AccessRecord;
  /** IANA zone of the company, in which quiet hours are meant. */
  readonly zone: string;
}

const ROOT = '/api/v1/notices';
const SETTINGS = '/api/v1/people/{user}/notice-settings';
const tag = 'Notices';
const STAFF = allBut('customer', 'integration');
/** Nobody reads further than that there are many. */
const COUNTED_AT_MOST = 1_000;

const words = z.object({ subject: z.string(), text: z.string() });
const noticeSchema = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: 'Of the case, task, group, report or webhook that it is about' }),
    template: z.string(),
    writtenAt: instant,
    readAt: instant.nullable(),
    zh: words,
    en: words,
  })
  .meta({ id: 'Notice' });
const listSchema = pageOf(noticeSchema).extend({
  unread: z.int().meta({ description: `How many are unread; counted up to ${COUNTED_AT_MOST}` }),
});

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day, as in 22:00')
  .meta({ example: '22:00' });
const settingsSchema = z
  .object({
    quietHours: z.object({ from: clock, to: clock }).nullable(),
    digest: z.enum(DIGESTS),
    channels: z.array(z.enum(NOTICE_CHANNELS)),
    zone: z.string().meta({ description: 'In which the hours are meant' }),
  })
  .meta({ id: 'NoticeSettings' });
const settingsBody = z.strictObject({
  quietHours: z
    .strictObject({ from: clock, to: clock })
    .nullable()
    .exactOptional()
    .meta({ description: 'No mail comes between these; null or absent: none' }),
  digest: z.enum(DIGESTS).exactOptional(),
  channels: z
    .array(z.enum(NOTICE_CHANNELS))
    .min(1)
    .exactOptional()
    .meta({ description: 'Both if absent; everybody is told in the console' }),
});
const userParams = z.object({ user: z.string().meta({ example: 'technical-lead' }) });
const THE_SETTINGS = { 200: { description: 'How they are told', body: settingsSchema } };
const PLAIN = { quietHours: null, digest: 'none', channels: ['in-app', 'email'] } as const;

/** What somebody is told, and how they want to be. */
export function noticeRoutes(services: NoticeServices): Route[] {
  return [list(services), read(services), readAll(services), settings(services), set(services)];
}

function list({ notices }: NoticeServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: STAFF,
      background: true,
      id: 'listNotices',
      tag,
      summary: 'What I was told, the newest first',
      query: z.strictObject({
        unread: z.stringbool().exactOptional().meta({ description: 'Only what is unread' }),
        limit,
        cursor,
      }),
      answers: { 200: { description: 'Mine, and those that I got in place of others', body: listSchema } },
      problems: ['invalid'],
    },
    async ({ actor: { user }, query }) => {
      const after = query.cursor === undefined ? undefined : placeOf(query.cursor);
      const page = { unreadOnly: query.unread === true, limit: query.limit + 1, ...(after && { after }) };
      const [found, unread] = await Promise.all([
        notices.shownTo(user, page),
        notices.countUnread(user, COUNTED_AT_MOST),
      ]);
      const items = found.slice(0, query.limit);
      const last = items.at(-1);
      const next = found.length > query.limit && last ? { next: writePlace(last) } : {};
      return ok({ items: items.map(viewOf), unread, ...next });
    },
  );
}

function read({ notices }: NoticeServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/read`,
      allow: STAFF,
      id: 'readNotice',
      tag,
      summary: 'I have read it',
      params: z.object({ id: z.string().max(100) }),
      answers: { 204: { description: 'It counts as read.' } },
      problems: ['not-found'],
    },
    async ({ actor: { user }, params: { id } }) => {
      if (await notices.markRead(user, id, new Date().toISOString())) return { status: 204 };
      throw new Problem('not-found', 'You have no notice of this id.');
    },
  );
}

function readAll({ notices }: NoticeServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/read-all`,
      allow: STAFF,
      id: 'readAllNotices',
      tag,
      summary: 'I have read them all',
      answers: { 200: { description: 'How many were unread', body: z.object({ read: z.int() }) } },
      problems: [],
    },
    async ({ actor: { user } }) => ok({ read: await notices.markAllRead(user, new Date().toISOString()) }),
  );
}

function settings({ notices, zone }: NoticeServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: SETTINGS,
      allow: STAFF,
      id: 'readNoticeSettings',
      tag,
      summary: 'How somebody wants to be told',
      params: userParams,
      answers: THE_SETTINGS,
      problems: ['not-found'],
    },
    async ({ actor, params: { user } }) => {
      checkConcerned(actor, user);
      const found = await notices.settings.of(user);
      return ok({ ...PLAIN, zone, ...found });
    },
  );
}

function set({ notices, directory, accessRecord, zone }: NoticeServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: SETTINGS,
      allow: STAFF,
      id: 'setNoticeSettings',
      tag,
      summary: 'Say how somebody wants to be told',
      description:
        'Everybody says it for themselves, an administrator for anybody. What falls into quiet hours is sent at their end, and a digest gathers; broken clocks of red or urgent cases wait for neither. What was written before stays as it is.',
      params: userParams,
      takes: 'json',
      body: settingsBody,
      bodyExample: { quietHours: { from: '22:00', to: '07:30' }, digest: 'none' },
      answers: THE_SETTINGS,
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { user }, body: { quietHours, digest, channels }, request }) => {
      checkConcerned(actor, user);
      if (!(await directory.user(user))) throw new Problem('not-found', 'There is no such person.');
      if (quietHours && quietHours.from === quietHours.to) {
        throw invalidField('quietHours.to', 'must differ from “from”');
      }
      const chosen = {
        digest: digest ?? PLAIN.digest,
        channels: channels ?? PLAIN.channels,
        zone,
        ...(quietHours && { quietHours }),
      };
      if (user !== actor.user)
        await accountFor(accessRecord, request, actor, { action: 'setNoticeSettings', about: user });
      await notices.settings.save(user, chosen);
      return ok({ ...PLAIN, ...chosen });
    },
  );
}

/** Whether there are others stays unsaid. */
function checkConcerned(actor: Actor, user: string): void {
  if (actor.user === user || hasRole(actor, 'administrator')) return;
  throw new Problem('not-allowed', 'Only an administrator does this for others.');
}

function placeOf(text: string) {
  const place = readPlace(text);
  if (!place) throw invalidField('cursor', 'is not one that this list gave: start again without it');
  return place;
}

function viewOf({ id, number, template, writtenAt, readAt, said }: ShownNotice) {
  return { id, number, template, writtenAt, readAt: readAt ?? null, zh: said.zh, en: said.en };
}
