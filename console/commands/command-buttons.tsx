import { Button } from 'antd';

interface Props {
  readonly names: readonly string[];
  /** The one whose form is open. */
  readonly open: string | undefined;
  readonly titleOf: (name: string) => string;
  readonly choose: (name: string) => void;
}

/** A button a command, each of which opens its form; the first is large while none is open. */
export function CommandButtons({ names, open, titleOf, choose }: Props) {
  return names.map((name, index) => (
    <Button
      key={name}
      type={open === undefined && index === 0 ? 'primary' : 'default'}
      size={open === undefined && index === 0 ? 'large' : 'middle'}
      className={open === name ? 'open-command' : ''}
      aria-expanded={open === name}
      onClick={() => choose(name)}
    >
      {titleOf(name)}
    </Button>
  ));
}
