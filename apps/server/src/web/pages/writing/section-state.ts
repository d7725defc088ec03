import { canonicalJson, type Json } from '#event-store';
import type { SchedaInWriting } from './scheda-in-writing.js';
import { problemsIn, type Section, type SectionState } from './sections.js';

/** How far a section is, as far as what was written says: whoever only looked leaves no trace. */
export function stateOfSection(
  section: Section,
  { problems, life, scheda }: Pick<SchedaInWriting, 'problems' | 'life' | 'scheda'>,
): SectionState {
  const beganWith = life.data.lastYear[scheda.schedaId] ?? {};
  const isWritten = section.fields.some(({ name }) => {
    const value = scheda.content[name] as Json | undefined;
    // The title is given out with the scheda, and so is the kind of one that was carried over.
    if (value === undefined || (scheda.version === 0 && name === 'title')) return false;
    if (scheda.carriedFrom && name === 'kind') return false;
    return canonicalJson(value) !== canonicalJson(beganWith[name] ?? null);
  });
  if (!isWritten) return 'untouched';
  return problemsIn(section, problems).length > 0 ? 'incomplete' : 'complete';
}
