import { daysBetween } from '#calendar';
import {
  bothLanguages,
  derivationInWords,
  upToInWords,
  type DeadlineTemplate,
  type Words,
} from '#deadlines';
import type { Deadline } from '#planning';

type Change = Deadline['history'][number];

/**
 * How a deadline came to its day, for a person to read: how its template found it last or, where a person set
 * it, who did; then every move by hand since, with its reason and act, the latest one last.
 * @param template that of its derivation, where it has one
 */
export function deadlineInWords(deadline: Readonly<Deadline>, template?: DeadlineTemplate): Words {
  const { derivation, history } = deadline;
  const derived = template && derivation ? derivationInWords(template, derivation) : undefined;
  return bothLanguages((language) => {
    const begins = derived ? derived[language] : setInWords(deadline, language);
    const says = [begins, ...sinceDerived(history).map((each) => changeInWords(each, language))];
    return `${says.map(withoutStop).join('; ')}.`;
  });
}

/** The derivation of the day says what moves of the day led to, not what units were granted beside it. */
function sinceDerived(history: readonly Change[]): readonly Change[] {
  const last = history.findLastIndex(({ derived }) => derived);
  return history.filter(({ unitId }, index) => index > last || unitId !== undefined);
}

/** `fissata dalla legge: LR 1/2027`. */
function setInWords({ basis, act }: Readonly<Deadline>, language: keyof Words): string {
  return [setBy[basis][language], ...(act === undefined ? [] : [act])].join(': ');
}

/** `prorogata di 11 giorni al 20 aprile 2027: motivo, atto DGR 3/2027`. */
function changeInWords({ from, to, reason, act, unitId }: Change, language: keyof Words): string {
  const { extended, shortened, forUnit, by, days, day, act: actIs } = words[language];
  const much = Math.abs(daysBetween(from, to));
  const what = [
    to > from ? extended : shortened,
    ...(unitId === undefined ? [] : [`${forUnit} ${unitId}`]),
    `${by} ${much} ${much === 1 ? day : days}`,
    upToInWords(to, language),
  ].join(' ');
  const why = [withoutStop(reason), ...(act === undefined ? [] : [`${actIs} ${act}`])];
  const said = why.filter((each) => each !== '').join(', ');
  return said === '' ? what : `${what}: ${said}`;
}

/** What people write often ends in a full stop; within a sentence it would end that. */
const withoutStop = (text: string): string =>
  text
    .trimEnd()
    .replace(/(?<!\.)\.+$/, '')
    .trimEnd();

const words = {
  it: {
    ...{ extended: 'prorogata', shortened: 'anticipata', forUnit: 'per l’unità' },
    ...{ by: 'di', days: 'giorni', day: 'giorno', act: 'atto' },
  },
  en: {
    ...{ extended: 'extended', shortened: 'brought forward', forUnit: 'for the unit' },
    ...{ by: 'by', days: 'days', day: 'day', act: 'act' },
  },
} as const;

const setBy: Readonly<Record<Deadline['basis'], Words>> = {
  REGIONAL_ACT: { it: 'fissata da un atto regionale', en: 'set by a regional act' },
  LAW: { it: 'fissata dalla legge', en: 'set by law' },
  ORGAN_DECISION: {
    it: 'fissata da una decisione dell’organo',
    en: 'set by a decision of the organ',
  },
  OFFICE: { it: 'fissata dall’ufficio', en: 'set by the office' },
};
