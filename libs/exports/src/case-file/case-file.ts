import { WITHHELD } from '#people';
import { correctionsIn } from '#planning';
import type { ExportedFact } from '../exported-fact.js';
import { objectId } from '../objects/object-id.js';
import { documentsIn, type FiledDocument } from './documents.js';
import { blanksIn } from './blanks.js';
import { CASE_FILE_SCHEMA } from './case-file.schema.js';
import { PhasesOfProcedure } from './phases.js';

/**
 * The case file of a cycle (fascicolo informatico): the six things that CAD art. 41 c. 2-ter asks to be told of it, and the
 * metadata of the AgID guidelines of 2021, annex 5, for the aggregation and for each document. What nobody has recorded
 * is null, and said to be for the office to fill in.
 */
export async function* caseFile(
  facts: AsyncIterable<ExportedFact>,
  at: string | undefined,
): AsyncGenerator<string> {
  const documents = new Map<string, FiledDocument>();
  const phases = new PhasesOfProcedure();
  const days: Days = {};
  let last: ExportedFact | undefined;
  for await (const fact of facts) {
    // The first fact that brings a document files it.
    for (const each of documentsIn(fact)) {
      const key = each.sha256 ?? `${each.number ?? ''} ${each.date ?? ''}`;
      if (!documents.has(key)) documents.set(key, each);
    }
    phases.follow(fact);
    if (fact.type === 'CycleOpened') days.opened ??= fact.envelope.occurredOn;
    if (fact.type === 'CycleClosed') days.closed = fact.envelope.occurredOn;
    if (fact.type === 'CycleReopened') delete days.closed;
    last = fact;
  }
  if (last === undefined) return;
  const filed = [...documents.values()].map((each) => corrected(each, last.life.data));
  const file = written(last, filed, phases, days);
  const whole = {
    schema: CASE_FILE_SCHEMA,
    ...{ ciclo: last.cycleId, revisione: last.revision, at: at ?? null },
    ...file,
    daCompilare: blanksIn(file),
  };
  yield `${JSON.stringify(whole, null, 2)}\n`;
}

interface Days {
  opened?: string;
  closed?: string;
}

/** What a life says of its case file, if it has one. */
interface CaseFileInLife {
  readonly caseFile?: {
    readonly identifier: string;
    readonly ownerAdministration: string;
    readonly otherAdministrations: readonly string[];
    readonly subject: string;
  };
  readonly responsiblePersonId?: string;
}

function written(
  last: ExportedFact,
  documents: readonly FiledDocument[],
  phases: PhasesOfProcedure,
  { opened, closed }: Days,
): object {
  const { life, zone } = last;
  const { caseFile: file, responsiblePersonId } = life.data as unknown as CaseFileInLife;
  const responsible =
    responsiblePersonId === undefined
      ? null
      : objectId('person', responsiblePersonId, { cycleId: last.cycleId, zone });
  const IdAgg = { TipoAggregazione: 'Fascicolo', IdAggregazione: file?.identifier ?? null };
  const each = documents.map((document) => documentMetadata(document, IdAgg, zone));
  return {
    cad41: {
      amministrazioneTitolare: file?.ownerAdministration ?? null,
      altreAmministrazioniPartecipanti: file?.otherAdministrations ?? null,
      responsabileDelProcedimento: responsible,
      oggettoDelProcedimento: file?.subject ?? null,
      elencoDeiDocumenti: documents.map(({ title, sha256, number, date }) => ({
        oggetto: title === WITHHELD ? null : title,
        sha256: sha256 ?? null,
        ...(number !== undefined && { numero: number, data: date }),
      })),
      identificativoDelFascicolo: file?.identifier ?? null,
    },
    aggregazione: {
      IdAgg,
      TipologiaFascicolo: 'procedimento amministrativo',
      Soggetti: [
        {
          TipoRuolo: 'Amministrazione titolare',
          TipoSoggetto: 'PAI',
          Denominazione: file?.ownerAdministration ?? null,
          CodiceIPA: null,
        },
        ...(file?.otherAdministrations ?? []).map((Denominazione) => ({
          ...{ TipoRuolo: 'Amministrazioni partecipanti', TipoSoggetto: 'PAI' },
          ...{ Denominazione, CodiceIPA: null },
        })),
        { TipoRuolo: 'RUP', TipoSoggetto: 'PF', Identificativo: responsible },
      ],
      Assegnazione: null,
      DataApertura: opened ?? null,
      Classificazione: null,
      Progressivo: null,
      ChiaveDescrittiva: { Oggetto: file?.subject ?? null, ParoleChiave: null },
      DataChiusura: closed ?? null,
      ProcedimentoAmministrativo: {
        MateriaArgomentoStrutturaProcedimento: null,
        Procedimento: life.workflow.definition.title.it,
        CatalogoProcedimenti: null,
        Fasi: phases.told(),
      },
      IndiceDocumenti: each.map(({ TipoDocumento, IdDoc }) => ({ TipoDocumento, IdDoc })),
      PosizioneFisicaAggregazioneDocumentale: null,
      IdAggPrimario: null,
      TempoDiConservazione: null,
      Note: null,
    },
    documenti: each,
  };
}

