import { Button, Dropdown, type MenuProps } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useCompany } from '../company/company';
import { useLanguage } from '../language/language';
import { useMode } from '../look/mode';
import { useSession } from '../session/session';
import { enter } from '../session/session-cache';
import { signOut } from '../session/session-api';

/** Who is signed in, and what concerns only them. On a phone it holds what has no room beside it. */
export function PersonMenu({ help }: { readonly help: () => void }) {
  const { say, language, choose } = useLanguage();
  const { mode, choose: chooseMode } = useMode();
  const session = useSession();
  const { department, person } = useCompany();
  const queries = useQueryClient();
  const go = useNavigate();
  const leave = async (): Promise<void> => {
    await signOut().catch(() => undefined);
    enter(queries, null);
  };
  const actions: Readonly<Record<string, () => void>> = {
    language: () => choose(language === 'zh' ? 'en' : 'zh'),
    mode: () => chooseMode(mode === 'light' ? 'dark' : 'light'),
    help,
    password: () => void go('/password'),
    leave: () => void leave(),
  };
  const roles = session.roles.map((role) => say(`role.${role}`)).join(say('list.and'));
  const where = session.department === undefined ? roles : `${department(session.department)} · ${roles}`;
  const items: MenuProps['items'] = [
    { key: 'who', label: where, disabled: true },
    { type: 'divider' },
    { key: 'language', label: language === 'zh' ? 'English' : '中文' },
    { key: 'mode', label: say(mode === 'light' ? 'shell.to-dark' : 'shell.to-light') },
    { key: 'help', label: say('help.title') },
    { type: 'divider' },
    { key: 'password', label: say('password.title') },
    { key: 'leave', label: say('shell.sign-out') },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => actions[key]?.() }}>
      <Button type="text" className="person" aria-haspopup="menu">
        {person(session.user)}
      </Button>
    </Dropdown>
  );
}
