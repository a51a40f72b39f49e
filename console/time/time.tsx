import { useCompany } from '../company/company';
import { useLanguage } from '../language/language';
import { longTime, shortTime } from './format';
import { useNow } from './now';

const MINUTE = 60_000;

/** A moment: date and hour of the company’s zone, in full for whoever points at it. */
export function Time({ at }: { readonly at: string }) {
  const { language } = useLanguage();
  const { zone } = useCompany();
  const now = useNow(MINUTE);
  return (
    <time dateTime={at} title={longTime(at, language, zone)} className="time">
      {shortTime(at, language, zone, now)}
    </time>
  );
}
