import { CommandFailed } from '../failure.js';
import type { Performed } from '../traccia-client.js';
import { organ } from './approval.js';
import { inLanes } from './in-lanes.js';
import type { PlannedScheda } from './schede-plan.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/** Every so many schede one is finished and not proposed again. */
const FINISHED_EVERY = 10;

/**
 * The final report: every unit reports on its schede, one comes back, one unit never reports on a scheda and is excused;
 * the director endorses, the organ approves, the office closes the year.
 * @returns the answer to the closing
 */
export async function reportAndClose(
  stage: Stage,
  inForce: readonly PlannedScheda[],
  manifestHash: string,
): Promise<Performed> {
  const { cast, narrator, lanes } = stage;
  const { coordinator, operator, director, secretary } = cast;
  const silent = inForce.at(-1);
  if (!silent) throw new CommandFailed('Il piano in attuazione non ha schede.');

  narrator.phase('Rendiconto e chiusura');
  await coordinator.perform('start-final-report', {
    due: '2025-02-28',
    ...on(days.reportStarted),
  });
  const reporting = inForce.filter((scheda) => scheda !== silent);
  await narrator.progress('Rendiconto', reporting.length, (step) =>
    inLanes(lanes, cast.units, async (unit) => {
      for (const [index, scheda] of reporting.entries()) {
        if (scheda.unit !== unit) continue;
        await report(scheda, index % FINISHED_EVERY === 0);
        await operator.perform('accept-report', {
          schedaId: scheda.schedaId,
          ...on(days.reportsAccepted),
        });
        step();
      }
    }),
  );
  await returnOnce(stage, reporting[1] ?? silent);

  const asRead = async () => ({
    reportHash: await director.reportHash(),
    ...on(days.reportEndorsed),
  });
  const incomplete = await asRead();
  await director.isRefused('schede-not-reported', 'endorse-final-report', incomplete);
  await coordinator.perform('excuse-scheda', {
    schedaId: silent.schedaId,
    reason: demonstration('L’unità non ha rendicontato nonostante i solleciti.'),
    ...on(days.excused),
  });
  narrator.tell('Una scheda è esonerata con motivazione: il vuoto resta visibile.');
  await director.isRefused('other-report', 'endorse-final-report', incomplete);
  const { reportHash } = await asRead();
  await director.perform('endorse-final-report', { reportHash, ...on(days.reportEndorsed) });
  await secretary.perform('approve-final-report', {
    organ,
    sessionOn: days.reportApproved,
    number: 'DIMOSTRAZIONE-3',
    actDate: days.reportApproved,
    reportHash,
    ...on(days.reportApproved),
  });
  const closed = await coordinator.perform('close-cycle', {
    manifestHash,
    reportHash,
    ...on(days.cycleClosed),
  });
  narrator.tell(`Il ciclo è chiuso; il rendiconto ha impronta ${reportHash.slice(0, 16)}….`);
  return closed;
}

async function report(
  { schedaId, unit }: PlannedScheda,
  finished: boolean,
  day: string = days.reported,
): Promise<void> {
  const { moved } = await unit.referent.scheda(schedaId);
  await unit.head.perform(
    'report-scheda',
    {
      schedaId,
      status: finished ? 'COMPLETED' : 'PARTLY_DONE',
      doneText: demonstration('Quanto previsto, nei limiti delle risorse.'),
      measured: [],
      rePropose: !finished,
      ...(finished && { reProposeReason: demonstration('Attività conclusa.') }),
      ...on(day),
    },
    { ifMatch: moved.revision },
  );
}

/** The director wants to know more about one of them. */
async function returnOnce({ cast }: Stage, scheda: PlannedScheda): Promise<void> {
  const { schedaId } = scheda;
  await cast.director.perform('return-report', {
    schedaId,
    text: demonstration('Di’ quante persone sono state raggiunte.'),
    ...on(days.reportsAccepted),
  });
  await report(scheda, false, days.reportsAccepted);
  await cast.operator.perform('accept-report', { schedaId, ...on(days.reportsAccepted) });
}
