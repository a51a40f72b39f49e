import { Schema } from 'mongoose';
import type { Kind } from '../../domain/case/intake';
import type { WorkOrder, WorkOrderStage } from '../../domain/work-order/work-order';
import { taskEventSchema } from '../tasks/event-schema';

/** The read model of one work order. */
export interface WorkOrderDocument {
  readonly _id: string;
  readonly revision: number;
  /** The case that waits for it. */
  readonly number: string;
  readonly kind: Kind;
  readonly department: string;
  readonly stage: WorkOrderStage;
  /** User id of whoever ordered it. */
  readonly orderedBy: string;
  /** The earliest due time of the clocks that run; absent when none does. */
  readonly dueAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly state: WorkOrder;
  /** Orders of complaints (0) come before others (1). */
  readonly turn: number;
  /** `dueAt`, or the end of time. */
  readonly dueOrder: Date;
}

const definition = {
  _id: { type: String, required: true },
  revision: { type: Number, required: true },
  number: String,
  kind: String,
  department: String,
  stage: String,
  orderedBy: String,
  dueAt: Date,
  createdAt: Date,
  updatedAt: Date,
  state: Schema.Types.Mixed,
  sealed: Buffer,
  turn: Number,
  dueOrder: Date,
} as const;

export const workOrderSchema = new Schema(definition, {
  collection: 'workOrders',
  versionKey: false,
  strict: 'throw',
  minimize: false,
});
workOrderSchema.index({ turn: 1, dueOrder: 1, _id: 1 });
workOrderSchema.index({ department: 1, turn: 1, dueOrder: 1, _id: 1 });
workOrderSchema.index({ orderedBy: 1, turn: 1, dueOrder: 1, _id: 1 });
workOrderSchema.index({ number: 1 });

export const workOrderEventSchema = taskEventSchema('workOrderEvents');
