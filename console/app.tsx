import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { CompanyProvider } from './company/company';
import { Failure } from './http/failure';
import { LanguageProvider, useLanguage } from './language/language';
import { LiveProvider } from './live/live';
import { Loading } from './look/loading';
import { ModeProvider, useMode } from './look/mode';
import { styleNonce } from './look/nonce';
import { themeOf } from './look/theme';
import { SignedIn } from './session/session';
import { NothingHere } from './shell/nothing-here';
import { Shell } from './shell/shell';

const MyWork = lazy(() => import('./work/my-work'));
const CasePage = lazy(() => import('./case/case-page'));
const CasesPage = lazy(() => import('./cases/cases-page'));
const BulkPage = lazy(() => import('./bulk/bulk-page'));
const BoardPage = lazy(() => import('./board/board-page'));
const IntakePage = lazy(() => import('./intake/intake-page'));
const ImportPage = lazy(() => import('./import/import-page'));
const SupervisionPage = lazy(() => import('./supervision/supervision-page'));
const GroupPage = lazy(() => import('./supervision/group-page'));
const Administration = lazy(() => import('./administration/administration'));
const TasksPage = lazy(() => import('./tasks/tasks-page'));
const WorkOrderPage = lazy(() => import('./tasks/work-order-page'));
const ActionPage = lazy(() => import('./tasks/action-page'));
const AuditPage = lazy(() => import('./audit/audit-page'));
const LifePage = lazy(() => import('./audit/life-page'));
const AccessPage = lazy(() => import('./audit/access-page'));
const PasswordPage = lazy(() => import('./session/password-page'));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What was refused stays refused; what was not reached is worth a second try.
      retry: (count, error) =>
        count < 2 && !(error instanceof Failure && error.status >= 400 && error.status < 500),
    },
  },
});

/** The console: whoever is signed in, in their language, with what they may see. */
export function App() {
  return (
    <ModeProvider>
      <LanguageProvider>
        <Looks>
          <QueryClientProvider client={queries}>
            <SignedIn>
              <CompanyProvider>
                <LiveProvider>
                  <BrowserRouter>
                    <Pages />
                  </BrowserRouter>
                </LiveProvider>
              </CompanyProvider>
            </SignedIn>
          </QueryClientProvider>
        </Looks>
      </LanguageProvider>
    </ModeProvider>
  );
}

function Looks({ children }: { readonly children: React.ReactNode }) {
  const { mode } = useMode();
  const { language } = useLanguage();
  return (
    <ConfigProvider
      theme={themeOf(mode)}
      locale={language === 'zh' ? zhCN : enUS}
      csp={{ nonce: styleNonce }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}

function Pages() {
  return (
    <Shell>
      <Suspense fallback={<Loading what="page" />}>
        <Routes>
          <Route path="/" element={<MyWork />} />
          <Route path="/cases" element={<CasesPage />} />
          <Route path="/cases/:number" element={<CasePage />} />
          <Route path="/bulk-assignments/:id" element={<BulkPage />} />
          <Route path="/board" element={<BoardPage />} />
          <Route path="/new" element={<IntakePage />} />
          <Route path="/import" element={<ImportPage />} />
          <Route path="/supervision" element={<SupervisionPage />} />
          <Route path="/widespread-groups/:id" element={<GroupPage />} />
          <Route path="/audit" element={<AuditPage />} />
          <Route path="/audit/access" element={<AccessPage />} />
          <Route path="/audit/cases/:number" element={<LifePage />} />
          <Route path="/administration/*" element={<Administration />} />
          <Route path="/tasks" element={<TasksPage />} />
          <Route path="/work-orders/:id" element={<WorkOrderPage />} />
          <Route path="/corrective-actions/:id" element={<ActionPage />} />
          <Route path="/password" element={<PasswordPage />} />
          <Route path="*" element={<NothingHere />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
