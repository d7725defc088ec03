import { Ajv2020 } from 'ajv/dist/2020.js';
import { CommandFailed } from '../failure.js';
import livorno from './livorno-2024/programme.json' with { type: 'json' };
import { programmeDataSchema } from './programme-data.schema.js';
import { readJsonFile } from './read-json-file.js';

/** A place in a document: its key among `documents`, and first and last line of each passage. */
export interface Passage {
  readonly file: string;
  readonly lines: readonly (readonly number[])[];
}

/** A statement as a document makes it: an id and where it stands. */
interface Statement {
  readonly id: string;
  readonly source: Passage;
}

export interface PlanData extends Statement {
  readonly name: string;
  readonly acronym: string | null;
  readonly duration_text: string;
  /** Years. */
  readonly period: { readonly from: string; readonly to: string; readonly precision: 'year' };
}

export interface ObjectiveData extends Statement {
  readonly name: string;
}

export interface ProgrammeEntryData extends Statement {
  readonly name: string;
  /** The name without the hyphens of line ends. */
  readonly name_leggibile: string;
  readonly objective_id: string | null;
}

export interface MeetingData extends Statement {
  /** The day, `2024-02-20`. */
  readonly date: string;
  readonly counterpart: string;
  readonly channel: 'in_presenza' | 'online';
  readonly venue: string | null;
  readonly room: string | null;
  readonly start_time: string | null;
  readonly attendees: readonly string[] | null;
  readonly minutes: string | null;
  readonly text: string;
}

export interface ThemeData {
  readonly theme: string;
  readonly critical_nodes: readonly string[];
  /** One passage for each critical node, in the same order. */
  readonly source: Passage;
}

export interface PositiveAspectData {
  readonly n: number;
  readonly text: string;
  readonly theme: string | null;
  readonly theme_guess?: string;
  readonly source: Passage;
}

export interface QuestionData extends Statement {
  readonly subject: string;
  readonly text: string;
  readonly guess?: string;
  /** The words of the document. */
  readonly raw: string;
}

/**
 * What public documents say about the yearly programme of a zone. Null where they say nothing: it is
 * imported as a question. livorno-2024/README.md has the rules.
 */
export interface ProgrammeData {
  readonly zone: string;
  readonly zone_name: string;
  readonly year: number;
  readonly title: string;
  /** Short title of each document, by the key that `source.file` uses. */
  readonly documents: Readonly<Record<string, string>>;
  readonly regional_act: {
    readonly cite: string;
    readonly date: string | null;
    readonly raw: string;
    readonly source: Passage;
  };
  readonly planning_documents: readonly PlanData[];
  readonly tree: {
    readonly title: string;
    readonly source: Passage;
    readonly objectives: readonly ObjectiveData[];
    readonly programmes: readonly ProgrammeEntryData[];
  };
  readonly participation: {
    readonly shared_contents: readonly string[];
    readonly meetings: readonly MeetingData[];
  };
  readonly health_profile: {
    readonly edition: string;
    readonly title: string;
    readonly source: Passage;
    readonly themes: readonly ThemeData[];
    readonly positive_aspects: readonly PositiveAspectData[];
  };
  readonly questions: readonly QuestionData[];
}

/** The POA 2024 of the Zona Livornese, as its public documents give it. */
export const livornoProgramme: ProgrammeData = mustBeProgrammeData(livorno, 'livorno-2024');

/**
 * Reads the data of a programme from a file.
 * @throws CommandFailed when there is no such file or it is not written as it should be
 */
export async function readProgrammeData(file: string): Promise<ProgrammeData> {
  return mustBeProgrammeData(await readJsonFile(file), file);
}

function mustBeProgrammeData(data: unknown, name: string): ProgrammeData {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
  const isProgrammeData = ajv.compile<ProgrammeData>(programmeDataSchema);
  if (isProgrammeData(data)) return data;
  const [problem] = isProgrammeData.errors ?? [];
  throw new CommandFailed(
    `${name} non ha la forma dei dati di un programma: ${problem?.instancePath ?? ''} ` +
      `${problem?.message ?? ''}. La forma è descritta in livorno-2024/README.md.`,
  );
}