function documentMetadata(document: FiledDocument, IdAgg: object, zone: string) {
  const { title, sha256, protocol, number, date, kind, fact } = document;
  const registered = protocol ?? number;
  return {
    TipoDocumento:
      registered === undefined ? 'DocumentoInformatico' : 'DocumentoAmministrativoInformatico',
    IdDoc: {
      ImprontaCrittograficaDelDocumento:
        sha256 === undefined
          ? null
          : { Impronta: Buffer.from(sha256, 'hex').toString('base64'), Algoritmo: 'SHA-256' },
      Segnatura: protocol ?? null,
      Identificativo: sha256 ?? `${number ?? ''} ${date ?? ''}`,
    },
    ModalitaDiFormazione: null,
    TipologiaDocumentale: kind ?? null,
    DatiDiRegistrazione: {
      TipologiaDiFlusso: null,
      TipoRegistro: protocol === undefined ? null : 'Protocollo Ordinario/Protocollo Emergenza',
      DataRegistrazione: date ?? null,
      NumeroDocumento: registered ?? null,
      CodiceRegistro: null,
    },
    Soggetti: [
      {
        ...{ TipoRuolo: 'Soggetto che effettua la registrazione', TipoSoggetto: 'PF' },
        Identificativo: objectId('person', fact.personId, { cycleId: '', zone }),
      },
      { TipoRuolo: 'Autore', TipoSoggetto: null, Denominazione: null },
    ],
    ChiaveDescrittiva: { Oggetto: title === WITHHELD ? null : title, ParoleChiave: null },
    Allegati: null,
    Classificazione: null,
    Riservato: null,
    IdentificativoDelFormato: null,
    Verifica: null,
    Agg: IdAgg,
    IdIdentificativoDocumentoPrimario: null,
    NomeDelDocumento: null,
    VersioneDelDocumento: null,
    TracciatureModificheDocumento: null,
    TempoDiConservazione: null,
    Note: null,
    /** Not of the annex: the fact by which it came in, and where that stands in the ledger. */
    registrazione: {
      ...{ fatto: fact.id, tipo: fact.type, revisione: fact.revision, avvenutoIl: fact.occurredOn },
      foglia:
        fact.leaf === undefined ? null : { indice: fact.leaf.index, impronta: fact.leaf.hash },
    },
  };
}

/** A document as it stands after all corrections of the fact that brought it. */
function corrected(document: FiledDocument, data: object): FiledDocument {
  let result = document;
  const members = { title: 'title', protocol: 'protocol', number: 'number', actDate: 'date' };
  for (const { factRevision, field, new: right } of correctionsIn(data).corrections) {
    if (factRevision !== document.fact.revision) continue;
    for (const [name, member] of Object.entries(members)) {
      if (field === `${document.pointer}/${name}`) result = { ...result, [member]: right };
    }
  }
  if (result.number === document.number && result.date === document.date) return result;
  const { number = '', date = '' } = result;
  return { ...result, title: result.title.replace(/n\. .*$/u, `n. ${number} del ${date}`) };
}
