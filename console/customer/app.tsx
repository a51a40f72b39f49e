import { useEffect } from 'react';
import { CasePage } from './case/case-page';
import { ComplainPage } from './complain/complain-page';
import { LanguageProvider, useLanguage, useSay } from './words/language';

const COMPLAIN = /^\/complain\/?$/;

/** The pages of customers: the form at `/complain`, and their case at `/c/#…`. */
export function App() {
  return (
    <LanguageProvider>
      <Header />
      <main className="page" id="content">
        {COMPLAIN.test(location.pathname) ? <ComplainPage /> : <CasePage />}
      </main>
    </LanguageProvider>
  );
}

function Header() {
  const say = useSay();
  const { language, choose } = useLanguage();
  const title = say(COMPLAIN.test(location.pathname) ? 'title.complain' : 'title.case');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header className="top">
      <span className="brand">{say('brand')}</span>
      <button
        type="button"
        className="quiet-button no-print"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'English' : '中文'}
      </button>
    </header>
  );
}
