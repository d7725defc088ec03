import { diffArrays } from 'diff';
import { wordsOf } from './words.js';

/** A stretch of a text: in both, only in the former, or only in the latter. */
export interface Stretch {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * How many words may differ before two texts count as another text altogether. The search takes time with the
 * square of this number, whatever the length of what is the same.
 */
const MOST_CHANGES = 600;

/**
 * What was taken out of a text and what was put in, word by word. The stretches that are the same and those that
 * were removed make the former text, those that are the same and those that were added make the latter; equal texts
 * have no difference at all. Texts that have little in common are told as one replaced by the other.
 */
export function wordDifference(before: string, after: string): readonly Stretch[] {
  if (before === after) return [];
  const [former, latter] = [wordsOf(before), wordsOf(after)];
  const head = commonHead(former, latter);
  const tail = commonTail(former, latter, head);
  const stretches = [
    { is: 'same' as const, text: former.slice(0, head).join('') },
    ...middle(former.slice(head, former.length - tail), latter.slice(head, latter.length - tail)),
    { is: 'same' as const, text: former.slice(former.length - tail).join('') },
  ];
  return readable(stretches);
}

/** The former of two texts whose difference is known. */
export const formerText = (stretches: readonly Stretch[]): string => without('added', stretches);

/** The latter of two texts whose difference is known. */
export const latterText = (stretches: readonly Stretch[]): string => without('removed', stretches);

const without = (left: Stretch['is'], stretches: readonly Stretch[]): string =>
  stretches
    .filter(({ is }) => is !== left)
    .map(({ text }) => text)
    .join('');

function middle(former: readonly string[], latter: readonly string[]): readonly Stretch[] {
  const changes = diffArrays([...former], [...latter], { maxEditLength: MOST_CHANGES });
  if (!changes) return replaced(former.join(''), latter.join(''));
  return changes.map(({ added, removed, value }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

const replaced = (former: string, latter: string): readonly Stretch[] => [
  { is: 'removed', text: former },
  { is: 'added', text: latter },
];

function commonHead(former: readonly string[], latter: readonly string[]): number {
  let length = 0;
  while (length < former.length && former[length] === latter[length]) length++;
  return length;
}

function commonTail(former: readonly string[], latter: readonly string[], head: number): number {
  const most = Math.min(former.length, latter.length) - head;
  let length = 0;
  while (length < most && former.at(-1 - length) === latter.at(-1 - length)) length++;
  return length;
}

/** Whether a stretch says nothing of its own: two changes around it are read as one. */
const saysNothing = /^[\s,;:.]*$/u;

/**
 * The same difference for eyes: changes with nothing but a space between them are one change, told as what was
 * removed and then what was added.
 */
function readable(stretches: readonly Stretch[]): readonly Stretch[] {
  const read: Stretch[] = [];
  let [removed, added] = ['', ''];
  const close = (): void => {
    if (removed !== '') read.push({ is: 'removed', text: removed });
    if (added !== '') read.push({ is: 'added', text: added });
    [removed, added] = ['', ''];
  };
  const lastChange = stretches.findLastIndex(({ is, text }) => is !== 'same' && text !== '');
  stretches.forEach(({ is, text }, index) => {
    if (text === '') return;
    const isBetween = removed + added !== '' && index < lastChange;
    if (is === 'removed') removed += text;
    else if (is === 'added') added += text;
    else if (isBetween && saysNothing.test(text)) {
      removed += text;
      added += text;
    } else {
      close();
      read.push({ is, text });
    }
  });
  close();
  return read;
}
