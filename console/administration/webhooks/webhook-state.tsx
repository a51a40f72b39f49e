import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';
import { Time } from '../../time/time';

/** Whether it is told, and if not, why. */
export function WebhookState({ webhook }: { readonly webhook: Schemas['Webhook'] }) {
  const say = useSay();
  const { state, disabledBecause, failingSince } = webhook;
  if (state === 'disabled') {
    return <span className="tag">{say(`adm.webhook-off-${disabledBecause ?? 'failing'}`)}</span>;
  }
  if (failingSince !== null) {
    return (
      <span className="tag">
        {say('adm.webhook-failing')} <Time at={failingSince} />
      </span>
    );
  }
  return say(`adm.webhook-${state}`);
}
