import { factWords, valueSets, type FactWords } from '#planning';
import { roleNames } from '#people';

const said = (it: string, en: string): FactWords => ({ it, en });

/** Codes that stand in the tables of answers, and are no words of either language. */
const codes: Readonly<Record<string, FactWords>> = {
  onTime: said('rispettata', 'met'),
  late: said('rispettata in ritardo', 'met late'),
  missing: said('mancata', 'missed'),
  open: said('in corso', 'open'),
  notOwed: said('non dovuta', 'not owed'),
  noDeadline: said('senza scadenza', 'no deadline'),
  waived: said('rinunciata', 'waived'),
  cancelled: said('annullata', 'cancelled'),
  covered: said('sentita', 'heard'),
  heard: said('sentita, manca il verbale', 'heard, minutes missing'),
  exempted: said('esonerata', 'exempted'),
  none: said('nessuna', 'none'),
  activated: said('attivata', 'activated'),
  'not-activated': said('non attivata', 'not activated'),
  not_activated: said('non attivata', 'not activated'),
  owner: said('chi deve farlo', 'who has it to do'),
  coordinator: said('coordinatore', 'coordinator'),
  director: said('direttore', 'director'),
  sealing: said('sigilla', 'sealing'),
  broken: said('interrotto', 'broken'),
  opening: said('si sta aprendo', 'opening'),
};

/** Why schede come back, in the words of the office, which are Italian. */
const reasons: Readonly<Record<string, FactWords>> = Object.fromEntries(
  Object.entries(valueSets.returnReasons).map(([code, words]) => [code, said(words, words)]),
);

const roles: Readonly<Record<string, FactWords>> = roleNames;

/**
 * What a text of an answer says to a person: types of facts, roles and codes in words, everything else as it is. The
 * answer itself keeps the codes, for programs.
 */
export function codeInWords(text: string, language: 'it' | 'en'): string {
  for (const known of [codes, roles, reasons]) {
    if (Object.hasOwn(known, text)) return known[text]?.[language] ?? text;
  }
  return reasonsInWords(text, language) ?? factWords(text)[language];
}

/** `NO_INDICATOR 2; INCOMPLETE 1`, how often for which reason, in words; undefined for any other text. */
function reasonsInWords(text: string, language: 'it' | 'en'): string | undefined {
  const counted = text.split('; ').map((each) => {
    const [, code = '', count] = /^([A-Z_]+) (\d+)$/.exec(each) ?? [];
    return Object.hasOwn(reasons, code) ? `${reasons[code]?.[language]} (${count})` : undefined;
  });
  return counted.includes(undefined) ? undefined : counted.join('; ');
}
