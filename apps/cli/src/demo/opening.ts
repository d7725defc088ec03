import { importSummary } from '../import/import.command.js';
import { runImport } from '../import/run-import.js';
import { madeUpDocument } from './made-up-document.js';
import type { Stage } from './stage.js';
import { days, deadlines, demonstration, on } from './story-days.js';

/** The cycle is imported, opened with its case file, given a calendar and started by the kickoff. */
export async function open({ cycleId, cast, narrator, programme }: Stage): Promise<void> {
  const { coordinator, director, administrator, units } = cast;

  narrator.phase('Importazione dei documenti della zona');
  narrator.tell(
    importSummary(await runImport(coordinator.client, cycleId, programme, on(days.opened))),
  );
  narrator.tell('Lo stesso una seconda volta:');
  narrator.tell(
    importSummary(await runImport(coordinator.client, cycleId, programme, on(days.opened))),
  );
  await coordinator.isRefused('cycle-exists', 'draft-cycle', { title: 'Un doppione' });

  narrator.phase('Apertura e avvio');
  await administrator.isRefused('not-allowed', 'open-cycle', caseFile);
  await coordinator.perform('open-cycle', { ...caseFile, ...on(days.opened) });
  narrator.tell('Il coordinatore apre il ciclo: fascicolo e responsabile.');
  await coordinator.perform('set-target-approval', {
    date: deadlines.at(-1)?.due,
    basis: demonstration('Il documento non dà una data.'),
    ...on(days.opened),
  });
  const calendar = { basis: 'OFFICE', act: demonstration('Calendario dell’Ufficio di Piano.') };
  for (const deadline of deadlines) {
    await coordinator.perform('set-deadline', { ...deadline, ...calendar, ...on(days.opened) });
  }
  narrator.tell(`Il calendario ha ${deadlines.length} scadenze.`);
  const binding = {
    kind: 'OTHER',
    due: '2024-04-30',
    basis: 'REGIONAL_ACT',
    act: 'DGRT 1237/2023',
  };
  await coordinator.isRefused('director-sets-binding-deadlines', 'set-deadline', binding);
  await director.isRefused('deadline-act-needed', 'set-deadline', { ...binding, act: undefined });

  const heads = units.map(({ unitId, head }, index) => ({
    unitId,
    personId: head.personId,
    presence: index % 7 === 6 ? 'excused' : 'present',
  }));
  await coordinator.perform('hold-kickoff', {
    attendance: heads,
    trainingOnProweb: true,
    materials: [madeUpDocument('Presentazione della riunione di avvio')],
    ...on(days.kickoff),
  });
  const present = heads.filter(({ presence }) => presence === 'present').length;
  narrator.tell(`Riunione di avvio con formazione su Proweb: ${present} responsabili presenti.`);
}

const caseFile = {
  caseFile: {
    identifier: 'DIMOSTRAZIONE-POA-2024',
    ownerAdministration: demonstration('Zona Distretto Livornese'),
    otherAdministrations: ['Comune di Livorno'],
    subject: 'Programmazione operativa annuale 2024 della Zona Livornese',
  },
  responsiblePersonId: 'coordinatore-up',
};
