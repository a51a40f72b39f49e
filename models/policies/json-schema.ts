import { z } from 'zod';
import { extendingPackSchema, packSchema } from './pack-schema';

/** The pack format for editors: they complete and check a pack while it is written. */
export function packJsonSchema(): object {
  return {
    title: 'Redress policy pack',
    ...z.toJSONSchema(z.union([packSchema, extendingPackSchema]), { io: 'input' }),
  };
}
