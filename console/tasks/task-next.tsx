import { useState } from 'react';
import { CommandButtons } from '../commands/command-buttons';
import { useSay } from '../language/language';
import type { TaskKind } from './queries';
import { TaskForm } from './task-form';
import { taskCommand } from './task-words';

interface Props {
  readonly kind: TaskKind;
  readonly task: { readonly id: string; readonly revision: number; readonly admitted: readonly string[] };
}

/** What I may do with a task now: each opens its form in place. */
export function TaskNext({ kind, task: { id, revision, admitted } }: Props) {
  const say = useSay();
  const [chosen, setChosen] = useState<string>();
  const open = chosen !== undefined && admitted.includes(chosen) ? chosen : undefined;
  if (admitted.length === 0) return <p className="quiet">{say('next.nothing')}</p>;
  return (
    <div className="next">
      <div className="next-commands">
        <CommandButtons
          names={admitted}
          open={open}
          titleOf={(name) => taskCommand(say, name)}
          choose={setChosen}
        />
      </div>
      {open !== undefined && (
        <section aria-label={taskCommand(say, open)}>
          <h3 className="form-title">{taskCommand(say, open)}</h3>
          <TaskForm
            key={open}
            kind={kind}
            id={id}
            revision={revision}
            command={open}
            done={() => setChosen(undefined)}
            cancel={() => setChosen(undefined)}
          />
        </section>
      )}
    </div>
  );
}
