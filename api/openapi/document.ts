import { z } from 'zod';
import type { AccessRule } from '../http/access';
import type { Answer, Route } from '../http/route';
import { PROBLEM_TYPES, problemUri, type ProblemId } from '../problem-types';

type Json = Record<string, unknown>;

/** Answered by every route that asks who is calling. */
const OF_EVERY_CALLER: readonly ProblemId[] = [
  'unauthenticated',
  'not-allowed',
  'password-change-needed',
  'cross-site',
  'too-many',
];
/** Answered by every route that takes a body which is looked at. */
const OF_EVERY_BODY: readonly ProblemId[] = ['personal-number'];
/** Answered by every route. */
const OF_EVERYBODY: readonly ProblemId[] = ['internal', 'unavailable'];

const ABOUT = `Every complaint is one durable procedure. File it, and send commands to it as it goes.

A program sends an API key with every request: \`Authorization: Bearer rk_…\`. A browser signs in
(\`POST /api/v1/session\`) and holds a cookie; its requests must come from our own pages. Lists are
\`{items, next?}\`. Times are ISO 8601 with offset. Problems are RFC 9457 \`application/problem+json\`; the page
behind each \`type\` says what to do.`;

/** The OpenAPI 3.1 document of the routes: what is served is what it says. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const schemas = new Schemas();
  const paths: Record<string, Json> = {};
  for (const one of routes) {
    paths[one.path] = { ...paths[one.path], [one.method]: operation(one, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Redress',
      version,
      description: ABOUT,
      license: { name: 'Unlicensed', identifier: 'UNLICENSED' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas: { ...schemas.named(), Problem: PROBLEM },
      responses: problemResponses(),
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, which carries roles and department',
        },
        link: {
          type: 'apiKey',
          in: 'header',
          name: 'Customer-Link',
          description: 'The token of a case’s link, as it stands behind the # of its address',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'redress',
          description: 'Somebody who has signed in; over https the cookie is called __Host-redress',
        },
      },
    },
  };
}

function operation(one: Route, schemas: Schemas): Json {
  const { id, tag, summary, description, allow } = one;
  const open = allow.kind === 'anybody';
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, whoMay(allow)].filter((text) => text !== undefined).join('\n\n'),
    parameters: [
      ...parameters('path', one.params, schemas),
      ...parameters('query', one.query, schemas),
      ...parameters('header', one.headers, schemas),
    ],
    ...(one.takes && { requestBody: requestBody(one, schemas) }),
    responses: { ...answers(one, schemas), ...problems(one, open) },
    ...(open && { security: [] }),
    ...(allow.kind === 'session' && { security: [{ session: [] }] }),
    ...(allow.kind === 'customer' && { security: [{ link: [] }] }),
  };
}

function whoMay(allow: AccessRule): string | undefined {
  switch (allow.kind) {
    case 'anybody':
      return undefined;
    case 'session':
      return 'For whoever has signed in.';
    case 'customer':
      return allow.entered
        ? 'For the customer of the case, once the code was entered in this browser.'
        : 'For whoever has the link of the case.';
    case 'roles':
      return `For: ${allow.roles.join(', ')}.`;
  }
}

function requestBody(one: Route, schemas: Schemas): Json {
  const contentType = one.takes === 'multipart' ? 'multipart/form-data' : 'application/json';
  const content = {
    schema: schemas.of(one.form ?? one.body),
    ...(one.bodyExample !== undefined && { example: one.bodyExample }),
  };
  return { required: true, content: { [contentType]: content } };
}

function answers(one: Route, schemas: Schemas): Json {
  return Object.fromEntries(
    Object.entries(one.answers).map(([status, answer]) => [status, answerOf(answer, schemas)]),
  );
}

function answerOf({ description, body, example, contentType, headers }: Answer, schemas: Schemas): Json {
  const schema = body ? schemas.of(body) : { type: 'string' };
  const content = { schema, ...(example !== undefined && { example }) };
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, says]) => [
          name,
          { description: says, schema: { type: 'string' } },
        ]),
      ),
    }),
    ...((body ?? contentType) && { content: { [contentType ?? 'application/json']: content } }),
  };
}

/** One answer for each status; where several problems share one, its type tells them apart. */
function problems(one: Route, open: boolean): Json {
  const ids = [
    ...one.problems,
    ...(isGuarded(one) ? OF_EVERY_BODY : []),
    ...(open ? [] : OF_EVERY_CALLER),
    ...OF_EVERYBODY,
  ];
  const byStatus = new Map<number, Set<ProblemId>>();
  for (const id of ids) {
    const { status } = PROBLEM_TYPES[id];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(id));
  }
  return Object.fromEntries(
    [...byStatus]
      .filter(([status]) => !(status in one.answers))
      .map(([status, several]) => [status, problemAnswer([...several])]),
  );
}

