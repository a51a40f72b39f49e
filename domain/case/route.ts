import type { Policy } from '../policy/policy';
import type { Classification } from './classification';

/**
 * The department that the pack's routing names for a complaint of this class (omnichannel/2.2-classify); undefined
 * without class or urgency, or where the pack leaves it to customer service.
 */
export function routeOf({ routing }: Policy, { contentType, urgency }: Classification): string | undefined {
  return contentType && urgency ? routing[contentType] : undefined;
}
