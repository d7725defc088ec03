import { Ajv2020 } from 'ajv/dist/2020.js';
import type { DataOf } from '#planning';
import { CommandFailed } from '../failure.js';
import livorno from './livorno-2024/register.json' with { type: 'json' };
import type { Passage, QuestionData } from './programme-data.js';
import { readJsonFile } from './read-json-file.js';
import { registerDataSchema } from './register-data.schema.js';

type Row = DataOf<'CoDesignRowAdded'>;

/** A period as a document gives it, no more exact than that. */
export interface PeriodData {
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: 'day' | 'month' | 'year' | null;
  readonly duration_months: number | null;
  readonly text: string;
  readonly condition: string | null;
}

interface Statement {
  readonly id: string;
  readonly source: Passage;
}

export interface RowData extends Statement {
  readonly holder: string;
  /** With the hyphens at the ends of lines mended. */
  readonly activity: string;
  readonly activity_raw: string;
  readonly legal_form: Row['legalForm'] | null;
  readonly subjects: readonly { readonly text: string; readonly role: string }[];
  readonly state: Row['outcome'];
  readonly state_text: string;
  readonly state_condition: string | null;
  readonly period: PeriodData;
  readonly codes: {
    readonly cup: readonly string[];
    readonly cig: readonly string[];
    readonly clp: readonly string[];
  };
  readonly legal_references: readonly string[];
  readonly addendum_to: string | null;
  readonly amount_eur: string | null;
  readonly act: string | null;
  readonly scheda: string | null;
}

export interface FundedProjectData extends Statement {
  readonly name: string | null;
  readonly description: string;
  readonly funder: string | null;
  readonly holder: string | null;
  readonly amount_eur: string | null;
  readonly amount_raw: string;
  readonly period: PeriodData;
  readonly cup: string | null;
  readonly actions: readonly {
    readonly text: string;
    readonly min_eur: string | null;
    readonly max_eur: string | null;
    readonly per: string | null;
  }[];
}

export interface PlanDocumentData extends Statement {
  readonly kind: DataOf<'DocumentRegistered'>['kind'];
  readonly title: string;
  readonly edition: string | null;
  readonly period: PeriodData | null;
  readonly body: string | null;
  readonly act_ref: string | null;
  readonly raw: string;
}

/**
 * What public documents say for the register of a zone. Null where they say nothing: it is imported as a
 * question. livorno-2024/README.md has the rules.
 */
export interface RegisterData {
  readonly zone: string;
  readonly zone_name: string;
  readonly title: string;
  /** Short title of each document, by the key that `source.file` uses. */
  readonly documents: Readonly<Record<string, string>>;
  /** Which bodies the words for a holder mean. */
  readonly holders: readonly { readonly text: string; readonly body_ids: readonly string[] }[];
  readonly rows: readonly RowData[];
  readonly funded_projects: readonly FundedProjectData[];
  readonly plan_documents: readonly PlanDocumentData[];
  readonly questions: readonly QuestionData[];
}

/** What the POA 2024 of the Zona Livornese says for its register. */
export const livornoRegister: RegisterData = mustBeRegisterData(livorno, 'livorno-2024');

/**
 * Reads the data of a register from a file.
 * @throws CommandFailed when there is no such file or it is not written as it should be
 */
export async function readRegisterData(file: string): Promise<RegisterData> {
  return mustBeRegisterData(await readJsonFile(file), file);
}

function mustBeRegisterData(data: unknown, name: string): RegisterData {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  const isRegisterData = ajv.compile<RegisterData>(registerDataSchema);
  if (isRegisterData(data)) return data;
  const [problem] = isRegisterData.errors ?? [];
  throw new CommandFailed(
    `${name} non ha la forma dei dati di un registro: ${problem?.instancePath ?? ''} ` +
      `${problem?.message ?? ''}. La forma è descritta in livorno-2024/README.md.`,
  );
}
