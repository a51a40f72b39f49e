import { z } from 'zod';
import { noticeTemplates, previewNotice } from '../../models/notices/templates';
import { LANGUAGES } from '../../models/notices/texts';
import { only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';

const ROOT = '/api/v1/notice-templates';
const tag = 'Notice templates';
const allow = only('administrator', 'quality-manager', 'auditor');
const audience = z.enum(['staff', 'customer']);

const templateSchema = z
  .object({ name: z.string(), audiences: z.array(audience) })
  .meta({ id: 'NoticeTemplate' });
const previewSchema = z
  .object({ audience, subject: z.string(), text: z.string() })
  .meta({ id: 'NoticePreview' });

/** What notices say, shown with an invented case. */
export function noticeTemplateRoutes(): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: ROOT,
        allow,
        id: 'listNoticeTemplates',
        tag,
        summary: 'Every notice that there are texts for',
        answers: {
          200: { description: 'By name', body: z.object({ items: z.array(templateSchema) }) },
        },
        problems: [],
      },
      () => Promise.resolve(ok({ items: noticeTemplates() })),
    ),
    route(
      {
        ...noParts,
        method: 'post',
        path: `${ROOT}/{name}/preview`,
        allow,
        id: 'previewNotice',
        tag,
        summary: 'A notice as it would be written about an invented case',
        description: 'Once for each audience that it has. Nothing is sent.',
        params: z.object({ name: z.string().max(100).meta({ example: 'clock-warned' }) }),
        takes: 'json',
        body: z.strictObject({ language: z.enum(LANGUAGES) }),
        bodyExample: { language: 'zh' },
        answers: {
          200: { description: 'What it says', body: z.object({ items: z.array(previewSchema) }) },
        },
        problems: [...BODY_PROBLEMS, 'not-found'],
      },
      ({ params: { name }, body: { language } }) => {
        const template = noticeTemplates().find((known) => known.name === name);
        if (!template) throw new Problem('not-found', 'There is no notice of this name.');
        const items = template.audiences.map((reader) => ({
          audience: reader,
          ...previewNotice(name, reader, language),
        }));
        return Promise.resolve(ok({ items }));
      },
    ),
  ];
}
