import { randomUUID } from 'node:crypto';
import type { JSX } from 'preact';

/** What every form that asks for a verb holds besides its fields. */
export interface FormMarks {
  readonly commandId: string;
  readonly revision: number | undefined;
}

/** Of a form that was sent. An id that is none is found out when the verb is asked for. */
export function marksOf(form: URLSearchParams): FormMarks {
  const revision = form.get('revision') ?? '';
  return {
    commandId: form.get('commandId') ?? '',
    revision: /^\d{1,15}$/.test(revision) ? Number(revision) : undefined,
  };
}

/** For one more attempt at what a form asks for. */
export function newCommandId(): string {
  return randomUUID();
}

/**
 * The hidden fields by which a form that is sent twice is answered once, and one that rests on an older revision
 * is told so. A form that is shown again because it was wrong gets a new id: nothing was recorded.
 * @param properties.revision the last fact about the thing as the page shows it
 * @param properties.madeBy whose form it is: sent after their session is over, it waits for them and for nobody else
 */
export function HiddenMarks({
  revision,
  madeBy,
}: {
  readonly revision?: number | undefined;
  readonly madeBy?: string | undefined;
}): JSX.Element {
  return (
    <>
      <input type="hidden" name="commandId" value={newCommandId()} />
      {madeBy !== undefined && <input type="hidden" name="madeBy" value={madeBy} />}
      {revision !== undefined && <input type="hidden" name="revision" value={String(revision)} />}
    </>
  );
}
