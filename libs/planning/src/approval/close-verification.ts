import { ArrayUnique } from 'class-validator';
import { stateOfPart, type Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb, type CycleLife } from '../command/verb.js';
import { quotable } from '../correction/redaction.js';
import type { PlanningFact } from '../planning-fact.js';
import { manifestOf } from './manifest.js';

/** A scheda that does not go to the organ, and why. */
export class LeftOutRequest {
  @IsId()
  readonly schedaId!: string;

  @IsText(1000)
  readonly reason!: string;
}

/** Ends the verification: what is checked becomes the manifest that the director and the organ will see. */
export class CloseVerification extends CycleCommand {
  @nestedList(LeftOutRequest, 500)
  @ArrayUnique((one: LeftOutRequest) => one.schedaId)
  readonly leftOut!: LeftOutRequest[];
}

const settled: ReadonlySet<string> = new Set(['checked', 'withdrawn', 'leftOut']);

export const closeVerification = verb<CloseVerification>({
  name: 'close-verification',
  command: CloseVerification,
  title: { it: 'Chiudi la verifica', en: 'Close the verification' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['VerificationClosed', 'SchedaLeftOut'],
  decide(life, { leftOut }, { fingerprint }) {
    const { schede } = life.data;
    for (const { schedaId } of leftOut) {
      const scheda = schede[schedaId];
      if (!scheda) return refuse('scheda-not-found', { id: schedaId });
      if (settled.has(stateOfPart(life, 'scheda', schedaId))) {
        return refuse('left-out-is-checked', { code: scheda.code });
      }
    }
    const unready = notReadyToClose(life, new Set(leftOut.map(({ schedaId }) => schedaId)));
    if (unready) return unready;
    const manifest = manifestOf(life);
    if (manifest.schede.length === 0) return refuse('no-scheda-checked');
    const now = leftOut.map(({ schedaId, reason }) => ({ schedaId, reason }));
    return [
      ...now.map((data): PlanningFact => ({ type: 'SchedaLeftOut', data })),
      {
        type: 'VerificationClosed',
        data: {
          manifest,
          manifestHash: fingerprint(manifest),
          leftOut: [...leftOutBefore(life), ...now],
        },
      },
    ];
  },
});

/**
 * Why the verification cannot be closed yet; undefined where every scheda is settled.
 * @param leftOut the ids of those that would be left out with it
 */
export function notReadyToClose(
  life: Readonly<CycleLife>,
  leftOut: ReadonlySet<string> = new Set(),
): Refusal | undefined {
  const schede = Object.values(life.data.schede);
  const asked = schede.find((scheda) => scheda.withdrawalRequestedBy !== undefined);
  if (asked) return refuse('withdrawal-pending', { code: asked.code });
  const notReady = schede.filter(
    ({ schedaId }) => !leftOut.has(schedaId) && !settled.has(stateOfPart(life, 'scheda', schedaId)),
  );
  const [first] = notReady;
  return first && refuse('schede-not-ready', { count: notReady.length, first: first.code });
}

/** The schede that an earlier verification left out and that nobody has taken up again. */
function leftOutBefore(life: Readonly<CycleLife>): readonly { schedaId: string; reason: string }[] {
  return Object.values(life.data.schede)
    .filter(({ schedaId }) => stateOfPart(life, 'scheda', schedaId) === 'leftOut')
    .map(({ schedaId, leftOutReason = '' }) => ({
      schedaId,
      reason: quotable(life.data, leftOutReason),
    }));
}
