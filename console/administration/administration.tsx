import { lazy, Suspense, type ReactNode } from 'react';
import { Navigate, NavLink, Route, Routes } from 'react-router';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { useTitle } from '../look/title';
import { useSession } from '../session/session';
import { NothingHere } from '../shell/nothing-here';
import { areasOf, type Area } from './areas';
import './administration.css';

const PeoplePage = lazy(() => import('./people/people-page'));
const PersonPage = lazy(() => import('./people/person-page'));
const DepartmentsPage = lazy(() => import('./departments/departments-page'));
const CalendarPage = lazy(() => import('./calendar/calendar-page'));
const PacksPage = lazy(() => import('./packs/packs-page'));
const PackPage = lazy(() => import('./packs/pack-page'));
const DraftPage = lazy(() => import('./packs/draft-page'));
const TemplatesPage = lazy(() => import('./notices/templates-page'));
const RetentionPage = lazy(() => import('./retention/retention-page'));
const PlanPage = lazy(() => import('./retention/plan-page'));
const KeysPage = lazy(() => import('./keys/keys-page'));
const WebhooksPage = lazy(() => import('./webhooks/webhooks-page'));
const WebhookPage = lazy(() => import('./webhooks/webhook-page'));

/** The pages of each area, by what follows its path. */
const PAGES: Readonly<Record<Area['path'], readonly (readonly [path: string, page: ReactNode])[]>> = {
  people: [
    ['', <PeoplePage key="people" />],
    ['/:user', <PersonPage key="person" />],
  ],
  departments: [['', <DepartmentsPage key="departments" />]],
  calendar: [['', <CalendarPage key="calendar" />]],
  packs: [
    ['', <PacksPage key="packs" />],
    ['/new', <DraftPage key="new" />],
    ['/:id', <PackPage key="pack" />],
    ['/:id/edit', <DraftPage key="draft" />],
  ],
  retention: [
    ['', <RetentionPage key="retention" />],
    ['/:plan', <PlanPage key="plan" />],
  ],
  notices: [['', <TemplatesPage key="templates" />]],
  'api-keys': [['', <KeysPage key="keys" />]],
  webhooks: [
    ['', <WebhooksPage key="webhooks" />],
    ['/:id', <WebhookPage key="webhook" />],
  ],
};

/** People, departments, calendar, rules, texts, keys and webhooks: as much of it as the reader may see. */
export default function Administration() {
  const say = useSay();
  const areas = areasOf(useSession());
  useTitle(say('place.administration'));
  const [first] = areas;
  if (!first) return <NothingHere />;
  return (
    <div className="admin">
      <nav className="admin-areas" aria-label={say('place.administration')}>
        {areas.map(({ path, title }) => (
          <NavLink key={path} to={`/administration/${path}`}>
            {say(title)}
          </NavLink>
        ))}
      </nav>
      <div className="admin-page">
        <Suspense fallback={<Loading what="page" />}>
          <Routes>
            <Route index element={<Navigate to={first.path} replace />} />
            {areas.flatMap((area) =>
              PAGES[area.path].map(([rest, page]) => (
                <Route key={area.path + rest} path={area.path + rest} element={page} />
              )),
            )}
            <Route path="*" element={<NothingHere />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
}
