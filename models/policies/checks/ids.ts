import type { Finding } from '../describe-issue';
import type { PackPath } from '../pack-file';
import type { Rules } from '../pack-schema';

/** Things of one list that have the same id. */
export function repeatedIds(rules: Rules): readonly Finding[] {
  return [
    ...repeated('clocks', ['clocks'], rules.clocks),
    ...repeated('duties', ['duties'], rules.duties),
    ...repeated('channels', ['channels'], rules.channels),
    ...repeated('scripts', ['triage', 'scripts'], rules.triage?.scripts ?? []),
    ...repeated('outcomes', ['closing', 'finalResponse'], rules.closing.finalResponse ?? []),
  ];
}

function repeated(what: string, path: PackPath, list: readonly { readonly id: string }[]): Finding[] {
  return list.flatMap(({ id }, index) =>
    list.findIndex((one) => one.id === id) === index
      ? []
      : [
          {
            path: [...path, index, 'id'],
            message: `there are two ${what} '${id}': give each an id of its own.`,
          },
        ],
  );
}
