/** One value as a JSON file. */
export function jsonFile(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`, 'utf8');
}

/** A list as a JSON file, one element a line, written while it is read. */
export async function* jsonLines(items: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  let before = '[\n';
  for await (const item of items) {
    yield Buffer.from(`${before}${JSON.stringify(item)}`, 'utf8');
    before = ',\n';
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n', 'utf8');
}
