import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

/** Departments that the company does not have. */
export function unknownDepartments(
  { routing, group, findings }: Rules,
  known: readonly string[],
): readonly Finding[] {
  const routed = Object.entries(routing).map(([type, department]) => ({
    path: ['routing', type],
    department,
  }));
  const grouped = group.map((department, index) => ({ path: ['group', index], department }));
  const ordered = Object.entries(findings).flatMap(([finding, { order }]) =>
    order === undefined ? [] : [{ path: ['findings', finding, 'order'], department: order }],
  );
  return [...routed, ...grouped, ...ordered]
    .filter(({ department }) => !known.includes(department))
    .map(({ path, department }) => ({
      path,
      message: `there is no department '${department}': write one of ${known.join(', ')}.`,
    }));
}
