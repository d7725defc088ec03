/**
 * Which of the media types there are the caller likes best, by the header Accept (RFC 9110, 12.5.1); the first of
 * those that are liked equally. Undefined when none will do.
 * @param accept undefined or empty for a caller who takes whatever comes
 * @param offered without parameters: `text/csv`
 */
export function accepted(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(rangeIn);
  const [best] = offered
    .map((type) => ({ type, quality: qualityOf(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  return best?.type;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function rangeIn(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** By the range that says most about the type. */
function qualityOf(type: string, ranges: readonly MediaRange[]): number {
  const wider = [type, `${type.split('/')[0] ?? ''}/*`, '*/*'];
  for (const name of wider) {
    const range = ranges.find((each) => each.type === name);
    if (range) return range.quality;
  }
  return 0;
}
