/** The code of a scheda, given once and for ever: year, programme and number within the two. */
export function schedaCode(year: number, programmeId: string, number: number): string {
  return `${year}-${programmeId}-${String(number).padStart(3, '0')}`;
}
