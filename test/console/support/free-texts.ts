import schemas from '../../../console/generated/commands.json';

/** Fields that hold the id of something there is, so that nothing else can stand in them. */
const IDS: ReadonlySet<string> = new Set([
  'add-evidence.attachment',
  'amend.fields.aboutDepartment',
  'assign.department',
  'assign.handler',
  'extend.clock',
  'form-team.lead',
  'form-team.members',
  'mark-widespread.group',
  'order-work.department',
  'resolve.outcome',
  'triage.script',
]);

/** What somebody types who wants a script to run on the screens of others; it says where it was typed. */
export function hostile(place: string): string {
  return `"><script>struck=1</script><img src=x onerror=struck=1>{{1+1}} <b>${place}</b> [x](javascript:struck=1)`;
}

/** The places of a command’s schema in which anything may be written, as `command.field.field`. */
function textsOf(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const of: Record<string, unknown> = { ...schema };
  if (Array.isArray(of['anyOf'])) return of['anyOf'].flatMap((one: unknown) => textsOf(one, place));
  if (of['type'] === 'array') return textsOf(of['items'], place);
  if (of['type'] === 'object') {
    return Object.entries(of['properties'] ?? {}).flatMap(([name, one]) => textsOf(one, `${place}.${name}`));
  }
  const isFree = of['type'] === 'string' && 'maxLength' in of && !('enum' in of) && !('format' in of);
  return isFree ? [place] : [];
}

/** Every free text that any command takes. */
export const FREE_TEXTS: readonly string[] = [
  ...new Set(Object.entries(schemas).flatMap(([command, schema]) => textsOf(schema, command))),
].filter((place) => !IDS.has(place));
