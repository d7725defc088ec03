import type { FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import { localPath } from '#access';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';

/** What somebody had written in a form that came when it was not known who sent it, or not surely enough. */
export interface HeldForm {
  /** Where it is to be sent, a path of this site. */
  readonly action: string;
  /** Its fields, as they came. */
  readonly fields: URLSearchParams;
}

/** The form that a request brought; undefined for a request without one, and for a form that says not whose it is. */
export function heldBy({ method, url, body }: FastifyRequest): HeldForm | undefined {
  if (method !== 'POST' || !(body instanceof URLSearchParams)) return undefined;
  return body.has('madeBy') ? { action: url, fields: body } : undefined;
}

/** The form that another form carries along, as `HeldInputs` put it there. */
export function heldIn(form: URLSearchParams): HeldForm | undefined {
  const action = localPath(form.get('heldFor') ?? undefined);
  const held = form.get('held');
  if (action === undefined || held === null) return undefined;
  return { action, fields: new URLSearchParams(held) };
}

/** Whether a form waits for this person: what somebody else had written is sent by nobody. */
export function isOf({ fields }: HeldForm, personId: string): boolean {
  return fields.get('madeBy') === personId;
}

/** Carries a form along in another, so that nothing is lost and nothing is kept here meanwhile. */
export function HeldInputs({ held }: { readonly held: HeldForm | undefined }): JSX.Element | null {
  if (held === undefined) return null;
  return (
    <>
      <input type="hidden" name="heldFor" value={held.action} />
      <input type="hidden" name="held" value={held.fields.toString()} />
    </>
  );
}

/** Sends what was written, as it was. */
export function SendHeld({
  frame: { words },
  held,
}: {
  readonly frame: Frame;
  readonly held: HeldForm;
}): JSX.Element {
  return (
    <form method="post" action={held.action}>
      {[...held.fields].map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="button" autofocus>
        {words.held.send}
      </button>
    </form>
  );
}

/** After somebody has come in: what they had written waits, and is sent when they say so. */
export function HeldPage({
  frame,
  held,
  returnTo,
}: {
  readonly frame: Frame;
  readonly held: HeldForm;
  readonly returnTo: string;
}): JSX.Element {
  const { words } = frame;
  return (
    <Page frame={frame} title={words.held.title} isDated={false}>
      <div class="narrow">
        <p class="lead">{words.held.lead}</p>
        <SendHeld frame={frame} held={held} />
        <p>
          <a href={returnTo}>{words.held.drop}</a>
        </p>
      </div>
    </Page>
  );
}
