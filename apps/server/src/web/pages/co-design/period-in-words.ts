import type { CoDesignListRow } from '#planning';

/** A stretch of time as its source gives it: its words, or what is known of it, and no more exact than that. */
export function periodInWords(period: CoDesignListRow['period']): string {
  if (period === undefined) return '–';
  const { text, from, to } = period;
  if (text !== undefined) return text;
  return [from, to].filter((point) => point !== undefined).join(' – ') || '–';
}
