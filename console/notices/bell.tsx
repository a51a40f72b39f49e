import { BellOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSay } from '../language/language';
import './notices.css';
import { useNotices } from './use-notices';

const NoticeDrawer = lazy(() => import('./drawer'));
/** More than so many are said to be “99+”. */
const COUNTED = 99;

/** How much the reader was told and has not read; opens it. */
export function Bell() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const { data } = useNotices();
  const unread = data?.pages[0]?.unread ?? 0;
  const count = unread > COUNTED ? `${COUNTED}+` : String(unread);
  const label = unread > 0 ? say('notices.bell-unread', { n: count }) : say('notices.bell');
  return (
    <>
      <Button
        type="text"
        className="bell"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
      >
        <BellOutlined className="bell-icon" />
        {unread > 0 && <span className="bell-count">{count}</span>}
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <NoticeDrawer open={open} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
