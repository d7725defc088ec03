import type { DataOf, PlanningFact } from '../planning-fact.js';
import { document, inPreparation } from '../testing.fixture.js';
import { AccountProjection } from './account.projection.js';
import { coProgrammingChapter } from './co-programming-chapter.js';
import { because, CYCLE, day, eventAt, referenceOf, Seen, type Day } from './reports.fixture.js';

const begun = inPreparation.length;
const seen = (...days: readonly Day[]) =>
  new Seen(AccountProjection, day('2024-01-10', ...inPreparation), ...days);
const chapterOf = (...days: readonly Day[]) =>
  coProgrammingChapter(seen(...days).database, CYCLE) ?? { text: '', paragraphs: [] };
const textOf = (...days: readonly Day[]): string => chapterOf(...days).text;

const notActivated = (deferral: object = {}): PlanningFact => ({
  type: 'CoProgrammingNotActivated',
  data: { motivation: 'TIGHT_SCHEDULE', text: 'La tempistica non consente l’avviso', ...deferral },
});
const asDirector = (on: string, ...facts: readonly PlanningFact[]): Day => ({
  ...day(on, ...facts),
  as: 'DIR',
});
const activated: PlanningFact = {
  type: 'CoProgrammingActivated',
  data: { act: 'Determina 5/2024' },
};
const notice: Extract<PlanningFact, { readonly type: 'NoticePublished' }> = {
  type: 'NoticePublished',
  data: {
    ...{ publishedOn: '2024-02-01', closesOn: '2024-02-16', days: 15, requirements: 'ETS' },
    ...{ url: 'https://zona.example/avviso', derogation: 'Regolamento art. 4' },
  },
};

