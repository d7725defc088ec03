import { redactedText } from '#planning';

/**
 * The words of a text as they are looked for: letters and digits alone, without case and accents, so that
 * `Proroga` finds `prorogà` and `dell'atto n. 12/2024` is found by `12 2024`.
 */
export function wordsOf(text: string): readonly string[] {
  if (text === '') return [];
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** What a fact says in words. */
export interface Texts {
  readonly reason: string | null;
  readonly lateReason: string | null;
  readonly grounds: string | null;
  readonly act: string | null;
}

const [BEFORE_FINGERPRINT = '', AFTER_FINGERPRINT = ''] = redactedText('|').split('|');

const isHidden = (text: string): boolean =>
  text.startsWith(BEFORE_FINGERPRINT) && text.endsWith(AFTER_FINGERPRINT);

/** All that a fact says why, together; what was redacted says nothing. */
export const saidWhy = ({ reason, lateReason, grounds }: Texts): string =>
  [reason, lateReason, grounds].filter((text) => text !== null && !isHidden(text)).join(' ');
