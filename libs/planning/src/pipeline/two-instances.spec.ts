import fc from 'fast-check';
import { canonicalJson } from '#event-store';
import { snapshotOf } from '#workflow';
import type { Answer } from '../command/answer.js';
import type { AnyLife } from '../command/verb.js';
import { addObjective } from '../cycle/add-objective.js';
import { addProgramme } from '../cycle/add-programme.js';
import { streamOf } from '../cycle/cycle-id.js';
import { linkProgramme } from '../cycle/link-programme.js';
import { cancelMeeting } from '../participation/cancel-meeting.js';
import { scheduleMeeting } from '../participation/schedule-meeting.js';
import { answerQuestion } from '../question/answer-question.js';
import { raiseQuestion } from '../question/raise-question.js';
import { assignScheda } from '../scheda/assign-scheda.js';
import { reassignScheda } from '../scheda/reassign-scheda.js';
import { FaultyStore } from './faulty-store.fixture.js';
import { offices, scheda, type Asking, type Office } from './office.fixture.js';

const files = offices();

/** Something to ask of an office. Few ids, so that what one does matters to the others. */
const wish = fc.oneof(
  fc.constantFrom('O1', 'O2', 'O3').map((objectiveId) => ({
    toString: () => `add ${objectiveId}`,
    ask: (office: Office, asking: Asking) =>
      office.ask(addObjective, { objectiveId, name: 'Salute' }, asking),
  })),
  fc.constantFrom('P2', 'P3').map((programmeId) => ({
    toString: () => `add ${programmeId} for O1`,
    ask: (office: Office, asking: Asking) =>
      office.ask(addProgramme, { programmeId, name: 'Casa', objectiveIds: ['O1'] }, asking),
  })),
  fc
    .tuple(fc.constantFrom('P1', 'P2', 'P3'), fc.constantFrom('O1', 'O2', 'O3'))
    .map(([programmeId, objectiveId]) => ({
      toString: () => `link ${programmeId} to ${objectiveId}`,
      ask: (office: Office, asking: Asking) =>
        office.ask(linkProgramme, { programmeId, objectiveIds: [objectiveId] }, asking),
    })),
  fc
    .tuple(fc.constantFrom('S2', 'S3'), fc.constantFrom('P1', 'P2'))
    .map(([schedaId, programmeId]) => ({
      toString: () => `assign ${schedaId} under ${programmeId}`,
      ask: (office: Office, asking: Asking) =>
        office.ask(assignScheda, { ...scheda(schedaId), programmeId }, asking),
    })),
  fc
    .tuple(fc.constantFrom('S1', 'S2', 'S3'), fc.constantFrom('anziani', 'minori'))
    .map(([schedaId, unitId]) => ({
      toString: () => `reassign ${schedaId} to ${unitId}`,
      ask: (office: Office, asking: Asking) =>
        office.ask(
          reassignScheda,
          { schedaId, unitId, personId: 'responsabile', reason: 'Nuovo assetto' },
          asking,
        ),
    })),
  fc.constantFrom('Q1', 'Q2').map((questionId) => ({
    toString: () => `raise ${questionId}`,
    ask: (office: Office, asking: Asking) =>
      office.ask(raiseQuestion, { questionId, subject: 'cycle', text: 'Quando?' }, asking),
  })),
  fc.constantFrom('Q1', 'Q2').map((questionId) => ({
    toString: () => `answer ${questionId}`,
    ask: (office: Office, asking: Asking) =>
      office.ask(answerQuestion, { questionId, answer: 'Ora', basis: 'Verbale' }, asking),
  })),
  fc.constantFrom('M1', 'M2').map((meetingId) => ({
    toString: () => `schedule ${meetingId}`,
    ask: (office: Office, asking: Asking) =>
      office.ask(
        scheduleMeeting,
        {
          meetingId,
          title: 'Consulta',
          counterpart: 'ALTRO',
          date: '2024-02-20',
          channel: 'ONLINE',
        },
        asking,
      ),
  })),
  fc.constantFrom('M1', 'M2').map((meetingId) => ({
    toString: () => `cancel ${meetingId}`,
    ask: (office: Office, asking: Asking) =>
      office.ask(cancelMeeting, { meetingId, reason: 'Allerta meteo' }, asking),
  })),
);

/**
 * A wish, to one of the offices or to both under one id, after so many turns of the event loop; from then on
 * an append takes so many turns more.
 */
const step = fc.record({
  wish,
  to: fc.constantFrom('one', 'other', 'both'),
  commandId: fc.uuid(),
  turns: fc.nat(3),
  slowness: fc.nat(4),
});

const fingerprint = (life: AnyLife | undefined): string =>
  canonicalJson(life ? snapshotOf(life) : null);

async function turnsPass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('Two instances over one log', () => {
  it('lose nothing, write nothing twice and leave a stream that replays, however their commands interleave', async () => {
    const store = new FaultyStore(files.store);
    const [one, other] = [files.over(store), files.over(store)];
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const cycleId = `zona${++runs}-poa-annuale-2024`;
        await one.prepare(cycleId);
        const prepared = await one.facts(cycleId);
        const asked: Promise<Answer>[] = [];
        for (const { wish, to, commandId, turns, slowness } of steps) {
          await turnsPass(turns);
          store.beforeAppend = () => turnsPass(slowness);
          const asking = { cycleId, commandId };
          if (to !== 'other') asked.push(wish.ask(one, asking));
          if (to !== 'one') asked.push(wish.ask(other, asking));
        }
        const answers = await Promise.all(asked);

        const log = await one.facts(cycleId);
        const recorded = answers.flatMap((answer) =>
          answer.kind === 'recorded' ? answer.facts : [],
        );
        for (const { id, type, data, revision } of recorded) {
          expect(log[revision]).toMatchObject({ id, type, data, revision });
        }
        const written = log.slice(prepared.length).map(({ id }) => id);
        expect(new Set(written).size).toBe(written.length);
        expect(new Set(written)).toEqual(new Set(recorded.map(({ id }) => id)));

        const replayed = await one.lives.fromZero(streamOf(cycleId));
        expect(replayed?.revision).toBe(log.length - 1);
        for (const { lives } of [one, other]) {
          const life = await lives.current(streamOf(cycleId));
          expect(fingerprint(life)).toBe(fingerprint(replayed));
        }
      }),
      { numRuns: 250 },
    );
  });
});
