import type { CycleLife, SchedaContent } from '#planning';
import type { Manifest } from './frozen-documents.js';

/** A scheda as a document holds it. */
export interface FrozenScheda {
  readonly entry: Manifest['schede'][number];
  readonly title: string;
  readonly content: SchedaContent;
}

/**
 * The schede of a document with what they said when it was frozen, by code. What a revision of the plan does not touch
 * stands in it as the organ approved it.
 * @param then the cycle as it was when the document was frozen
 */
export function schedeOfDocument(
  then: Readonly<CycleLife>,
  { schede }: Manifest,
): readonly FrozenScheda[] {
  return schede.flatMap((entry): readonly FrozenScheda[] => {
    const scheda = then.data.schede[entry.schedaId];
    if (scheda === undefined) return [];
    const isAsItIs = scheda.version === entry.version && scheda.contentHash === entry.contentHash;
    const approved = scheda.approvals?.findLast(
      ({ version, contentHash }) => version === entry.version && contentHash === entry.contentHash,
    );
    const content = isAsItIs ? scheda.content : (approved?.content ?? scheda.content);
    const said = content['title'];
    return [{ entry, title: typeof said === 'string' ? said : scheda.title, content }];
  });
}
