import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { verbByName, type DataOf } from '#planning';
import { importCommands } from './import-commands.js';
import { importQuestions } from './import-questions.js';
import { livornoProgramme, type ProgrammeData } from './programme-data.js';

const commands = importCommands(livornoProgramme);

/** The body of the only command of a verb. */
function bodyOf(verb: string): object {
  const [command, ...more] = commands.filter((one) => one.verb === verb);
  if (!command || more.length > 0) throw new Error(`not one ${verb}`);
  return command.body;
}
const tree = bodyOf('import-tree') as DataOf<'TreeImported'>;
const { needs, themes } = bodyOf('import-needs') as DataOf<'NeedsImported'>;
const questions = importQuestions(livornoProgramme);

describe('the import of the POA 2024 of the Zona Livornese', () => {
  it('brings in what the documents count', () => {
    expect(tree.objectives).toHaveLength(5);
    expect(tree.programmes).toHaveLength(21);
    expect(commands.filter(({ verb }) => verb === 'schedule-meeting')).toHaveLength(3);
    expect(themes).toHaveLength(7);
    expect(needs.filter(({ kind }) => kind === 'critical')).toHaveLength(14);
    expect(needs.filter(({ kind }) => kind === 'positive')).toHaveLength(10);
  });

  it('asks each verb for what it takes', () => {
    for (const { verb, body } of commands) {
      const known = verbByName.get(verb);
      if (!known) throw new Error(`no verb ${verb}`);
      const request = plainToInstance(known.command, body);
      expect(validateSync(request, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    }
  });

  it('drafts the cycle first and asks its questions last', () => {
    expect(commands[0]?.verb).toBe('draft-cycle');
    const verbs = commands.map(({ verb }) => verb);
    expect(verbs.slice(verbs.indexOf('raise-question'))).toEqual(
      questions.map(() => 'raise-question'),
    );
  });

  it('gives each step a name of its own, the same every time', () => {
    const steps = commands.map(({ step }) => step);
    expect(new Set(steps).size).toBe(steps.length);
    expect(importCommands(livornoProgramme).map(({ step }) => step)).toEqual(steps);
  });

  it('invents no link: programmes without objectives, positive aspects without a theme', () => {
    expect(tree.programmes.flatMap(({ objectiveIds }) => objectiveIds)).toEqual([]);
    expect(needs.filter(({ kind, theme }) => kind === 'positive' && theme !== undefined)).toEqual(
      [],
    );
  });

  it('gives a meeting no time, since the documents give none', () => {
    for (const { body } of commands.filter(({ verb }) => verb === 'schedule-meeting')) {
      expect(body).not.toHaveProperty('startTime');
    }
  });

  it('keeps date, place, room and channel of a meeting as the document words them', () => {
    expect(commands.find(({ step }) => step === 'meeting/M1')?.body).toEqual({
      meetingId: 'M1',
      title: 'Incontro con il Comitato di partecipazione zonale',
      counterpart: 'COMITATO_PARTECIPAZIONE',
      date: '2024-02-20',
      channel: 'IN_PERSON',
      venue: 'Ospedale di Livorno',
      room: 'Sala Ceccarini',
      source: {
        file: livornoProgramme.documents['poa-2024'],
        lines: [16, 17],
        raw: '20/02/2024: incontro con il Comitato di partecipazione zonale – c/o Ospedale di Livorno-Sala Ceccarini',
        precision: 'day',
      },
    });
  });

  it('cites a document, its lines, its words and a precision for every statement', () => {
    const statements = commands.flatMap(({ verb, body }): object[] => {
      if (verb === 'draft-cycle') return []; // the act of the importing person, not of a document
      const {
        objectives = [],
        programmes = [],
        needs: needed = [],
      } = body as Partial<Record<'objectives' | 'programmes' | 'needs', object[]>>;
      return [body, ...objectives, ...programmes, ...needed];
    });
    for (const statement of statements) {
      expect(statement).toMatchObject({
        source: {
          file: expect.stringMatching(/Zona Livornese/),
          raw: expect.stringMatching(/./),
          precision: expect.stringMatching(/^(day|year|none)$/),
        },
      });
      const { lines } = (statement as { readonly source: { readonly lines: number[] } }).source;
      expect(lines.length % 2).toBe(0);
      expect(lines.length).toBeGreaterThan(0);
    }
  });

  it('links the plans that ran out with a note that says so', () => {
    const plans = commands.filter(({ verb }) => verb === 'link-parent-plan');
    expect(plans.map(({ body }) => body)).toEqual([
      expect.objectContaining({ planId: 'pssir', toYear: 2020, note: expect.any(String) }),
      expect.objectContaining({ planId: 'pis', toYear: 2022, note: expect.any(String) }),
    ]);
  });
});

describe('the questions of the import', () => {
  const about = (subject: RegExp): number =>
    questions.filter((question) => subject.test(question.subject)).length;

  it('ask for the objectives of every programme and the theme of every positive aspect', () => {
    expect(about(/^programme P\d\d$/)).toBe(21);
    expect(about(/^need AP\d\d$/)).toBe(10);
  });

  it('ask for time, attendance, minutes and categories of every meeting', () => {
    expect(about(/^meeting M[123]$/)).toBe(3 * 4);
  });

  it('ask who approves, by when, who is responsible, and what the activities are', () => {
    const ids = questions.map(({ questionId }) => questionId);
    expect(ids).toEqual(
      expect.arrayContaining(['Q-organo', 'Q-calendario', 'Q-responsabile', 'Q-attivita']),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keep the guess of a reader apart from the words of the document', () => {
    const project = questions.find(({ questionId }) => questionId === 'Q-progetto-senza-nome');
    expect(project?.guess).toMatch(/Pronto Badante/);
    expect(project?.text).not.toMatch(/Pronto Badante/);
    expect(project?.source?.raw).not.toMatch(/Pronto Badante/);
  });

  it('are not asked where the data have the answer', () => {
    const answered: ProgrammeData = {
      ...livornoProgramme,
      tree: {
        ...livornoProgramme.tree,
        programmes: livornoProgramme.tree.programmes.map((programme) => ({
          ...programme,
          objective_id: 'O1',
        })),
      },
    };
    expect(importQuestions(answered)).toHaveLength(questions.length - 21);
    const [command] = importCommands(answered).filter(({ verb }) => verb === 'import-tree');
    expect(command?.body).toHaveProperty('programmes.0.objectiveIds', ['O1']);
  });
});
