import type { Language } from '../words/language.js';

/** `1461245.92` as `1.461.245,92 €`: the digits are grouped, never computed with. */
export function euro(amount: string, language: Language): string {
  const [whole = '', cents = ''] = amount.split('.');
  const grouped = BigInt(whole).toLocaleString(language === 'it' ? 'it-IT' : 'en-GB');
  return language === 'it' ? `${grouped},${cents} €` : `€${grouped}.${cents}`;
}
