import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { verbByName, type DataOf } from '#planning';
import { registerCommands } from './register-commands.js';
import { livornoRegister, type RegisterData } from './register-data.js';
import { registerQuestions } from './register-questions.js';

const commands = registerCommands(livornoRegister);
const { rows } = livornoRegister;
const requests = (
  commands.find(({ verb }) => verb === 'import-co-design-rows')?.body as {
    readonly rows: readonly (DataOf<'CoDesignRowAdded'> & { readonly state: string })[];
  }
).rows;
const questions = registerQuestions(livornoRegister);

function countBy(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe('The register of co-design of the Zona Livornese', () => {
  it('has its forty rows, by holder and by state as the document counts them', () => {
    expect(requests.map(({ coDesignRowId }) => coDesignRowId)).toEqual(
      Array.from({ length: 40 }, (_, index) => `CP${String(index + 1).padStart(2, '0')}`),
    );
    expect(countBy(requests.map(({ holder }) => holder.text))).toEqual({
      'Comuni della Zona Livornese': 7,
      'Comune di Livorno': 21,
      'AUSL Toscana Nord-Ovest': 12,
    });
    expect(countBy(requests.map(({ state }) => state))).toEqual({
      concluded: 14,
      ongoing: 20,
      planned: 5,
      award_started: 1,
    });
  });

  it('keeps the words for a state beside its code: three for what is concluded', () => {
    const concluded = rows.filter(({ state }) => state === 'concluded');
    expect(countBy(concluded.map(({ state_text: words }) => words))).toEqual({
      Conclusa: 10,
      Concluso: 3,
      concluso: 1,
    });
  });

  it('has ten CUP, one CIG and one CLP, each as it is written', () => {
    const all = (kind: 'cup' | 'cig' | 'clp') => requests.flatMap(({ codes }) => codes[kind]);
    expect(new Set(all('cup')).size).toBe(10);
    expect(all('cup')).toHaveLength(10);
    expect(all('cig')).toEqual(['ZFA3D7718E']);
    expect(all('clp')).toEqual(['IT039-PRINS-2022-TOS11-0019']);
  });

  it('gives its periods no more exactly than the document: 19 days, 6 months, 15 years', () => {
    expect(countBy(requests.map(({ period }) => period?.precision ?? 'none'))).toEqual({
      day: 19,
      month: 6,
      year: 15,
    });
    const period = requests.find(({ coDesignRowId }) => coDesignRowId === 'CP15')?.period;
    expect(period).toMatchObject({ from: '2024-09', durationMonths: 18, precision: 'month' });
    expect(period).not.toHaveProperty('to');
  });

  it('is not all art. 55: one convention of art. 56, two addenda to a third row', () => {
    expect(countBy(rows.map(({ legal_form: form }) => form ?? 'unknown'))).toEqual({
      unknown: 32,
      convenzione: 5,
      atto_aggiuntivo: 2,
      art56: 1,
    });
    expect(
      requests
        .filter(({ addendumTo }) => addendumTo === 'CP17')
        .map(({ coDesignRowId }) => coDesignRowId),
    ).toEqual(['CP18', 'CP19']);
  });

  it('tells partners from those it is for, from categories and from those to be found', () => {
    const roles = requests.flatMap(({ subjects }) => subjects.map(({ role }) => role));
    const { partner = 0, ...others } = countBy(roles);
    expect(others).toEqual({ beneficiary: 1, to_be_found: 2, generic: 13 });
    expect(partner).toBeGreaterThan(60);
  });

  it('claims no renewal, no amount and no scheda that the document does not', () => {
    for (const request of requests) {
      expect(request).not.toHaveProperty('renews');
      expect(request).not.toHaveProperty('amountEur');
      expect(request).not.toHaveProperty('act');
    }
  });
});

describe('The import of the register', () => {
  it('asks each verb for what it takes, rows first and questions last', () => {
    for (const { verb, body } of commands) {
      const known = verbByName.get(verb);
      if (!known) throw new Error(`no verb ${verb}`);
      const request = plainToInstance(known.command, body);
      expect(validateSync(request, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    }
    expect(countBy(commands.map(({ verb }) => verb))).toEqual({
      'open-zone-register': 1,
      'import-co-design-rows': 1,
      'add-funded-project': 3,
      'register-document': 6,
      'raise-question': questions.length,
    });
    expect(commands[0]?.verb).toBe('open-zone-register');
    expect(commands.at(-1)?.verb).toBe('raise-question');
  });

  it('gives each step a name of its own, the same every time', () => {
    const steps = commands.map(({ step }) => step);
    expect(new Set(steps).size).toBe(steps.length);
    expect(registerCommands(livornoRegister).map(({ step }) => step)).toEqual(steps);
  });

  it('cites document, lines and words for every row, project, act and question', () => {
    for (const statement of [...requests, ...commands.slice(2).map(({ body }) => body)]) {
      expect(statement).toMatchObject({
        source: { file: expect.stringMatching(/Zona Livornese/), raw: expect.any(String) },
      });
    }
  });

  it('keeps amounts to the cent, and a project without a name without one', () => {
    const projects = commands.filter(({ verb }) => verb === 'add-funded-project');
    expect(projects.map(({ body }) => body)).toEqual([
      expect.objectContaining({ fundedProjectId: 'FP-SEUS', amountEur: '356240.00' }),
      expect.not.objectContaining({ name: expect.anything() }),
      expect.objectContaining({ fundedProjectId: 'FP-AMIBUS4', amountEur: '1461245.92' }),
    ]);
  });
});

describe('The questions of the register', () => {
  it('name what is missing of every row, project and act', () => {
    const about = (kind: string) =>
      new Set(
        questions.flatMap(({ subject }) =>
          subject.startsWith(`${kind} `) ? [subject.slice(kind.length + 1)] : [],
        ),
      ).size;
    expect([about('co-design-row'), about('funded-project'), about('document')]).toEqual([
      40, 3, 6,
    ]);
    expect(new Set(questions.map(({ questionId }) => questionId)).size).toBe(questions.length);
  });

  it('keep what a reader guesses apart: the renewals, the name of a project', () => {
    const guesses = questions.flatMap(({ questionId, guess }) => (guess ? [questionId] : []));
    expect(guesses).toEqual(expect.arrayContaining(['Q-CP08-rinnovo', 'Q-FP-055-nome']));
  });

  it('are not asked of what the data say', () => {
    const [first, ...others] = rows;
    if (!first) throw new Error('no rows');
    const scheda = '2024-P01-001';
    const whole = { ...first, amount_eur: '1.00', act: 'x', scheda, legal_form: 'art55' as const };
    const told: RegisterData = { ...livornoRegister, rows: [whole, ...others] };
    expect(registerQuestions(told)).toHaveLength(questions.length - 1);
  });
});
