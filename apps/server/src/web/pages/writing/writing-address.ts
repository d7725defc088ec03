import type { SectionId } from './sections.js';

/** The path of a scheda; `modifica` and `invio` stand below it. */
export function schedaAddress(cycleId: string, schedaId: string): string {
  return `/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`;
}

/** Where a scheda is written: all its sections, or one. */
export function writingAddress(cycleId: string, schedaId: string, section?: SectionId): string {
  const address = `${schedaAddress(cycleId, schedaId)}/modifica`;
  return section === undefined ? address : `${address}?sezione=${section}`;
}
