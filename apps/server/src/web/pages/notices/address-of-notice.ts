import type { NoticeRow } from '#planning';

/** The page of what a notice is about; undefined where it has none of its own. */
export function addressOfNotice({
  cycleId,
  about,
}: Pick<NoticeRow, 'cycleId' | 'about'>): string | undefined {
  if (about.kind === 'scheda') return `/cicli/${cycleId}/schede/${about.id}`;
  return about.kind === 'cycle' || about.kind === 'deadline' ? `/cicli/${cycleId}` : undefined;
}