function isGuarded({ takes, unguarded }: Route): boolean {
  return takes === 'json' && unguarded !== 'everything';
}

function problemAnswer(ids: readonly ProblemId[]): Json {
  const [only, another] = ids;
  if (only !== undefined && another === undefined) return { $ref: `#/components/responses/${only}` };
  return {
    description: ids.map((id) => `${PROBLEM_TYPES[id].title} (${problemUri(id)}).`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(ids.map((id) => [id, { value: problemExample(id) }])),
      },
    },
  };
}

function problemIds(): ProblemId[] {
  return z.array(problemId).parse(Object.keys(PROBLEM_TYPES));
}

const problemId = z.custom<ProblemId>((value) => typeof value === 'string' && value in PROBLEM_TYPES);

function problemResponses(): Json {
  return Object.fromEntries(
    problemIds().map((id) => [
      id,
      {
        description: `${PROBLEM_TYPES[id].title}. ${PROBLEM_TYPES[id].about}`,
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: problemExample(id),
          },
        },
      },
    ]),
  );
}

function problemExample(id: ProblemId): Json {
  const { status, title } = PROBLEM_TYPES[id];
  return { type: problemUri(id), title, status, detail: title, requestId: '0f2e3d4c' };
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457. Further members depend on the type; its page tells them.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'message'],
      },
    },
    stage: { type: 'string' },
    admitted: { type: 'array', items: { type: 'string' } },
    revision: { type: 'integer' },
    events: { type: 'array', items: { $ref: '#/components/schemas/CaseEvent' } },
    commandId: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail'],
};

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodType, schemas: Schemas): Json[] {
  const { properties, required } = objectSchema.parse(schemas.of(schema));
  return Object.entries(properties).map(([name, property]) => {
    const { description, example, ...rest } = property;
    return {
      name: place === 'header' ? headerName(name) : name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
      ...(example !== undefined && { example }),
    };
  });
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

/** `if-match` is written If-Match. */
function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
}

/** The JSON schemas of zod's; those with an id stand among the components. */
class Schemas {
  private readonly components: Record<string, unknown> = {};

  of(schema: z.ZodType): Json {
    const {
      $schema: _same,
      $defs = {},
      ...json
    } = z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      reused: 'inline',
      override: ({ jsonSchema }) => {
        // A format says it shorter than the pattern that zod puts beside it.
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      },
    });
    for (const [id, definition] of Object.entries($defs)) this.components[id] = pointed(definition);
    if (typeof json.id !== 'string') return record.parse(pointed(json));
    this.components[json.id] = pointed(json);
    return { $ref: `#/components/schemas/${json.id}` };
  }

  named(): Json {
    return this.components;
  }
}

const record = z.record(z.string(), z.unknown());

/** Definitions stand among the components of the document, and their ids are their names there. */
function pointed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointed);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'id' && typeof value === 'string'))
      .map(([key, value]: [string, unknown]) => [
        key,
        key === '$ref' && typeof value === 'string'
          ? value.replace('#/$defs/', '#/components/schemas/')
          : pointed(value),
      ]),
  );
}
