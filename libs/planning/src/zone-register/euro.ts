/**
 * Amounts are decimal strings with two decimals: `1461245.92`. They are added up as whole cents in a BigInt:
 * sums and comparisons are all that is asked of them, so that whole numbers are exact and need no library.
 */
export const cents = (amountEur: string): bigint => BigInt(amountEur.replace('.', ''));

/** Whole cents as a decimal string. */
export function euro(amountCents: bigint): string {
  const digits = amountCents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
