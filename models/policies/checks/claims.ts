import { exceeds } from '../../../domain/case/money';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

type Ladder = NonNullable<Rules['claims']>['ladder'];

/** A ladder of authority on which a claim could get stuck. */
export function ladderProblems({ claims }: Rules): readonly Finding[] {
  if (!claims) return [];
  const { ladder, twoPeopleAbove } = claims;
  return [
    ...topless(ladder),
    ...falling(ladder),
    ...repeated(ladder),
    ...(twoPeopleAbove !== undefined && ladder.length === 1
      ? [
          {
            path: ['claims', 'twoPeopleAbove'],
            message: 'the ladder has one rung, so nobody else could sign: add a rung, or leave this out.',
          },
        ]
      : []),
  ];
}

function topless(ladder: Ladder): Finding[] {
  const last = ladder.length - 1;
  return ladder.flatMap(({ role, upTo }, index) => {
    const path = ['claims', 'ladder', index];
    if (index === last && upTo !== undefined) {
      return [
        {
          path: [...path, 'upTo'],
          message: `the ladder has no top: nobody decides beyond ${upTo}. Leave out the limit of the last rung, or add one above.`,
        },
      ];
    }
    if (index === last || upTo !== undefined) return [];
    return [
      {
        path,
        message: `'${role}' decides without limit, so nothing comes to whoever stands above: write upTo, or put this rung last.`,
      },
    ];
  });
}

function falling(ladder: Ladder): Finding[] {
  return ladder.flatMap(({ upTo }, index) => {
    const below = ladder[index - 1]?.upTo;
    if (upTo === undefined || below === undefined || exceeds(upTo, below)) return [];
    return [
      {
        path: ['claims', 'ladder', index, 'upTo'],
        message: `limits rise from rung to rung: write more than ${below}.`,
      },
    ];
  });
}

function repeated(ladder: Ladder): Finding[] {
  return ladder.flatMap(({ role }, index) => {
    const path = ['claims', 'ladder', index, 'role'];
    if (role === 'decider') {
      return [{ path, message: "'decider' is whoever stands on the ladder: name a role of the company." }];
    }
    return ladder.findIndex((rung) => rung.role === role) === index
      ? []
      : [{ path, message: `'${role}' stands on the ladder twice: give each rung a role of its own.` }];
  });
}
