/**
 * How many letters are to be put in, left out, changed, or exchanged with their neighbour to make one word of another
 * (optimal string alignment).
 */
export function editDistance(one: string, other: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isExchanged =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      now[column] = Math.min(
        stepsAt(last, column) + 1,
        stepsAt(now, column - 1) + 1,
        stepsAt(last, column - 1) + Number(!isSame),
        isExchanged ? stepsAt(before, column - 2) + 1 : Infinity,
      );
    }
    before = last;
    last = now;
  }
  return stepsAt(last, other.length);
}

const stepsAt = (row: readonly number[], column: number): number => row[column] ?? Infinity;
