import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { useReload } from '../parts/queries';
import { RuleChangeDialog } from '../parts/rule-change-dialog';

interface Props {
  readonly id: string;
  readonly toVersion: number;
  readonly close: () => void;
}

/** Brings the cases that run to a newer version of their pack. */
export function MoveCases({ id, toVersion, close }: Props) {
  const say = useSay();
  const reload = useReload();
  const leave = async (): Promise<void> => {
    close();
    await reload();
  };
  return (
    <RuleChangeDialog
      title={say('adm.move-to', { n: toVersion })}
      action={say('adm.move')}
      about={<p>{say('adm.move-about', { n: toVersion })}</p>}
      previewKey={['administration', 'packs', id, 'move', toVersion]}
      send={(reason, dryRun) =>
        answered(
          api.POST('/api/v1/packs/{id}/moves', {
            params: { path: { id } },
            body: { toVersion, cases: 'all', reason, ...(dryRun && { dryRun }) },
          }),
        )
      }
      read={(move) =>
        answered(api.GET('/api/v1/packs/{id}/moves/{move}', { params: { path: { id, move } } }))
      }
      close={() => void leave()}
    />
  );
}
