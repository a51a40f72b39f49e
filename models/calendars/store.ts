import type { Connection } from 'mongoose';
import { chinaCalendar } from './china-calendar';
import type { ChinaCalendar } from './china-calendar';
import { calendarSchema } from './schema';
import type { CalendarDocument } from './schema';
import { calendarChangeSchema, calendarSettingsSchema, defaultCalendar } from './settings';
import type { CalendarChange, CalendarSettings } from './settings';
import { isDuplicateKey } from '../duplicate-key';

/** Who changed the calendar, when, and why, for the record. `by` is a user id. */
export interface ChangeNote {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** Somebody else changed the calendar in the meantime. Look at their change, then decide again. */
export class CalendarConflictError extends Error {
  override readonly name = 'CalendarConflictError';

  constructor(readonly version: number) {
    super(
      `Version ${version} of the calendar exists already: load the newest one and repeat the change on it.`,
    );
  }
}

/** The company's calendar in all its versions. */
export interface CalendarStore {
  /** The newest settings. They are kept, and each call asks MongoDB only whether there is a newer version. */
  load(): Promise<CalendarSettings>;
  /** Who made the newest settings, when, and why; undefined while they are those out of the box. */
  lastChange(): Promise<(ChangeNote & { readonly version: number }) | undefined>;
  /** The newest settings as a calendar; the same one, with the days it has worked out, until they change. */
  calendar(): Promise<ChinaCalendar>;
  /**
   * Adds the version after `version`, which the change was made on.
   *
   * @throws {ZodError} if the change is not a calendar; its paths name the fields
   * @throws {CalendarConflictError} if `version` is not the newest any more
   */
  change(version: number, change: CalendarChange, note: ChangeNote): Promise<CalendarSettings>;
}

/** Opens the store on a connection. Without any document the calendar is the one out of the box. */
export function createCalendarStore(connection: Connection): CalendarStore {
  const model = connection.model<CalendarDocument>('Calendar', calendarSchema);
  let newest = { settings: defaultCalendar, calendar: chinaCalendar(defaultCalendar) };

  async function refresh(): Promise<typeof newest> {
    const newer = await model
      .findOne({ _id: { $gt: newest.settings.version } })
      .sort({ _id: -1 })
      .lean();
    if (newer) keep(read(newer));
    return newest;
  }

  /** Answers can overtake each other; an older one never replaces a newer. */
  function keep(settings: CalendarSettings): void {
    if (settings.version > newest.settings.version) newest = { settings, calendar: chinaCalendar(settings) };
  }

  async function change(
    version: number,
    wanted: CalendarChange,
    note: ChangeNote,
  ): Promise<CalendarSettings> {
    const checked = calendarChangeSchema.parse(wanted);
    const { settings: current } = await refresh();
    if (current.version !== version) throw new CalendarConflictError(current.version);
    const settings = { ...checked, version: version + 1 };
    try {
      await model.create({
        ...checked,
        _id: settings.version,
        changedBy: note.by,
        changedAt: note.at,
        reason: note.reason,
      });
    } catch (error) {
      if (isDuplicateKey(error)) throw new CalendarConflictError(settings.version);
      throw error;
    }
    keep(settings);
    return settings;
  }

  return {
    load: async () => (await refresh()).settings,
    lastChange: async () => {
      const last = await model.findOne().sort({ _id: -1 }).lean();
      if (!last) return undefined;
      return { version: last._id, by: last.changedBy, at: last.changedAt, reason: last.reason };
    },
    calendar: async () => (await refresh()).calendar,
    change,
  };
}

function read({ _id, zone, workingHours, overrides }: CalendarDocument): CalendarSettings {
  return calendarSettingsSchema.parse({ version: _id, zone, workingHours, overrides });
}
