import type { JSX } from 'preact';
import { verbByName, type ConvocationDeliveries } from '#planning';
import type { Frame } from '../../frame.js';

/** The law a convocation rests on. */
export function ConvocationLaw({ frame: { words } }: { readonly frame: Frame }): JSX.Element {
  return (
    <p class="small">
      {words.actions.law}: <span lang="it">{verbByName.get('convene-meeting')?.law}</span>
    </p>
  );
}

/** Whom the program told of a meeting, and what became of the messages; each that did not arrive by itself. */
export function ConvocationStanding({
  frame: { words },
  convocation: { told, arrived, waiting, inVain },
}: {
  readonly frame: Frame;
  readonly convocation: ConvocationDeliveries;
}): JSX.Element {
  const said = words.participation.deliveries;
  return (
    <>
      <p>{said.summary({ told, arrived, waiting, inVain: inVain.length })}</p>
      {inVain.length > 0 && (
        <ul class="plain-list">
          {inVain.map(({ noticeId, recipientId, channel, state }) => (
            <li key={`${noticeId} ${channel}`}>
              {recipientId}, {words.notices.channels[channel]}:{' '}
              {words.notices.deliveryStates[state]}
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        <a href="/notifiche/recapiti">{said.log}</a>
      </p>
    </>
  );
}
