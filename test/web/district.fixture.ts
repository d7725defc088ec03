import { livornoActivities } from '../../apps/cli/src/demo/activities.js';
import { livornoProgramme } from '../../apps/cli/src/import/programme-data.js';
import { recorded, type Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, type Unit } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { UNIT, ZONE, type TestServer } from '../server.fixture.js';

/** As many schede as a district has in a year. */
export const SCHEDE_OF_DISTRICT = 130;

/** Units that are made up, named as such units are. */
const unitNames = {
  [UNIT]: 'UF Assistenza agli anziani',
  minori: 'UF Minori e famiglie',
  dipendenze: 'UF Dipendenze',
  'salute-mentale': 'UF Salute mentale adulti',
  'cure-primarie': 'UF Cure primarie',
  disabilita: 'UF Disabilità',
  inclusione: 'Servizio Inclusione sociale',
  prevenzione: 'UF Prevenzione e promozione della salute',
} as const;

/** A whole district in the middle of its year. */
export interface District {
  readonly journey: Journey;
  /** `/cicli/livornese-poa-annuale-2024` */
  readonly address: string;
  readonly heads: readonly Client[];
}

/** The words of the documents for what is done, and numbered ones after those. */
function titleOf(number: number): string {
  const { rows } = livornoActivities.co_design_register;
  return rows[number - 1]?.attivita_leggibile.slice(0, 150) ?? `Attività ${number} (inventata)`;
}

/**
 * The programmes of the zone with 130 schede: most are checked, some wait, some came back, some nobody has begun.
 * @param schede fewer, where a test needs no more
 */
export async function districtAtWork(
  server: TestServer,
  schede = SCHEDE_OF_DISTRICT,
): Promise<District> {
  const journey = programmeOfYear(server, 2024);
  const units = Object.keys(unitNames).map((unitId): Unit => {
    const head =
      unitId === UNIT
        ? server.as('UH')
        : server.admit({ role: 'UH', personId: `responsabile-${unitId}`, unitId });
    return { unitId, head };
  });
  const coordinator = server.as('UPc');
  const register = `${ZONE}-organizzazione`;
  recorded(await coordinator.perform(register, 'open-organisation', { title: 'Organizzazione' }));
  for (const { unitId, head } of units) {
    const unit = {
      ...{ unitId, name: unitNames[unitId as keyof typeof unitNames], kind: 'UNITA_FUNZIONALE' },
      ...{ belongsTo: 'AUSL', headPersonId: head.person.personId, from: server.clock.day() },
    };
    recorded(await coordinator.perform(register, 'add-unit', unit));
  }
  const { objectives, programmes } = livornoProgramme.tree;
  await journey.perform('UPc', 'draft-cycle', { title: livornoProgramme.title });
  await journey.perform('UPo', 'import-tree', {
    objectives: objectives.map(({ id, name }) => ({ objectiveId: id, name })),
    // No document says which programme serves which objective: they go round in turn.
    programmes: programmes.map(({ id, name_leggibile: name }, index) => ({
      ...{ programmeId: id, name },
      objectiveIds: [objectives[index % objectives.length]?.id ?? ''],
    })),
    source: { file: 'poa-2024.md', lines: [1, 40] },
  });
  await preparing(journey);
  for (const [deadlineId, kind, inDays] of [
    ['S-invio', 'SCHEDE_SUBMITTED', 4],
    ['S-proposta', 'PROPOSAL', 25],
  ] as const) {
    await journey.perform('UPc', 'set-deadline', {
      ...{ deadlineId, kind, due: server.clock.day(inDays), basis: 'OFFICE' },
    });
  }
  for (let number = 1; number <= schede; number++) {
    // Ten by ten, so that each unit has some of every kind.
    const unit = units[Math.floor(number / 10) % units.length];
    const programmeId = programmes[number % programmes.length]?.id ?? '';
    if (unit) await atItsPoint(journey, { number, unit, programmeId });
  }
  return {
    ...{ journey, address: `/cicli/${journey.cycleId}` },
    heads: units.map(({ head }) => head),
  };
}

/** Brings a scheda to where it stands, which its number says. */
async function atItsPoint(
  journey: Journey,
  { number, unit, programmeId }: { number: number; unit: Unit; programmeId: string },
): Promise<void> {
  const schedaId = `S-${String(number).padStart(3, '0')}`;
  const office = journey.somebody('UPo');
  const title = titleOf(number);
  const point = number % 10;
  if (point >= 8) {
    await journey.perform('UPc', 'assign-scheda', {
      ...{ schedaId, programmeId, unitId: unit.unitId, title },
      personId: unit.head.person.personId,
    });
    if (point === 9)
      await onScheda(journey, unit.head, 'revise-scheda', schedaId, {
        changes: { description: title },
      });
    return;
  }
  await submitted(journey, { schedaId, unit, programmeId, title, content: { description: title } });
  if (point === 7) return;
  await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
  if (point === 6) return;
  if (point === 5) {
    await onScheda(journey, office, 'return-scheda', schedaId, {
      ...{ reasons: ['NO_INDICATOR'], due: journey.server.clock.day(3) },
      text: 'Manca il valore atteso dell’indicatore: con quale numero diremo a dicembre che è andata bene?',
    });
    return;
  }
  if (point === 4) {
    await onScheda(journey, office, 'return-scheda', schedaId, {
      ...{ reasons: ['TEXT'], text: 'Per chi, e quante volte a settimana?' },
      due: journey.server.clock.day(3),
    });
    const changes = { description: `${title}, per chi ha più di 75 anni, due volte a settimana` };
    await onScheda(journey, unit.head, 'revise-scheda', schedaId, {
      ...{ changes, reason: 'Come chiesto dall’ufficio' },
    });
    await onScheda(journey, unit.head, 'submit-scheda', schedaId);
    await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
  }
  await onScheda(journey, office, 'check-scheda', schedaId);
}