describe('The chapter on co-programming', () => {
  it('is not there for a cycle that is not there', () => {
    expect(coProgrammingChapter(seen().database, 'livornese-poa-annuale-2030')).toBeUndefined();
  });

  it('says that the decision is not recorded while it is not, and nothing of a procedure', () => {
    expect(textOf()).toContain('La decisione sulla co-programmazione non è registrata.');
    expect(textOf()).not.toContain('Procedimento');
  });

  it('tells a no with its motivation and what it is put off to', () => {
    const no = notActivated({ deferredTo: 'PIS 2026-28', deferralDue: '2026-02-28' });
    expect(textOf(asDirector('2024-02-01', no))).toContain(
      'Co-programmazione non attivata, per decisione presa da Direttore di zona il 01/02/2024. Motivazione (tempistica serrata): «La tempistica non consente l’avviso». Rinviata a: «PIS 2026-28», entro il 28/02/2026.',
    );
  });

  it('tells what was proposed before it was decided', () => {
    const proposed = (said: DataOf<'CoProgrammingProposed'>): Day => ({
      ...day('2024-01-20', { type: 'CoProgrammingProposed', data: said }),
      as: 'UPc',
    });
    const text = textOf(proposed({ decision: 'activated' }));
    expect(text).toContain('Proposta di attivare la co-programmazione avanzata da ');
    expect(text).toContain('La decisione sulla co-programmazione non è registrata.');
    expect(textOf(proposed({ decision: 'not_activated', text: 'Tempi stretti' }))).toMatch(
      /Proposta di non attivare la co-programmazione avanzata da .+ il 20\/01\/2024. «Tempi stretti»/,
    );
  });

  it('tells a no that puts nothing off, or off without a day', () => {
    expect(textOf(asDirector('2024-02-01', notActivated()))).toContain(
      'La decisione dichiara che non vi è rinvio.',
    );
    expect(textOf(asDirector('2024-02-01', notActivated({ deferredTo: 'PIS' })))).toContain(
      'Rinviata a: «PIS», senza termine.',
    );
  });

  it.each([
    ['PromiseKept', { text: 'Laboratori 2025' }, 'mantenuto il 01/06/2025: «Laboratori 2025».'],
    ['PromiseBroken', {}, 'non mantenuto. Motivo: «Esito».'],
    ['PromiseWithdrawn', {}, 'superato il 01/06/2025.'],
  ] as const)('tells what became of what was put off: %s', (type, more, became) => {
    const made: PlanningFact = {
      type: 'PromiseMade',
      data: { promiseId: 'R1', about: 'CO_PROGRAMMING', text: 'PIS 2026-28', due: '2026-02-28' },
    };
    // Which facts of promises have which data is for the types of the domain; here the rest is alike.
    const end = { type, data: { promiseId: 'R1', ...more } } as PlanningFact;
    const before = [day('2024-02-01', notActivated({ deferredTo: 'PIS 2026-28' }), made)];
    expect(textOf(...before)).toContain(
      'Impegno preso: «PIS 2026-28», entro il 28/02/2026; esito non registrato.',
    );
    expect(textOf(...before, because('Esito', '2025-06-01', end))).toContain(
      `Impegno preso: «PIS 2026-28», entro il 28/02/2026; ${became}`,
    );
  });

  it('tells a yes with its act, and says of every step that is not recorded that it is not', () => {
    const text = textOf(asDirector('2024-01-20', activated));
    expect(text).toContain(
      'Co-programmazione attivata da Direttore di zona il 20/01/2024. Atto di avvio: Determina 5/2024.',
    );
    for (const missing of [
      ...["L'avviso pubblico non è registrato.", 'Nessuna domanda è registrata.'],
      ...['Nessuna sessione è registrata.', 'La relazione motivata non è registrata.'],
      'La pubblicazione della relazione non è registrata.',
    ]) {
      expect(text).toContain(missing);
    }
  });

  const procedure: readonly Day[] = [
    day('2024-02-01', notice),
    because('Su richiesta', '2024-02-10', {
      type: 'NoticeExtended',
      data: { from: '2024-02-16', to: '2024-02-26', days: 25 },
    }),
    day('2024-02-12', {
      type: 'ApplicationReceived',
      data: {
        ...{ applicationId: 'D1', body: 'Cooperativa', receivedOn: '2024-02-12' },
        protocol: '77/2024',
      },
    }),
    day('2024-02-27', { type: 'NoticeClosed', data: { applicationIds: ['D1'] } }),
    because('Fuori requisiti', '2024-02-28', {
      type: 'ApplicationNotAdmitted',
      data: { applicationId: 'D1' },
    }),
    day('2024-03-05', {
      type: 'CoProgrammingSessionHeld',
      data: {
        ...{ sessionId: 's1', heldOn: '2024-03-05', theme: 'Anziani', attendance: ['Consulta'] },
        tables: [{ theme: 'Domiciliarità', ledByPersonId: 'operatore' }],
      },
    }),
    day('2024-03-20', {
      type: 'CoProgrammingReportIssued',
      data: { document, sentTo: ['Conferenza dei sindaci'] },
    }),
    day('2024-03-25', {
      type: 'CoProgrammingReportPublished',
      data: { url: 'https://zona.example/relazione' },
    }),
  ];
  const told = [
    'Avviso pubblicato dal 01/02/2024 al 16/02/2024, 15 giorni: https://zona.example/avviso. Requisiti: «ETS». Deroga al termine minimo: «Regolamento art. 4».',
    'Avviso prorogato dal 16/02/2024 al 26/02/2024, 25 giorni. Motivo: «Su richiesta».',
    'Avviso chiuso il 27/02/2024; domande pervenute: 1.',
    '- Cooperativa: domanda ricevuta il 12/02/2024, protocollo 77/2024; non ammessa. Motivo: «Fuori requisiti».',
    '- 05/03/2024: Anziani. Tavoli: Domiciliarità. Presenti: Consulta.',
    `Relazione motivata del 20/03/2024: «Documento», protocollo non indicato, impronta SHA-256 \`${document.sha256}\`. Trasmessa a: Conferenza dei sindaci.`,
    'Pubblicata il 25/03/2024: https://zona.example/relazione.',
  ];

  it('tells the procedure step by step, with days, protocol, derogation and fingerprints', () => {
    const text = textOf(asDirector('2024-01-20', activated), ...procedure);
    for (const statement of told) expect(text).toContain(statement);
  });

  it('tells a procedure of its own with the facts of that procedure, and names it under each', () => {
    const procedureCycleId = 'livornese-co-programmazione-2024';
    const rows = seen(
      asDirector('2024-01-20', {
        type: 'CoProgrammingReferred',
        data: { act: 'Determina 5/2024', procedureCycleId },
      }),
    );
    rows.seesOf(
      procedureCycleId,
      day(
        '2024-01-15',
        {
          type: 'CycleDrafted',
          data: {
            ...{ cycleId: procedureCycleId, zone: 'livornese', year: 2024, title: 'Anziani' },
            definition: referenceOf('co-programmazione'),
          },
        },
        {
          type: 'CoProgrammingOpened',
          data: {
            ...{ act: 'Determina 4/2024', purposes: 'Conoscere', object: 'Anziani' },
            ...{ requirements: 'RUNTS', participationMode: 'Tavoli', responsiblePersonId: 'upo' },
          },
        },
      ),
      ...procedure,
    );
    const chapter = coProgrammingChapter(rows.database, CYCLE);
    for (const statement of told) expect(chapter?.text).toContain(statement);
    expect(chapter?.text).toContain('Finalità: «Conoscere». Oggetto: «Anziani».');
    const [referred] = chapter?.paragraphs.filter(({ text }) => text.includes('attivata')) ?? [];
    expect(referred?.sources).toEqual([
      {
        ...{ cycleId: CYCLE, eventId: eventAt(begun), revision: begun },
        type: 'CoProgrammingReferred',
      },
    ]);
    const closing = chapter?.paragraphs.find(({ text }) => text.startsWith('Avviso chiuso'));
    expect(closing?.sources).toMatchObject([
      { cycleId: procedureCycleId, type: 'NoticeClosed' },
      { cycleId: procedureCycleId, type: 'ApplicationReceived' },
    ]);
  });

  it('counts an application that came in time and was registered after the closing', () => {
    const late: PlanningFact = {
      type: 'ApplicationReceived',
      data: {
        ...{ applicationId: 'D2', body: 'Consorzio', receivedOn: '2024-02-25' },
        protocol: '78/2024',
      },
    };
    const registered: Day = { ...day('2024-02-25', late), recordedOn: '2024-02-28' };
    const text = textOf(asDirector('2024-01-20', activated), ...procedure.slice(0, 4), registered);
    expect(text).toContain('Avviso chiuso il 27/02/2024; domande pervenute: 2.');
    expect(text.match(/domanda ricevuta il/g)).toHaveLength(2);
  });

  it('counts under each notice its own applications, where one was given up and another followed', () => {
    const text = textOf(
      asDirector('2024-01-20', activated),
      ...procedure.slice(0, 5),
      asDirector('2024-03-01', notActivated()),
      asDirector('2024-03-02', activated),
      day('2024-03-03', {
        ...notice,
        data: { ...notice.data, publishedOn: '2024-03-03', closesOn: '2024-03-18' },
      }),
      day('2024-03-19', { type: 'NoticeClosed', data: { applicationIds: [] } }),
    );
    expect(text).toContain('Avviso chiuso il 27/02/2024; domande pervenute: 1.');
    expect(text).toContain('Avviso chiuso il 19/03/2024; domande pervenute: 0.');
  });
});
