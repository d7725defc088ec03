import { createHash } from 'node:crypto';
import {
  base64Of,
  parseCheckpoint,
  parseNote,
  type ExternalSeal,
  type SignedCheckpoint,
} from '#ledger';

/** The seal of a checkpoint, as it is recorded; what was sealed is the whole note unless it is said otherwise. */
export function sealOf(
  { note }: SignedCheckpoint,
  made: Pick<ExternalSeal, 'kind' | 'reference' | 'evidence'> & {
    readonly atMs: number;
    readonly sha256?: string;
  },
): ExternalSeal {
  const { size, root } = parseCheckpoint(parseNote(note).text);
  const { kind, reference, evidence, atMs, sha256 } = made;
  return {
    ...{ size, root: base64Of(root), kind, reference, evidence },
    sha256: sha256 ?? createHash('sha256').update(note).digest('hex'),
    at: new Date(atMs).toISOString(),
  };
}
