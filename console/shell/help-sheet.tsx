import { useSay, type MessageKey } from '../language/language';
import { Dialog } from '../look/dialog';

const KEYS: readonly (readonly [keys: string, what: MessageKey])[] = [
  ['/', 'help.search'],
  ['n', 'help.new'],
  ['g w', 'help.work'],
  ['g c', 'help.cases'],
  ['g b', 'help.board'],
  ['g t', 'place.tasks'],
  ['g s', 'help.supervision'],
  ['g u', 'help.audit'],
  ['g a', 'help.administration'],
  ['j k', 'help.move'],
  ['Enter', 'help.open-form'],
  ['o', 'help.open-case'],
  ['Esc', 'help.close'],
  ['Ctrl Enter', 'help.send'],
  ['?', 'help.help'],
];

export function HelpSheet({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const say = useSay();
  return (
    <Dialog open={open} onCancel={close} footer={null} title={say('help.title')} width={440}>
      <dl className="keys">
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
