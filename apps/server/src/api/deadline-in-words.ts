import {
  bothLanguages,
  derivationInWords,
  spanInWords,
  type DeadlineTemplate,
  type Words,
} from '#deadlines';
import type { Deadline } from '#planning';

/**
 * How a deadline came to its day, for a person to read: how its template found it or, where a person set or
 * moved it since, who set it and every move with its reason, the latest one last.
 * @param template that of its derivation, where it has one
 */
export function deadlineInWords(deadline: Readonly<Deadline>, template?: DeadlineTemplate): Words {
  const { derivation, due, basis, act, history } = deadline;
  const derived =
    template && derivation?.due === due ? derivationInWords(template, derivation) : undefined;
  // The derivation of the day says what moves of the day led to, not what units were granted beside it.
  const told = derived ? history.filter(({ unitId }) => unitId !== undefined) : history;
  return bothLanguages((language) => {
    const says = told.map((change) => changeInWords(change, language));
    if (derived) says.unshift(derived[language].replace(/\.$/, ''));
    else if (!derivation) says.unshift([setBy[basis][language], ...(act ? [act] : [])].join(': '));
    return `${says.join('; ')}.`;
  });
}

/** `prorogata dal 9 al 20 aprile 2027: motivo, atto`. */
function changeInWords(
  { from, to, reason, act, unitId }: Deadline['history'][number],
  language: keyof Words,
): string {
  const { extended, shortened, forUnit } = words[language];
  const what = [to > from ? extended : shortened, ...(unitId ? [`${forUnit} ${unitId}`] : [])];
  const why = [reason.replace(/\.$/, ''), act ?? ''].filter((each) => each !== '').join(', ');
  return `${what.join(' ')} ${spanInWords(from, to, language)}${why && `: ${why}`}`;
}

const words = {
  it: { extended: 'prorogata', shortened: 'anticipata', forUnit: 'per l’unità' },
  en: { extended: 'extended', shortened: 'brought forward', forUnit: 'for the unit' },
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
