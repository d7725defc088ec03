import { CYCLE, Office, someone } from '../read-models.fixture.js';
import { answerQuestion } from './answer-question.js';
import {
  questionsOf,
  QuestionsProjection,
  type QuestionRow,
  type QuestionsQuery,
} from './questions.projection.js';
import { raiseQuestion } from './raise-question.js';

const source = {
  file: 'poa-2024.md',
  lines: [16, 17],
  raw: 'entro il mese di febbraio',
  precision: 'month',
} as const;
let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.draft();
  await office.does(raiseQuestion, {
    questionId: 'q1',
    subject: 'meeting M1',
    text: 'In che giorno?',
    guess: 'Il 20 febbraio',
    source: { ...source, lines: [...source.lines] },
  });
  await office.does(raiseQuestion, { questionId: 'q2', subject: 'cycle', text: 'Chi firma?' });
  await office.does(
    answerQuestion,
    { questionId: 'q2', answer: 'Il Direttore', basis: 'Statuto' },
    someone('DIR'),
  );
});

afterEach(async () => {
  await office.close();
});

const list = (query: Partial<QuestionsQuery> = {}) =>
  office.shows(QuestionsProjection, (database) =>
    questionsOf(database, { zone: 'livornese', ...query }),
  );

describe('A question', () => {
  it('shows the very words of its source while it is open', async () => {
    const [question] = (await list()).rows;
    expect(question).toEqual<QuestionRow>({
      cycleId: CYCLE,
      zone: 'livornese',
      questionId: 'q1',
      subject: 'meeting M1',
      text: 'In che giorno?',
      guess: 'Il 20 febbraio',
      source: { ...source },
      state: 'open',
      raised: { by: 'upc', role: 'UPc', at: '2024-01-10T08:03:00.000Z' },
      answer: null,
    });
  });

  it('shows the answer, what it rests on, who gave it and when', async () => {
    const [, question] = (await list()).rows;
    expect(question).toMatchObject({
      questionId: 'q2',
      guess: null,
      source: null,
      state: 'answered',
      answer: {
        text: 'Il Direttore',
        basis: 'Statuto',
        by: 'dir',
        role: 'DIR',
        at: '2024-01-10T08:05:00.000Z',
      },
    });
  });
});

describe('The list of questions', () => {
  it.each<[Partial<QuestionsQuery>, string[]]>([
    [{}, ['q1', 'q2']],
    [{ zone: 'pisana' }, []],
    [{ cycleId: CYCLE }, ['q1', 'q2']],
    [{ cycleId: 'livornese-poa-annuale-2025' }, []],
    [{ state: 'open' }, ['q1']],
    [{ state: 'answered' }, ['q2']],
    [{ state: 'absent' }, []],
    [{ subject: 'cycle' }, ['q2']],
    [{ subject: 'meeting M1', state: 'open' }, ['q1']],
    [{ subject: 'meeting M1', state: 'answered' }, []],
    [{ subject: 'meeting' }, []],
  ])('filtered by %j is %j', async (query, expected) => {
    const { rows, total } = await list(query);
    expect(rows.map(({ questionId }) => questionId)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  it('goes on where the page before ended', async () => {
    const first = await list({ limit: 1 });
    expect(first).toMatchObject({ rows: [{ questionId: 'q1' }], total: 2 });
    expect(await list({ limit: 1, after: first.next ?? '' })).toMatchObject({
      rows: [{ questionId: 'q2' }],
      next: null,
    });
  });
});
