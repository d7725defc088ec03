export { addDays, addMonths, daysBetween, isDay, weekday } from './day.js';
export type { Day } from './day.js';
export { endOfDayMs, ROME, romeDay, romeInstantMs, romeTime, startOfDayMs } from './rome.js';
export { FIRST_DAY } from './national-holidays.js';
export type { NonWorkingDay, OfficeClosure, OfficeDays } from './office-days.js';
export { patronSaints } from './patron-saints.js';
export type { PatronSaint } from './patron-saints.js';
export { dayInWords } from './in-words.js';
export { WorkingCalendar } from './working-calendar.js';
