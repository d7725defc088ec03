import { CYCLE, ExportedLog, NEXT, recordedFacts, anotherFact, text } from '../exports.fixture.js';
import { faultsByOwnSchema } from '../schema.fixture.js';
import { caseFileSchema } from './case-file.schema.js';

interface CaseFile {
  readonly cad41: {
    readonly amministrazioneTitolare: string | null;
    readonly altreAmministrazioniPartecipanti: readonly string[] | null;
    readonly responsabileDelProcedimento: string | null;
    readonly oggettoDelProcedimento: string | null;
    readonly elencoDeiDocumenti: readonly {
      readonly oggetto: string | null;
      readonly sha256: string | null;
      readonly numero?: string;
    }[];
    readonly identificativoDelFascicolo: string | null;
  };
  readonly aggregazione: {
    readonly DataApertura: string | null;
    readonly DataChiusura: string | null;
    readonly TempoDiConservazione: null;
    readonly ProcedimentoAmministrativo: { readonly Fasi: readonly object[] };
    readonly IndiceDocumenti: readonly object[];
  };
  readonly documenti: readonly {
    readonly IdDoc: {
      readonly ImprontaCrittograficaDelDocumento: { readonly Impronta: string } | null;
      readonly Segnatura: string | null;
    };
    readonly ChiaveDescrittiva: { readonly Oggetto: string | null };
    readonly registrazione: { readonly fatto: string; readonly foglia: object | null };
  }[];
  readonly daCompilare: readonly string[];
}

const faults = faultsByOwnSchema(caseFileSchema);
const facts = recordedFacts(`demo/${CYCLE}`);
let log: ExportedLog;
let file: CaseFile;

beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration({
    leafOf: () => ({ index: 12, hash: 'cd'.repeat(32) }),
  });
  file = await caseFileOf(log, CYCLE);
});
afterAll(() => log.end());

async function caseFileOf(from: ExportedLog, cycleId: string, at?: string): Promise<CaseFile> {
  const bytes = await from.export('case-file', { scope: { cycleId }, at });
  return JSON.parse(bytes.toString()) as CaseFile;
}

const dataOf = (type: string) => facts.find((fact) => fact.type === type)?.data;

