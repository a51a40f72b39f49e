import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { TaskRefusal } from '../../domain/task/task';
import type { OrderEnvelope, TaskVerdict } from '../../workflows/messages';
import { arrivalOf, deliveryOf, type Arrival, type Delivery } from '../commands/door';
import { refusalSchema } from '../commands/refusal-schema';

/** A command on its way to a work order or a corrective action. */
export interface TaskParcel {
  readonly id: string;
  readonly command: string;
  readonly envelope: OrderEnvelope;
}

export type TaskDelivery = Delivery<TaskVerdict, TaskRefusal>;

/** The way to the workflows of work orders and corrective actions; as that to cases. */
export interface TaskDoor {
  /** Sends it as an update and waits for the verdict until the deadline (epoch milliseconds). */
  update(parcel: TaskParcel, deadline: number): Promise<TaskDelivery>;
  /** Sends it as a signal, which Temporal keeps until a worker takes it. */
  signal(parcel: TaskParcel, deadline: number): Promise<Arrival>;
}

const refusals = refusalSchema.extend({
  stage: z.string().exactOptional(),
  admitted: z.array(z.string()).exactOptional(),
});

/** Opens the way over a client with the codec of the cases. */
export function createTaskDoor(client: Client): TaskDoor {
  return {
    update: async ({ id, command, envelope }, deadline) => {
      const args: [OrderEnvelope] = [envelope];
      const options = { args, updateId: envelope.commandId };
      try {
        const verdict = await client.withDeadline(deadline, () =>
          client.workflow.getHandle(id).executeUpdate<TaskVerdict, [OrderEnvelope]>(command, options),
        );
        return { kind: 'verdict', verdict };
      } catch (error) {
        return deliveryOf(error, refusals);
      }
    },
    signal: ({ id, command, envelope }, deadline) =>
      arrivalOf(() =>
        client.withDeadline(deadline, () => client.workflow.getHandle(id).signal(command, envelope)),
      ),
  };
}
