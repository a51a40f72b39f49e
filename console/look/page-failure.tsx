import { Button } from 'antd';
import { Failure } from '../http/failure';
import { useSay, type Say } from '../language/language';

interface Props {
  readonly error: unknown;
  readonly retry?: () => unknown;
}

/** Instead of what could not be loaded: what happened, and what to do. */
export function PageFailure({ error, retry }: Props) {
  const say = useSay();
  return (
    <div className="notice-box" role="alert">
      <p>{failureText(error, say)}</p>
      {retry && <Button onClick={() => void retry()}>{say('failure.again')}</Button>}
    </div>
  );
}

/** Why a case is not held or erased now. */
const OF_KEEPING: ReadonlyMap<string, 'failure.held' | 'failure.erased' | 'failure.not-archived'> = new Map([
  ['held', 'failure.held'],
  ['erased', 'failure.erased'],
  ['not-archived', 'failure.not-archived'],
]);

/** What went wrong, in words that tell what to do. */
export function failureText(error: unknown, say: Say): string {
  if (!(error instanceof Failure)) return say('failure.unknown');
  const known = error.status === 409 ? OF_KEEPING.get(error.kind) : undefined;
  if (known) return say(known);
  switch (error.status) {
    case 0:
      return say('failure.unreached');
    case 401:
      return say('failure.signed-out');
    case 403:
      return say('failure.not-allowed');
    case 404:
      return say('failure.not-found');
    case 413:
      return say('failure.too-large');
    case 415:
      return say('failure.file-type');
    case 429:
      return say('failure.too-many');
    case 503:
      return say('failure.unavailable');
    default:
      return error.detail === '' ? say('failure.unknown') : error.detail;
  }
}
