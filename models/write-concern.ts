import { mongo } from 'mongoose';

/** Written down by the majority, in the journal: what is acknowledged so is not lost. */
export const SAFE = new mongo.WriteConcern('majority', undefined, true);
