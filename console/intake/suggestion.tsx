import { Button } from 'antd';
import { useSay } from '../language/language';
import type { Draft, Preview } from './draft';

interface Props {
  readonly draft: Draft;
  readonly preview: Preview | undefined;
  readonly adopt: (part: Partial<Draft>) => void;
}

/** The class that the words of the matter suggest; one key adopts it. */
export function Suggestion({ draft, preview, adopt }: Props) {
  const say = useSay();
  const suggestion = preview?.suggestion;
  if (!suggestion || draft.contentType !== undefined) return null;
  const urgency = suggestion.urgency ?? 'general';
  const words = `${say(`choice.contentType.${suggestion.contentType}`)} · ${say(`choice.urgency.${urgency}`)}`;
  return (
    <p className="suggestion">
      <Button size="small" onClick={() => adopt({ contentType: suggestion.contentType, urgency })}>
        {say('intake.adopt', { words })}
      </Button>
    </p>
  );
}
