/** What a case file calls the schema it keeps to. */
export const CASE_FILE_SCHEMA = 'urn:traccia:schema:fascicolo:1';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string', minLength: 1 };
const count: Schema = { type: 'integer', minimum: 0 };
const day: Schema = { type: 'string', format: 'date' };
const fingerprint: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const base64Digest: Schema = { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' };

/** What nobody has recorded is null. */
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
/** What nothing here ever knows: for the office. */
const unknown: Schema = { type: 'null' };
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const closed = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const idAgg = closed({
  TipoAggregazione: { const: 'Fascicolo' },
  IdAggregazione: orNull(text),
});

const idDoc = closed({
  ImprontaCrittograficaDelDocumento: orNull(
    closed({ Impronta: base64Digest, Algoritmo: { const: 'SHA-256' } }),
  ),
  Segnatura: orNull(text),
  Identificativo: text,
});

const subject = closed(
  { TipoRuolo: text, TipoSoggetto: orNull({ enum: ['PF', 'PG', 'PAI', 'PAE', 'AS', 'SW'] }) },
  { Denominazione: orNull(text), CodiceIPA: unknown, Identificativo: orNull(text) },
);

const documentType: Schema = {
  enum: ['DocumentoAmministrativoInformatico', 'DocumentoInformatico'],
};

/** The schema of a case file (JSON Schema 2020-12), with the names of annex 5 of the AgID guidelines of 2021. */
export const caseFileSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: CASE_FILE_SCHEMA,
  title: 'Il fascicolo informatico di un ciclo / The case file of a cycle',
  ...closed({
    schema: { const: CASE_FILE_SCHEMA },
    ciclo: text,
    revisione: count,
    at: orNull({ type: 'string', format: 'date-time' }),
    cad41: closed({
      amministrazioneTitolare: orNull(text),
      altreAmministrazioniPartecipanti: orNull(listOf(text)),
      responsabileDelProcedimento: orNull(text),
      oggettoDelProcedimento: orNull(text),
      elencoDeiDocumenti: listOf(
        closed({ oggetto: orNull(text), sha256: orNull(fingerprint) }, { numero: text, data: day }),
      ),
      identificativoDelFascicolo: orNull(text),
    }),
    aggregazione: closed({
      IdAgg: idAgg,
      TipologiaFascicolo: { const: 'procedimento amministrativo' },
      Soggetti: { ...listOf(subject), minItems: 2 },
      Assegnazione: unknown,
      DataApertura: orNull(day),
      Classificazione: unknown,
      Progressivo: unknown,
      ChiaveDescrittiva: closed({ Oggetto: orNull(text), ParoleChiave: unknown }),
      DataChiusura: orNull(day),
      ProcedimentoAmministrativo: closed({
        MateriaArgomentoStrutturaProcedimento: unknown,
        Procedimento: text,
        CatalogoProcedimenti: unknown,
        Fasi: listOf(
          closed({
            TipoFase: {
              enum: [
                ...['Preparatoria', 'Istruttoria', 'Consultiva', 'Decisoria o deliberativa'],
                "Integrazione dell'efficacia",
              ],
            },
            DataInizioFase: day,
            DataFineFase: orNull(day),
          }),
        ),
      }),
      IndiceDocumenti: listOf(closed({ TipoDocumento: documentType, IdDoc: idDoc })),
      PosizioneFisicaAggregazioneDocumentale: unknown,
      IdAggPrimario: unknown,
      TempoDiConservazione: unknown,
      Note: unknown,
    }),
    documenti: listOf(
      closed({
        TipoDocumento: documentType,
        IdDoc: idDoc,
        ModalitaDiFormazione: unknown,
        TipologiaDocumentale: orNull(text),
        DatiDiRegistrazione: closed({
          TipologiaDiFlusso: unknown,
          TipoRegistro: orNull({ const: 'Protocollo Ordinario/Protocollo Emergenza' }),
          DataRegistrazione: orNull(day),
          NumeroDocumento: orNull(text),
          CodiceRegistro: unknown,
        }),
        Soggetti: listOf(subject),
        ChiaveDescrittiva: closed({ Oggetto: orNull(text), ParoleChiave: unknown }),
        Allegati: unknown,
        Classificazione: unknown,
        Riservato: unknown,
        IdentificativoDelFormato: unknown,
        Verifica: unknown,
        Agg: idAgg,
        IdIdentificativoDocumentoPrimario: unknown,
        NomeDelDocumento: unknown,
        VersioneDelDocumento: unknown,
        TracciatureModificheDocumento: unknown,
        TempoDiConservazione: unknown,
        Note: unknown,
        registrazione: closed({
          fatto: { type: 'string', format: 'uuid' },
          tipo: text,
          revisione: count,
          avvenutoIl: day,
          foglia: orNull(closed({ indice: count, impronta: fingerprint })),
        }),
      }),
    ),
    daCompilare: { type: 'array', items: { type: 'string', format: 'json-pointer' } },
  }),
};
