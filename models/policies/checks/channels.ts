import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';
import { conditionsOf } from './places';

/** Conditions on a channel that the pack does not have. */
export function unknownChannels(rules: Rules): readonly Finding[] {
  const known = rules.channels.map(({ id }) => id);
  return conditionsOf(rules).flatMap(({ value, path }) =>
    (value.channel ?? [])
      .map((channel, index) => ({ channel, index }))
      .filter(({ channel }) => !known.includes(channel))
      .map(({ channel, index }) => ({
        path: [...path, 'channel', index],
        message: `the pack has no channel '${channel}': ${
          known.length === 0
            ? 'list it in channels'
            : `write one of ${known.join(', ')}, or list it in channels`
        }.`,
      })),
  );
}
