import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLanguage } from '../language/language';
import { useMode } from '../look/mode';

/** The other language, by its own name. */
export function LanguageSwitch({ chosen }: { readonly chosen?: (language: 'zh' | 'en') => void }) {
  const { language, choose, say } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      title={say('shell.language')}
      onClick={() => {
        choose(other);
        chosen?.(other);
      }}
    >
      {other === 'zh' ? '中文' : 'English'}
    </Button>
  );
}

export function ModeSwitch() {
  const { mode, choose } = useMode();
  const { say } = useLanguage();
  const other = mode === 'light' ? 'dark' : 'light';
  const label = say(other === 'dark' ? 'shell.to-dark' : 'shell.to-light');
  return (
    <Button
      type="text"
      aria-label={label}
      title={label}
      icon={mode === 'light' ? <MoonOutlined /> : <SunOutlined />}
      onClick={() => choose(other)}
    />
  );
}
