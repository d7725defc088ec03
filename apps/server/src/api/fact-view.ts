import type { RecordedEvent } from '#event-store';
import { asShown, correctionsIn } from '#planning';

/**
 * A fact as the API shows it: what happened, everything that stands around it, and what was said of it
 * later. What was redacted is not there; what was corrected stands as it was recorded, and says by which
 * fact it was set right.
 * @param life what is remembered of the stream it is of, with all its corrections and redactions
 */
export function factView(event: RecordedEvent, life: object): object {
  const { position, revision, id, type, data, metadata } = asShown(event, life);
  const { corrections, redactions } = correctionsIn(life);
  const corrected = corrections
    .filter(({ factRevision }) => factRevision === revision)
    .map(({ field, recordedAs }) => ({ field, byRevision: recordedAs }));
  const redacted = redactions
    .filter(({ factRevision }) => factRevision === revision)
    .map(({ where, pointer, recordedAs }) => ({ where, pointer, byRevision: recordedAs }));
  return {
    ...{ position, revision, id, type, data, ...metadata },
    ...(corrected.length > 0 && { corrected }),
    ...(redacted.length > 0 && { redacted }),
  };
}
