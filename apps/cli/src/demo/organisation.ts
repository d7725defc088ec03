import { addDays, romeDay } from '#calendar';
import { registerId } from '#planning';
import { CommandFailed } from '../failure.js';
import type { Unit } from './cast.js';
import type { PlannedScheda } from './schede-plan.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/** Which unit lends its head, which one stands in, and which one gets another head. */
const [AWAY, STANDING_IN, RENEWED] = [2, 3, 16];

/** The register of the organisation: every unit of the story, with the person who heads it. */
export async function enrolUnits({ cast, narrator, programme }: Stage): Promise<void> {
  const register = registerId(programme.zone, 'organizzazione');
  narrator.phase('Organizzazione');
  await cast.coordinator.performOn(register, 'open-organisation', {
    title: 'Organizzazione della zona',
    ...on(days.opened),
  });
  for (const { unitId, holder, head } of cast.units) {
    await cast.coordinator.performOn(register, 'add-unit', {
      unitId,
      name: demonstration(unitId),
      kind: holder === 'AUSL' ? 'UNITA_FUNZIONALE' : 'SERVIZIO',
      belongsTo: holder,
      headPersonId: head.personId,
      from: days.opened,
      ...on(days.opened),
    });
  }
  narrator.tell(`${cast.units.length} unità iscritte, ciascuna con chi la dirige.`);
}

/** A head goes on leave: somebody else acts in their place, and the record has both names. */
export async function substitute(
  { cycleId, cast, narrator, programme, nowMs }: Stage,
  inForce: readonly PlannedScheda[],
): Promise<void> {
  const { [AWAY]: away, [STANDING_IN]: standingIn } = cast.units;
  const own = inForce.find(({ unit }) => unit === away);
  if (!away || !standingIn || !own)
    throw new CommandFailed('Nessuna scheda da seguire in assenza.');
  narrator.phase('Sostituzione');
  const progress = {
    schedaId: own.schedaId,
    status: 'UNDER_WAY',
    text: demonstration('Annotato da chi sostituisce.'),
    measured: [],
  };
  const onBehalfOf = away.head.personId;
  await standingIn.head.isRefused('no-delegation', 'record-progress', progress, { onBehalfOf });
  await away.head.performOn(registerId(programme.zone, 'organizzazione'), 'grant-delegation', {
    toPersonId: standingIn.head.personId,
    kind: 'SOSTITUZIONE',
    unitId: away.unitId,
    cycleId,
    validFrom: romeDay(nowMs()),
    validTo: addDays(romeDay(nowMs()), 14),
  });
  await standingIn.head.perform('record-progress', progress, { onBehalfOf });
  narrator.tell(`${standingIn.head.personId} agisce per ${onBehalfOf}: il fatto porta i due nomi.`);
  narrator.tell(
    'Con la data di oggi, non del 2024: una delega non copre ciò che è accaduto prima di conferirla.',
  );
}

/** A head is replaced by an act: the work goes over to the new one, the old one can do nothing more. */
export async function replaceHead(
  stage: Stage,
  inForce: readonly PlannedScheda[],
): Promise<{ readonly stage: Stage; readonly inForce: readonly PlannedScheda[] }> {
  const { cast, narrator, programme } = stage;
  const { [RENEWED]: unit } = cast.units;
  const own = inForce.find((scheda) => scheda.unit === unit);
  if (!unit || !own) throw new CommandFailed('L’unità che cambia responsabile non ha schede.');
  narrator.phase('Cambio del responsabile');
  await cast.coordinator.performOn(registerId(programme.zone, 'organizzazione'), 'replace-head', {
    unitId: unit.unitId,
    newPersonId: cast.successor.personId,
    from: days.prescriptionAccepted,
    act: demonstration('Atto di incarico'),
    reason: demonstration('Nuovo incarico.'),
    ...on(days.prescriptionAccepted),
  });
  const { moved } = await unit.head.scheda(own.schedaId);
  const report = {
    schedaId: own.schedaId,
    status: 'COMPLETED',
    doneText: demonstration('Fatto.'),
    measured: [],
    rePropose: true,
  };
  await unit.head.isRefused('not-head-of-unit', 'report-scheda', report, {
    ifMatch: moved.revision,
  });
  narrator.tell(
    `Le schede aperte passano a ${cast.successor.personId}; chi le ha scritte resta scritto.`,
  );
  const renewed: Unit = { ...unit, head: cast.successor };
  const renew = (each: Unit): Unit => (each === unit ? renewed : each);
  return {
    stage: { ...stage, cast: { ...cast, units: cast.units.map(renew) } },
    inForce: inForce.map((scheda) => ({ ...scheda, unit: renew(scheda.unit) })),
  };
}
