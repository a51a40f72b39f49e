import { Button, Dropdown } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import { useState } from 'react';
import type { CaseView, ClockView } from '../http/client';
import { sayWord, useSay } from '../language/language';
import { CommandButtons } from './command-buttons';
import { CommandForm } from './command-form';
import { naturalCommands, otherCommands } from './natural';

interface Props {
  readonly view: CaseView;
  readonly admitted: readonly string[];
  readonly clocks: readonly ClockView[];
  /** The form of the natural command, or of the one that is named, is open from the start. */
  readonly opened?: boolean | string;
  readonly done?: () => void;
  readonly cancel?: () => void;
}

/** What I may do now: the natural step large, the rest in a menu; each opens its form in place. */
export function Next({ view, admitted, clocks, opened, done, cancel }: Props) {
  const say = useSay();
  const natural = naturalCommands(view, admitted);
  const others = otherCommands(admitted, natural);
  const [chosen, setChosen] = useState<string | undefined>(() => openAtFirst(opened, natural, admitted));
  const open = chosen !== undefined && admitted.includes(chosen) ? chosen : undefined;
  const close = (): void => {
    setChosen(undefined);
    cancel?.();
  };
  // Whoever has opened another form meanwhile keeps it.
  const finish = (command: string): void => {
    setChosen((now) => (now === command ? undefined : now));
    done?.();
  };
  if (admitted.length === 0) return <p className="quiet">{say('next.nothing')}</p>;
  return (
    <div className="next">
      <div className="next-commands">
        <CommandButtons
          names={natural}
          open={open}
          titleOf={(name) => sayWord(say, 'command', name)}
          choose={setChosen}
        />
        {others.length > 0 && (
          <Dropdown
            trigger={['click']}
            // By the keyboard, the arrows go through it at once.
            autoFocus
            menu={{
              items: others.map((name) => ({ key: name, label: sayWord(say, 'command', name) })),
              onClick: ({ key }) => setChosen(key),
              className: 'command-menu',
            }}
          >
            <Button icon={<DownOutlined />} iconPlacement="end">
              {natural.length === 0 ? say('next.choose') : say('next.more')}
            </Button>
          </Dropdown>
        )}
      </div>
      {open !== undefined && (
        <section aria-label={sayWord(say, 'command', open)}>
          <h3 className="form-title">{sayWord(say, 'command', open)}</h3>
          <CommandForm
            key={open}
            command={open}
            view={view}
            clocks={clocks}
            done={() => finish(open)}
            cancel={close}
          />
        </section>
      )}
    </div>
  );
}

function openAtFirst(
  opened: boolean | string | undefined,
  natural: readonly string[],
  admitted: readonly string[],
): string | undefined {
  if (typeof opened === 'string' && admitted.includes(opened)) return opened;
  return opened ? natural[0] : undefined;
}
