export { chinaCalendar } from './china-calendar';
export type { ChinaCalendar } from './china-calendar';
export {
  calendarChangeSchema,
  calendarPatchSchema,
  calendarSettingsSchema,
  defaultCalendar,
  patched,
} from './settings';
export type { CalendarChange, CalendarPatch, CalendarSettings, DayOverride, WorkingHours } from './settings';
export { CalendarConflictError, createCalendarStore } from './store';
export type { CalendarStore, ChangeNote } from './store';
export { notableDays } from './year';
export type { NotableDay } from './year';
