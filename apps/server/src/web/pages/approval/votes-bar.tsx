import type { JSX } from 'preact';
import { ShareBar, type ShareLook } from '../../pieces/share-bar.js';
import type { Words } from '../../words/language.js';
import type { Sitting } from './sittings.js';

const looks = {
  for: 'done',
  against: 'failed',
  abstained: 'partly',
  present: 'active',
  absent: 'none',
} as const satisfies Readonly<Record<string, ShareLook>>;

/** How the quotas of the organ were cast, as one bar: what the table beside it says one by one. */
export function VotesBar({
  members,
  words,
  quota,
}: {
  readonly members: NonNullable<Sitting['members']>;
  readonly words: Words;
  /** Thousandths as they are said: `55,0`. */
  readonly quota: (thousandths: number) => string;
}): JSX.Element {
  const kinds = Object.keys(looks) as (keyof typeof looks)[];
  const shares = kinds.map((kind) => {
    const size = members
      .filter(({ present, vote }) => (present ? (vote ?? 'present') : 'absent') === kind)
      .reduce((sum, { quotaThousandths }) => sum + quotaThousandths, 0);
    return { look: looks[kind], name: words.approval.quotas[kind], size, said: `${quota(size)}%` };
  });
  return <ShareBar shares={shares} />;
}
