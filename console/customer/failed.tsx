import type { Failure } from '../http/failure';
import { wordsOf } from './http';
import { useSay } from './words/language';

/** What went wrong, if anything did. */
export function Failed({ failure }: { readonly failure: Failure | undefined }) {
  const say = useSay();
  if (!failure) return null;
  return (
    <p className="problem" role="alert">
      {wordsOf(failure, say)}
    </p>
  );
}
