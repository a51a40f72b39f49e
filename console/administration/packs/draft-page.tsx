import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useTitle } from '../../look/title';
import { useSession } from '../../session/session';
import { NothingHere } from '../../shell/nothing-here';
import { administers } from '../areas';
import { usePackVersions } from '../parts/queries';
import { Draft } from './draft';
import { FIRST_TEXT } from './first-text';

/** Writes the next version of a pack, or a new pack. */
export default function DraftPage() {
  const say = useSay();
  const { id = '' } = useParams();
  const session = useSession();
  useTitle(say('adm.pack-edit'));
  const versions = usePackVersions(id);
  const newest = versions.data?.[0]?.version ?? 0;
  const published = useQuery({
    queryKey: ['administration', 'packs', id, newest, 'text', 'draft'],
    queryFn: () =>
      answered(
        api.GET('/api/v1/packs/{id}/versions/{version}', { params: { path: { id, version: newest } } }),
      ),
    enabled: newest > 0,
    staleTime: Infinity,
  });
  const format = useQuery({
    queryKey: ['pack-format'],
    queryFn: () => answered(api.GET('/api/v1/packs/schema')),
    staleTime: Infinity,
  });
  if (!administers(session)) return <NothingHere />;
  const failed = [versions, published].find(({ error }) => error !== null);
  const text = id === '' ? FIRST_TEXT : published.data?.text;
  if (text === undefined) {
    return failed ? <PageFailure error={failed.error} retry={failed.refetch} /> : <Loading what="page" />;
  }
  return <Draft key={id} pack={id} published={{ text, basedOn: newest }} format={format.data} />;
}
