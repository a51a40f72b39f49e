import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const COMMAND = /^\/api\/v1\/complaints\/\{number\}\/([a-z-]+)$/;

/**
 * Writes what the console knows of the API into `console/generated/`: its types, and the schema of every command's body,
 * from which the forms are made.
 *
 * @param {string} root folder of the project
 */
export async function writeConsoleTypes(root) {
  const { default: openapi, astToString } = await import('openapi-typescript');
  const document = JSON.parse(await readFile(join(root, 'docs', 'openapi.json'), 'utf8'));
  const folder = join(root, 'console', 'generated');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'api.d.ts'), astToString(await openapi(document)));
  await writeFile(join(folder, 'commands.json'), JSON.stringify(commandSchemas(document)));
}

/** @param {{paths: Record<string, any>}} document */
function commandSchemas({ paths }) {
  const commands = Object.entries(paths).flatMap(([path, { post }]) => {
    const name = COMMAND.exec(path)?.[1];
    const schema = post?.requestBody?.content['application/json']?.schema;
    const isCommand = name !== undefined && post?.tags?.includes('Commands');
    return !isCommand || schema === undefined ? [] : [[name, schema]];
  });
  return Object.fromEntries(commands);
}
