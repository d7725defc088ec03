import ICAL from 'ical.js';

/** An entry as a program of other authors reads it. */
export interface ParsedEntry {
  readonly uid: string;
  readonly sequence: number;
  /** `2024-02-20` for a whole day, `2024-02-20T08:30:00Z` for an instant. */
  readonly start: string;
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly status: string | null;
  readonly changed: string;
}

/** The calendar in a text, read with a strict parser. */
export function parsedCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const valueOf = (component: ICAL.Component, name: string): string | null => {
    const value = component.getFirstPropertyValue(name);
    return value === null ? null : String(value as { toString(): string });
  };
  return {
    calendar,
    head: (name: string) => valueOf(calendar, name),
    entries: calendar.getAllSubcomponents('vevent').map((event): ParsedEntry => ({
      uid: valueOf(event, 'uid') ?? '',
      sequence: Number(valueOf(event, 'sequence')),
      start: valueOf(event, 'dtstart') ?? '',
      summary: valueOf(event, 'summary') ?? '',
      description: valueOf(event, 'description'),
      location: valueOf(event, 'location'),
      status: valueOf(event, 'status'),
      changed: valueOf(event, 'last-modified') ?? '',
    })),
  };
}

/** What is wrong with the lines of a text by RFC 5545, 3.1: too long, or not ended as they must be. */
export function lineFaults(text: string): readonly string[] {
  const lines = text.split('\r\n');
  return [
    ...lines.filter((line) => Buffer.byteLength(line) > 75).map((line) => `too long: ${line}`),
    ...lines.filter((line) => /[\r\n]/.test(line)).map((line) => `bare line end: ${line}`),
    ...(lines.at(-1) === '' ? [] : ['the last line is not ended']),
  ];
}
