import { useLanguage } from '../language/language';

const FORMATS = ['xlsx', 'csv'] as const;

interface Props {
  /** The filters of the list. */
  readonly query: Readonly<Record<string, string | number | readonly string[]>>;
}

/** The list as a file, as it is filtered now: one click, and the browser saves it. */
export function ExportLinks({ query }: Props) {
  const { say, language } = useLanguage();
  const address = (format: string): string => {
    const given = Object.entries(query).map(([name, value]) => [name, String(value)]);
    const search = new URLSearchParams([...given, ['format', format], ['language', language]]);
    return `/api/v1/complaints/export?${search.toString()}`;
  };
  return FORMATS.map((format) => (
    <a key={format} href={address(format)} download>
      {say('export.as', { format: format.toUpperCase() })}
    </a>
  ));
}
