import { Alert } from 'antd';
import { Failure } from '../../http/failure';
import { useSay } from '../../language/language';
import { serverWords } from '../../language/server-words';
import { failureText } from '../../look/page-failure';

/** Why something was not done, field by field where the server says so; what was typed stays where it is. */
export function Refusal({ failure }: { readonly failure: unknown }) {
  const say = useSay();
  if (failure === undefined) return null;
  const fields = failure instanceof Failure ? failure.fields : [];
  if (fields.length === 0)
    return <Alert role="alert" type="info" showIcon title={failureText(failure, say)} />;
  return (
    <Alert
      role="alert"
      type="info"
      showIcon
      title={
        <ul className="plain">
          {fields.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{serverWords(say, message, field)}</li>
          ))}
        </ul>
      }
    />
  );
}
