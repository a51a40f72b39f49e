import { api } from '../../http/client';
import { answered, Failure } from '../../http/failure';
import { useSay } from '../../language/language';
import { useReload } from '../parts/queries';
import { RuleChangeDialog } from '../parts/rule-change-dialog';
import type { DayChange, Hours } from './days';

export interface CalendarWish {
  readonly days: readonly DayChange[];
  readonly workingHours?: Hours;
  /** The version that it was made on. */
  readonly basedOn: number;
}

interface Props {
  readonly wish: CalendarWish;
  /** It is in force: nothing is wanted any more. */
  readonly made: () => void;
  readonly close: () => void;
}

/** Puts the calendar that is wanted in force, for the cases that run too. */
export function ApplyCalendar({ wish, made, close }: Props) {
  const say = useSay();
  const reload = useReload();
  return (
    <RuleChangeDialog
      title={say('adm.calendar-apply')}
      titleOnceMade={say('adm.calendar-in-force')}
      action={say('adm.calendar-apply')}
      reasonExample={say('adm.calendar-reason-example')}
      previewKey={['administration', 'calendar', 'preview', wish]}
      send={(reason, dryRun) => post(wish, reason, dryRun)}
      read={(id) => answered(api.GET('/api/v1/calendars/changes/{id}', { params: { path: { id } } }))}
      made={async () => {
        made();
        await reload();
      }}
      close={close}
      hint={(refusal) => isOutdated(refusal) && <p>{say('adm.calendar-outdated')}</p>}
    />
  );
}

function isOutdated(refusal: unknown): boolean {
  return refusal instanceof Failure && refusal.kind === 'outdated';
}

function post({ days, workingHours, basedOn }: CalendarWish, reason: string, dryRun: boolean) {
  const restore = days.flatMap((one) => (one.kind === 'restore' ? [one.date] : []));
  const wanted = days.flatMap((one) => (one.kind === 'restore' ? [] : [one]));
  return answered(
    api.POST('/api/v1/calendars/changes', {
      body: {
        ...(wanted.length > 0 && { days: wanted.map(dayBody) }),
        ...(restore.length > 0 && { restore }),
        ...(workingHours && { workingHours }),
        basedOn,
        reason,
        ...(dryRun && { dryRun }),
      },
    }),
  );
}

/** As the API takes it. */
function dayBody(day: Exclude<DayChange, { readonly kind: 'restore' }>) {
  return day.kind === 'working' && day.hours ? { ...day, hours: [...day.hours] } : { ...day };
}
