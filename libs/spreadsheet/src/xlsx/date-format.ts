/** What the format of a number shows of a date. */
export type DateFormat = 'date' | 'time' | undefined;

/** The formats that every workbook has without writing them down (ECMA-376, 18.8.30). */
export function builtInDateFormat(id: number): DateFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36) return 'date';
  if (id >= 50 && id <= 58) return 'date';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)
    ? 'time'
    : undefined;
}

/** Of a format that the workbook writes down: its letters, without quoted text, brackets and escapes. */
export function dateFormatOf(code: string): DateFormat {
  const letters = code
    .replace(/"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase()
    .replace(/general/g, '');
  if (/[dy]/.test(letters)) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : undefined;
}
