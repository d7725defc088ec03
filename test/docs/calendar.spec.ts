import { dayInWords } from '#calendar';
import type { Holiday, HolidayRule } from '../../libs/calendar/src/holiday.js';
import { nationalHolidays } from '../../libs/calendar/src/national-holidays.js';
import { expectGenerated } from './generated-part.js';

const kinds: Readonly<Record<string, string>> = {
  'L.': 'legge',
  'D.L.': 'decreto.legge',
  'D.P.R.': 'decreto.del.presidente.della.repubblica',
};
const months = [
  ...['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno'],
  ...['luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'],
];
const two = (number: number): string => String(number).padStart(2, '0');

/** A law with the address where it can be read. */
function link(law: string): string {
  const [, kind = '', day = '', month = '', year = '', number = ''] =
    /^(\S+) (\d+) ([a-z]+) (\d{4}), n\. (\d+)/.exec(law) ?? [];
  const on = `${year}-${two(months.indexOf(month) + 1)}-${two(Number(day))}`;
  const urn = `urn:nir:stato:${kinds[kind] ?? ''}:${on};${number}`;
  return `[${law}](https://www.normattiva.it/uri-res/N2Ls?${urn})`;
}

/** `25 April`. The year is a leap year, for what may be on 29 February. */
const dayAndMonth = (day: string): string => dayInWords(`2024-${day}`, 'en', 'short');

function ruleInWords(rule: HolidayRule): string {
  if ('once' in rule) return dayAndMonth(rule.once.slice(5));
  if ('daysAfterEaster' in rule) return `Easter and ${rule.daysAfterEaster} day`;
  if ('firstSundayOf' in rule)
    return `first Sunday of ${dayAndMonth(`${two(rule.firstSundayOf)}-01`).replace('1 ', '')}`;
  return dayAndMonth(rule.on);
}

function yearsInWords({ from, until }: Holiday): string {
  if (until === undefined) return `since ${from}`;
  return until === from ? `${from} alone` : `${from} to ${until}`;
}

it('The page on the calendar lists the national holidays, each with its law', () => {
  const rows = nationalHolidays.map((holiday) => {
    const { rule, it, law } = holiday;
    return `- ${ruleInWords(rule)}: ${it}, ${yearsInWords(holiday)} (${link(law)})`;
  });
  expectGenerated('docs/decisions/calendar.md', 'holidays', rows.join('\n'));
});
