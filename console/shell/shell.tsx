import {
  AppstoreOutlined,
  AuditOutlined,
  EyeOutlined,
  InboxOutlined,
  PlusOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
  ToolOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { NavLink, useLocation, useNavigate } from 'react-router';
import { areasOf } from '../administration/areas';
import { examines } from '../audit/may-audit';
import { useCompany } from '../company/company';
import { useLanguage, useSay, type MessageKey } from '../language/language';
import { useLive } from '../live/live';
import { Bell } from '../notices/bell';
import { files, readsCases, supervises, useSession, worksOnCases } from '../session/session';
import { keepLanguage } from '../session/session-api';
import { offsetOf } from '../time/format';
import { HelpSheet } from './help-sheet';
import { PersonMenu } from './person-menu';
import { useRailCounts } from './rail-counts';
import { SearchBox } from './search-box';
import { useShortcuts } from './shortcuts';
import { LanguageSwitch, ModeSwitch } from './switches';

interface Place {
  readonly to: string;
  readonly title: MessageKey;
  readonly icon: ReactNode;
  /** How much waits there. */
  readonly count?: string | undefined;
}

/** What stands around every page: where one can go, the search, and how things are. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const session = useSession();
  const go = useNavigate();
  const [helping, setHelping] = useState(false);
  const places = usePlaces();
  const rail = useChosenInView();
  useShortcuts({
    '?': () => setHelping(true),
    '/': () => document.getElementById('search')?.focus(),
    ...(files(session) && { n: () => void go('/new') }),
    'g w': () => void go('/'),
    'g c': () => void go('/cases'),
    'g b': () => void go('/board'),
    'g t': () => void go('/tasks'),
    ...(supervises(session) && { 'g s': () => void go('/supervision') }),
    ...(examines(session) && { 'g u': () => void go('/audit') }),
    ...(areasOf(session).length > 0 && { 'g a': () => void go('/administration') }),
  });
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {say('shell.skip')}
      </a>
      <header className="top">
        <NavLink to="/" className="brand" aria-label={say('app.title')}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span className="wide-only">{say('app.title')}</span>
        </NavLink>
        {readsCases(session) && <SearchBox />}
        {files(session) && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => void go('/new')}
            aria-keyshortcuts="n"
          >
            <span className="wide-only">{say('shell.new')}</span>
          </Button>
        )}
        <span className="top-end">
          <Zone />
          <span className="wide-only">
            <LanguageSwitch chosen={(language) => void keepLanguage(language).catch(() => undefined)} />
            <ModeSwitch />
            <Button
              type="text"
              icon={<QuestionCircleOutlined />}
              aria-label={say('help.title')}
              title={`${say('help.title')} (?)`}
              onClick={() => setHelping(true)}
            />
          </span>
          <Bell />
          <PersonMenu help={() => setHelping(true)} />
        </span>
      </header>
      <nav className="rail" aria-label={say('shell.places')} ref={rail}>
        {places.map(({ to, title, icon, count }) => (
          <NavLink key={to} to={to} end={to === '/'}>
            {icon}
            <span>{say(title)}</span>
            {count !== undefined && <span className="rail-count">{count}</span>}
          </NavLink>
        ))}
      </nav>
      <ConnectionBar />
      {/* No field of a form is called so: two things of one id, and a label finds the wrong one. */}
      <main id="page" className="content" tabIndex={-1}>
        {children}
      </main>
      <HelpSheet open={helping} close={() => setHelping(false)} />
    </div>
  );
}

/** On a phone not every place has room: the chosen one is always seen, with what stands beside it. */
function useChosenInView() {
  const rail = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const { language } = useLanguage();
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname, language]);
  return rail;
}

/** Only where the person may go, and what there is. */
function usePlaces(): readonly Place[] {
  const session = useSession();
  const { waiting, toDecide } = useRailCounts();
  const all: readonly (Place | undefined)[] = [
    worksOnCases(session)
      ? { to: '/', title: 'place.work', icon: <InboxOutlined />, count: waiting }
      : undefined,
    ...(readsCases(session)
      ? [
          { to: '/cases', title: 'place.cases', icon: <UnorderedListOutlined /> } as const,
          { to: '/board', title: 'place.board', icon: <AppstoreOutlined /> } as const,
          { to: '/tasks', title: 'place.tasks', icon: <ToolOutlined /> } as const,
        ]
      : []),
    supervises(session)
      ? { to: '/supervision', title: 'place.supervision', icon: <EyeOutlined />, count: toDecide }
      : undefined,
    examines(session) ? { to: '/audit', title: 'place.audit', icon: <AuditOutlined /> } : undefined,
    areasOf(session).length > 0
      ? { to: '/administration', title: 'place.administration', icon: <SettingOutlined /> }
      : undefined,
  ];
  return all.filter((place) => place !== undefined);
}

function Zone() {
  const { say } = useLanguage();
  const { zone } = useCompany();
  return (
    <span className="zone wide-only" title={say('shell.zone', { zone })}>
      {offsetOf(zone)}
    </span>
  );
}

function ConnectionBar() {
  const say = useSay();
  const { connection } = useLive();
  if (connection === 'live') return <div role="status" className="connection-quiet" />;
  return (
    <div role="status" className="connection">
      {say(connection === 'offline' ? 'shell.offline' : 'shell.reconnecting')}
    </div>
  );
}
