import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed } from '../failure.js';
import type { DeliveryView } from '../traccia-client.js';
import type { Stage } from './stage.js';

/** So long the last mails may take. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;

/**
 * The deliveries by mail that went out, once none is due that did not.
 * @param position of the last fact that is told of
 */
export async function allSent(
  { cast, nowMs }: Stage,
  position: number,
): Promise<readonly DeliveryView[]> {
  const { client } = cast.coordinator;
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const all = [];
    for await (const each of client.deliveries({ channel: 'email', limit: 200, after: position })) {
      all.push(each);
    }
    const due = all.filter(
      ({ state, nextAt }) =>
        state === 'waiting' && nextAt !== null && Date.parse(nextAt) <= nowMs(),
    );
    if (due.length === 0) return all.filter(({ state }) => state === 'sent');
    if (performance.now() > untilMs) {
      throw new CommandFailed(`${due.length} avvisi non sono partiti: il motivo è nel registro.`);
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Of the last fact of the cycle that is played: whoever waits for it knows of all that came before. */
export async function lastPosition({ cast, cycleId }: Stage): Promise<number> {
  let last = 0;
  for await (const { position } of cast.coordinator.client.facts(cycleId)) last = position;
  return last;
}
