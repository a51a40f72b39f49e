import { closest } from 'fastest-levenshtein';
import { DEMANDABLE } from '../../../domain/case/record-quality';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

/** Fields that an intake does not have. */
export function unknownFields({ record }: Rules): readonly Finding[] {
  return record.required.flatMap((alternatives, index) =>
    alternatives
      .split('|')
      .filter((field) => !DEMANDABLE.includes(field))
      .map((field) => ({
        path: ['record', 'required', index],
        message: `an intake has no field '${field}' that could be asked for: did you mean '${closest(field, DEMANDABLE)}'? Known: ${DEMANDABLE.join(', ')}.`,
      })),
  );
}
