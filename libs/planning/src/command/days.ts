export { addDays, daysBetween, romeDay } from '#calendar';
