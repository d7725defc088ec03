export { startOfDayMs as romeMidnightMs } from '#calendar';
