import { useLanguage } from './words/language';

interface Props {
  /** ISO 8601. */
  readonly at: string;
  /** IANA zone of the company. */
  readonly zone: string;
}

/** A moment by the company’s clock. */
export function Moment({ at, zone }: Props) {
  const write = useMoments(zone);
  return <time dateTime={at}>{write(at)}</time>;
}

/** Writes moments in the language of the reader. */
export function useMoments(zone: string): (at: string) => string {
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => format.format(new Date(at));
}

/** The name of a zone, as people call it. */
export function useZoneName(zone: string): string {
  const { language } = useLanguage();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
