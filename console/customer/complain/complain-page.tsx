import { useState } from 'react';
import type { Filed } from '../http';
import { ComplaintForm } from './complaint-form';
import { FiledNotice } from './filed-notice';

/** What became of a complaint, with the files that follow it. */
interface Done {
  readonly filed: Filed;
  readonly files: readonly File[];
}

/** The public form: nobody has to have an account. */
export function ComplainPage() {
  const [done, setDone] = useState<Done>();
  return done ? (
    <FiledNotice {...done} again={() => setDone(undefined)} />
  ) : (
    <ComplaintForm filed={(filed, files) => setDone({ filed, files })} />
  );
}
