export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; an empty object if it has none. */
  readonly body: Record<string, unknown>;
}

/** What somebody sees of the API with their key. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly key: string | undefined,
  ) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const json = body === undefined ? undefined : JSON.stringify(body);
    return this.send('POST', path, json, {
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    });
  }

  /** Sends the body as it is. */
  async send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
      method,
      headers: { ...(this.key !== undefined && { Authorization: `Bearer ${this.key}` }), ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {};
    return {
      status: response.status,
      headers: response.headers,
      body: isRecord(parsed) ? parsed : { parsed },
    };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
