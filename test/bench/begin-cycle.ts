import { v7 as uuidV7 } from 'uuid';
import { plainToInstance } from 'class-transformer';
import type { Person } from '#people';
import type { Answer, CycleCommand } from '#planning';
import { coordinator, SCHEDE, schedaId, unitHead } from './district.js';
import { verbNamed, type Office } from './office.js';
import { Writer } from './writer.js';

const document = { title: 'Documento', sha256: 'a'.repeat(64) };

/** How a year begins: a bit of everything, since the log of a real cycle knows many kinds of facts. */
const beginning: readonly (readonly [verb: string, body: object])[] = [
  ['draft-cycle', { title: 'Programma operativo annuale' }],
  ['link-regional-act', { cite: 'Delibera della Giunta regionale' }],
  // Far away, since a target never lies before today and the clock is the machine's.
  ['set-target-approval', { date: '2099-05-31', basis: 'Calendario della zona' }],
  ['link-parent-plan', { planId: 'PIZ', name: 'Piano integrato zonale' }],
  ['add-objective', { objectiveId: 'O1', name: 'Domiciliarità' }],
  ['add-programme', { programmeId: 'P01', name: 'Non autosufficienza', objectiveIds: [] }],
  ['link-programme', { programmeId: 'P01', objectiveIds: ['O1'] }],
  [
    'open-cycle',
    {
      caseFile: {
        identifier: 'fascicolo-1',
        ownerAdministration: 'Zona livornese',
        otherAdministrations: [],
        subject: 'Programma operativo annuale',
      },
      responsiblePersonId: coordinator.personId,
    },
  ],
  [
    'hold-kickoff',
    {
      attendance: [{ unitId: unitHead.unitId, personId: unitHead.personId, presence: 'present' }],
      trainingOnProweb: true,
      materials: [],
    },
  ],
  ['attach-health-profile', { edition: '2024', title: 'Profilo di salute', document }],
  ['raise-question', { questionId: 'Q1', subject: 'cycle', text: 'Chi verifica le schede?' }],
  ['answer-question', { questionId: 'Q1', answer: "L'ufficio di piano.", basis: 'Regolamento' }],
  [
    'set-deadline',
    { deadlineId: 'D1', kind: 'SCHEDE_SUBMITTED', due: '2024-02-29', basis: 'OFFICE' },
  ],
  ['extend-deadline', { deadlineId: 'D1', to: '2024-03-15', reason: 'Richiesta delle unità' }],
  [
    'schedule-meeting',
    {
      meetingId: 'M1',
      title: 'Incontro con le organizzazioni sindacali',
      counterpart: 'OO_SS',
      date: '2024-02-20',
      channel: 'IN_PERSON',
    },
  ],
  ['convene-meeting', { meetingId: 'M1', invitees: ['Organizzazioni sindacali'] }],
  ['receive-contribution', { contributionId: 'C1', body: 'Comitato di partecipazione', document }],
  ['answer-contribution', { contributionId: 'C1', answer: 'ACCEPTED', text: 'Lo faremo.' }],
];

/** Brings a cycle into being, through the pipeline, up to where each of its schede was written once. */
export async function beginCycle(office: Office, cycleId: string): Promise<void> {
  const grant = async (verb: string, body: object): Promise<void> => {
    const answer = await perform(office, coordinator, cycleId, verb, body);
    if (answer.kind === 'refused') throw new Error(`${verb} was refused: ${answer.refusal.code}`);
  };
  for (const [verb, body] of beginning) await grant(verb, body);
  // One refusal: so that a log holds some to look through, as every real one does.
  await perform(office, unitHead, cycleId, 'hold-kickoff', {
    attendance: [],
    trainingOnProweb: true,
    materials: [],
  });
  await Promise.all(
    Array.from({ length: SCHEDE }, (_, index) =>
      grant('assign-scheda', {
        schedaId: schedaId(index),
        programmeId: 'P01',
        unitId: unitHead.unitId,
        personId: unitHead.personId,
        title: `Assistenza domiciliare integrata ${index}`,
      }),
    ),
  );
  const writers = await Writer.of(office, cycleId);
  await Promise.all(writers.map((writer) => writer.save()));
}

function perform(
  { pipeline }: Office,
  person: Person,
  cycleId: string,
  name: string,
  body: object,
): Promise<Answer> {
  const verb = verbNamed(name);
  const command: CycleCommand = plainToInstance(verb.command, body);
  command.envelope = { commandId: uuidV7(), cycleId, person };
  return pipeline.perform(verb, command);
}