describe('The case file of a cycle', () => {
  it('keeps to our schema, whatever the cycle has come to', async () => {
    expect(faults(file)).toEqual([]);
    expect(faults(await caseFileOf(log, NEXT))).toEqual([]);
    const at = text(facts[0]?.metadata['recordedAt']);
    expect(faults(await caseFileOf(log, CYCLE, at))).toEqual([]);
    const { cad41: _gone, ...without } = file;
    expect(faults(without)).not.toEqual([]);
  });

  it('tells the six things that the law asks for, as the cycle was opened with', () => {
    const opened = dataOf('CycleOpened') as unknown as {
      caseFile: {
        identifier: string;
        ownerAdministration: string;
        otherAdministrations: readonly string[];
        subject: string;
      };
      responsiblePersonId: string;
    };
    expect(file.cad41).toMatchObject({
      amministrazioneTitolare: opened.caseFile.ownerAdministration,
      altreAmministrazioniPartecipanti: opened.caseFile.otherAdministrations,
      responsabileDelProcedimento: `person/livornese/${opened.responsiblePersonId}`,
      oggettoDelProcedimento: opened.caseFile.subject,
      identificativoDelFascicolo: opened.caseFile.identifier,
    });
    expect(file.cad41.elencoDeiDocumenti).toHaveLength(file.documenti.length);
  });

  it('lists each document once, with its fingerprint and the fact that brought it', () => {
    const minutes = facts.filter(({ type }) => type === 'MinutesRecorded');
    for (const { id, data } of minutes) {
      const { sha256, title } = data['document'] as { sha256: string; title: string };
      const found = file.documenti.filter(
        ({ IdDoc }) =>
          IdDoc.ImprontaCrittograficaDelDocumento?.Impronta ===
          Buffer.from(sha256, 'hex').toString('base64'),
      );
      expect(found).toMatchObject([
        { ChiaveDescrittiva: { Oggetto: title }, registrazione: { fatto: id } },
      ]);
      expect(found[0]?.registrazione.foglia).toEqual({ indice: 12, impronta: 'cd'.repeat(32) });
    }
    const numbers = file.cad41.elencoDeiDocumenti.flatMap(({ numero }) => numero ?? []);
    const acts = facts.filter(({ data }) => 'actDate' in data && 'number' in data);
    expect(numbers).toEqual(acts.map(({ data }) => data['number']));
  });

  it('has the days and the phases of the procedure', async () => {
    expect(file.aggregazione.DataApertura).toBe('2024-01-15');
    expect(file.aggregazione.DataChiusura).toBe('2025-03-14');
    expect(file.aggregazione.ProcedimentoAmministrativo.Fasi).toEqual([
      { TipoFase: 'Preparatoria', DataInizioFase: '2024-01-15', DataFineFase: '2024-01-22' },
      { TipoFase: 'Istruttoria', DataInizioFase: '2024-01-22', DataFineFase: '2024-03-18' },
      {
        ...{ TipoFase: 'Decisoria o deliberativa' },
        ...{ DataInizioFase: '2024-03-18', DataFineFase: '2024-04-03' },
      },
    ]);
    const next = await caseFileOf(log, NEXT);
    expect(next.aggregazione.DataChiusura).toBeNull();
  });

  it('makes nothing up: what nobody has recorded is null, and is told to be filled in', async () => {
    expect(file.aggregazione.TempoDiConservazione).toBeNull();
    expect(file.daCompilare).toEqual(
      expect.arrayContaining([
        '/aggregazione/TempoDiConservazione',
        '/aggregazione/Classificazione',
        '/documenti/0/ModalitaDiFormazione',
      ]),
    );
    expect(file.daCompilare).not.toContain('/aggregazione/DataApertura');
    // Before the cycle is opened nobody has said whose it is.
    const drafted = await caseFileOf(log, CYCLE, text(facts[0]?.metadata['recordedAt']));
    expect(drafted.cad41).toMatchObject({
      ...{ amministrazioneTitolare: null, responsabileDelProcedimento: null },
      ...{ identificativoDelFascicolo: null, elencoDeiDocumenti: [] },
    });
    expect(drafted.daCompilare).toContain('/cad41/identificativoDelFascicolo');
    // It is not closed yet: there is nothing to fill in.
    expect(drafted.daCompilare).not.toContain('/aggregazione/DataChiusura');
  });

  it('does not say what a document is called, where that is personal data', () => {
    const received = dataOf('ContributionReceived');
    const { sha256 } = received?.['document'] as unknown as { sha256: string };
    const listed = file.cad41.elencoDeiDocumenti.find((each) => each.sha256 === sha256);
    expect(listed).toEqual({ oggetto: null, sha256 });
  });

  it('has the number of an act as it was corrected', async () => {
    const corrected = await ExportedLog.ofTheDemonstration();
    try {
      const factRevision = facts.findIndex(({ data }) => 'actDate' in data && 'number' in data);
      const { id, data } = facts[factRevision]!;
      const correction = {
        type: 'RecordCorrected',
        data: {
          ...{ eventId: id, factType: 'DeliberationRecorded', factRevision, field: '/number' },
          ...{ subjectId: text(data['sessionId']), old: text(data['number']), new: '77' },
        },
      } as const;
      await corrected.append(CYCLE, [anotherFact(correction, facts.length)]);
      const { cad41 } = await caseFileOf(corrected, CYCLE);
      const numbers = cad41.elencoDeiDocumenti.flatMap(({ numero }) => numero ?? []);
      expect(numbers).toContain('77');
      expect(numbers).not.toContain(data['number']);
    } finally {
      await corrected.end();
    }
  });
});
