import { Button, Drawer } from 'antd';
import { Link } from 'react-router';
import { useLanguage } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { Time } from '../time/time';
import { addressOf } from './address-of';
import { useSession } from '../session/session';
import { NoticeSettings } from './notice-settings';
import type { Notice } from './notices-api';
import { useNotices, useReading } from './use-notices';

interface Props {
  readonly open: boolean;
  readonly close: () => void;
}

/** What the reader was told, the newest first; what is opened counts as read. */
export default function NoticeDrawer({ open, close }: Props) {
  const { say } = useLanguage();
  const { user } = useSession();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices();
  const { read, readAll, isReadingAll } = useReading();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <Drawer
      open={open}
      onClose={close}
      title={say('notices.title')}
      size={420}
      // As dialogs do: in the body the library would add a style that the content security policy keeps out.
      getContainer={() => document.getElementById('console') ?? document.body}
      extra={
        <Button size="small" disabled={unread === 0} loading={isReadingAll} onClick={() => readAll()}>
          {say('notices.read-all')}
        </Button>
      }
    >
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data && items.length === 0 && (
        <div className="notice-box">
          <p className="strong">{say('notices.none')}</p>
          <p className="quiet">{say('notices.none-more')}</p>
        </div>
      )}
      {items.length > 0 && (
        <ul className="notice-list">
          {items.map((notice) => (
            <Told key={notice.id} notice={notice} read={read} close={close} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('notices.more')}
        </Button>
      )}
      <details className="told-how">
        <summary>{say('notices.settings')}</summary>
        <NoticeSettings user={user} />
      </details>
    </Drawer>
  );
}

interface ToldProps {
  readonly notice: Notice;
  readonly read: (id: string) => void;
  readonly close: () => void;
}

function Told({ notice, read, close }: ToldProps) {
  const { say, language } = useLanguage();
  const { id, number, readAt, writtenAt } = notice;
  const { subject, text } = notice[language];
  const to = addressOf(number);
  return (
    <li className={readAt === null ? 'told unread' : 'told'}>
      <details
        onToggle={({ currentTarget }) => {
          if (currentTarget.open && readAt === null) read(id);
        }}
      >
        <summary>
          <span className="told-subject">
            {readAt === null && <span className="told-mark">{say('notices.unread')}</span>}
            {subject}
          </span>
          <span className="quiet">
            <Time at={writtenAt} />
          </span>
        </summary>
        <p className="told-text">{text}</p>
        {to !== undefined && (
          <Link to={to} onClick={close}>
            {say('notices.open')} {number}
          </Link>
        )}
      </details>
    </li>
  );
}
