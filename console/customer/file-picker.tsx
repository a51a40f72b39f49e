import { useSay } from './words/language';

/** What the server takes. */
const TYPES =
  'image/png,image/jpeg,image/gif,image/webp,application/pdf,.docx,.xlsx,text/plain,audio/mpeg,audio/wav,audio/mp4,video/mp4';

interface Props {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onChosen: (files: readonly File[]) => void;
}

/** Chooses files, on a phone from the camera too. */
export function FilePicker({ label, disabled = false, onChosen }: Props) {
  const say = useSay();
  return (
    <>
      <label className="file-button">
        {label}
        <input
          type="file"
          multiple
          accept={TYPES}
          disabled={disabled}
          onChange={({ target }) => {
            onChosen([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </label>
      <span className="quiet small">{say('files.hint')}</span>
    </>
  );
}
