import { Trouble } from './trouble.js';

/** Whether the text is a day of the calendar as ISO 8601 writes it, between the years 1000 and 9999. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A day as people write it, day first, or as ISO 8601 does. */
export function readDay(text: string): string | Trouble {
  const value = text.trim();
  const italian = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(value);
  const iso = italian
    ? `${italian[4]}-${italian[3]?.padStart(2, '0')}-${italian[1]?.padStart(2, '0')}`
    : value;
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return new Trouble('not-a-day', { value });
  return isDay(iso) ? iso : new Trouble('no-such-day', { value });
}

export function italianDay(day: string): string {
  return day.split('-').reverse().join('/');
}
