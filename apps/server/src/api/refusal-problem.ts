import { refusalSentence, refusalTexts, type RefusalCode, type RefusalText } from '#planning';
import type { Refusal } from '#workflow';
import { Problem } from '../http/problem.js';

/** The status of each kind of refusal; the only place where the domain's "no" gets a number. */
const statusOf: Readonly<Record<RefusalText['kind'], number>> = {
  authority: 403,
  absence: 404,
  moment: 409,
  conflict: 409,
  rule: 422,
};

const titles: Readonly<Record<RefusalText['kind'], { readonly it: string; readonly en: string }>> =
  {
    authority: { it: 'Non spetta a te', en: 'Not for you to do' },
    absence: { it: 'Non trovato', en: 'Not found' },
    moment: { it: 'Non è il momento', en: 'Not now' },
    conflict: { it: 'Nel frattempo è cambiato', en: 'It has changed meanwhile' },
    rule: { it: 'Non si può così', en: 'Not like this' },
  };

/** A refusal of the domain as a problem document: code, sentence, rule and legal reference. */
export function refusalProblem(
  refusal: Refusal,
  more: { readonly rule: string; readonly cycleId?: string },
): Problem {
  const code = refusal.code as RefusalCode;
  const { kind } = refusalTexts[code];
  const { it, en, law } = refusalSentence(code, refusal.details);
  return new Problem({
    code,
    status: code === 'if-match-needed' ? 428 : statusOf[kind],
    it: { title: titles[kind].it, detail: it },
    en: { title: titles[kind].en, detail: en },
    extensions: { ...more, details: refusal.details, ...(law !== undefined && { law }) },
  });
}
