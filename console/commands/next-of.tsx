import type { ReactNode } from 'react';
import { useAdmitted, useCase, useClocks } from '../case/queries';
import { Loading } from '../look/loading';
import type { CaseView } from '../http/client';
import { PageFailure } from '../look/page-failure';
import { Next } from './next';

interface Props {
  readonly number: string;
  /** Whose form is open from the start; failing it, that of the natural one. */
  readonly command?: string;
  /** What is to be known before. */
  readonly about?: (view: CaseView) => ReactNode;
  readonly done: () => void;
  readonly cancel: () => void;
}

/** The form of what a case waits for, in the middle of a list. */
export default function NextOf({ number, command, about, done, cancel }: Props) {
  const view = useCase(number);
  const admitted = useAdmitted(number);
  const clocks = useClocks(number);
  const error = view.error ?? admitted.error ?? clocks.error;
  if (view.data && admitted.data && clocks.data) {
    return (
      <>
        {about?.(view.data)}
        <Next
          view={view.data}
          admitted={admitted.data}
          clocks={clocks.data}
          opened={command ?? true}
          done={done}
          cancel={cancel}
        />
      </>
    );
  }
  return error ? <PageFailure error={error} retry={() => view.refetch()} /> : <Loading what="case" />;
}
