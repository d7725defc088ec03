import { accessRefusals } from '#access';
import { refusalTexts } from '#planning';
import { oidcProblems } from '../../../access/oidc/oidc-problems.js';
import { apiProblems } from '../../../api/api-problems.js';
import { evidenceProblems } from '../../../evidence/evidence-problems.js';
import { httpProblems } from '../../../http/http-problems.js';
import { ledgerProblems } from '../../../ledger/ledger-problems.js';

/** A refusal with its stable code: the same that docs/errors.md lists. */
export interface CatalogueLine {
  readonly code: string;
  readonly kind: 'authority' | 'absence' | 'moment' | 'conflict' | 'rule' | 'access' | 'problem';
  readonly text: { readonly it: string; readonly en: string };
  readonly law: string | undefined;
}

/** Every refusal of the domain, of sign-in, and of requests. Of each the words as they are written, with their gaps. */
const refusalCatalogue: readonly CatalogueLine[] = [
  ...Object.entries(refusalTexts).map(([code, { kind, it, en, law }]) => ({
    ...{ code, kind, text: { it, en }, law },
  })),
  ...Object.entries(accessRefusals).map(([code, { it, en }]) => ({
    ...{ code, kind: 'access' as const, text: { it, en }, law: undefined },
  })),
  ...Object.entries({
    ...{ ...apiProblems, ...httpProblems, ...ledgerProblems },
    ...{ ...evidenceProblems, ...oidcProblems },
  }).map(([code, { it, en }]) => ({
    ...{ code, kind: 'problem' as const, law: undefined },
    text: { it: `${it.title}. ${it.detail}`, en: `${en.title}. ${en.detail}` },
  })),
];

/** Those in which a piece of text stands. */
export function cataloguedWith(text: string): readonly CatalogueLine[] {
  const sought = text.trim().toLocaleLowerCase('it');
  return refusalCatalogue.filter(({ code, text: { it, en }, law = '' }) =>
    `${code} ${it} ${en} ${law}`.toLocaleLowerCase('it').includes(sought),
  );
}
