import { roleNames, type ListedPerson } from '#people';
import { everyRole, nameOf, verbs, type OrganisationOn } from '#planning';
import type { Language } from '../../words/language.js';

/** What an id of a request can name, and by which fields; the first of them is what the thing itself calls its id. */
const names = {
  schede: ['schedaId', 'schedaIds'],
  programmes: ['programmeId'],
  objectives: ['objectiveId', 'objectiveIds'],
  units: ['unitId', 'toUnitId', 'responsibleUnitId', 'mergedUnitIds'],
  people: [
    ...['personId', 'newPersonId', 'toPersonId', 'headPersonId', 'responsiblePersonId'],
    'ledByPersonId',
  ],
  bodies: ['bodyIds', 'holderBodyIds', 'bodyId'],
  meetings: ['meetingId'],
  questions: ['questionId'],
  deadlines: ['deadlineId'],
  themes: ['themeId'],
  needs: ['needId'],
  dataSources: ['dataSourceId'],
  indicators: ['indicatorId'],
  sessions: ['sessionId'],
  prescriptions: ['prescriptionId'],
  promises: ['promiseId'],
  contributions: ['contributionId'],
  coProgrammingApplications: ['applicationId'],
  coDesignRows: ['coDesignRowId', 'coDesignRowIds', 'renewedBy', 'renews', 'addendumTo'],
  fundedProjects: ['fundedProjectId'],
  reportings: ['reportingId'],
  documents: ['documentId', 'supersedes', 'supersededBy'],
  delegations: ['delegationId'],
  roleGrants: ['roleGrantId'],
  spreadsheetImports: ['spreadsheetImportId'],
  officeClosures: ['closureId'],
  cycles: ['cycleId', 'fromCycleId', 'inCycleId'],
  procedures: ['procedureCycleId'],
  profiles: ['profileCycleId', 'byCycleId'],
  verbs: ['verbs'],
} as const;
export type Reference = keyof typeof names;

/** Ids that a request gives to something new, and those of a cycle that no list here knows: they are written. */
const written: ReadonlySet<string> = new Set([
  ...['AddObjective.objectiveId', 'AddProgramme.programmeId', 'AddUnit.unitId'],
  ...['ObjectiveRequest.objectiveId', 'ProgrammeRequest.programmeId'],
  ...['ProgrammeRequest.objectiveIds', 'NeedRequest.needId', 'AddFundedProject.fundedProjectId'],
  ...['SchedaReferenceRequest.schedaId', 'ChosenScheda.schedaId', 'SubjectRequest.bodyId'],
  ...['HolderRequest.bodyIds', 'CompleteCoDesignRow.holderBodyIds'],
]);

const byName: ReadonlyMap<string, Reference> = new Map(
  Object.entries(names).flatMap(([of, fields]) =>
    fields.map((field) => [field, of as Reference] as const),
  ),
);

/** What the id in a field of a request names, where it is chosen among what there is. */
export function referenceOf(request: string, field: string): Reference | undefined {
  return written.has(`${request}.${field}`) ? undefined : byName.get(field);
}

/** One of the things an id can name. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Where the things are that ids name. */
export interface Around {
  /** The life as the person may see it: each kind of thing in a list, or by its ids. */
  readonly shown: Readonly<Record<string, unknown>>;
  /** That of the zone, for whoever may read it. */
  readonly organisation: OrganisationOn | undefined;
  /** Who stands in the directory of the zone, for whoever may read it. */
  readonly directory?: readonly ListedPerson[];
  /** The cycles of the zone, the latest first. */
  readonly cycles: readonly { readonly cycleId: string; readonly title: string }[];
  readonly language: Language;
}

/**
 * What there is to choose from, by name; undefined where nobody here knows, and the id has to be written.
 */
export function choicesOf(of: Reference, around: Around): readonly Choice[] | undefined {
  const choices = elsewhere[of];
  return choices ? choices(around) : thingsIn(around.shown[of], of);
}

/** What is not simply kept in the life under its own name. */
const elsewhere: Readonly<
  Partial<Record<Reference, (around: Around) => readonly Choice[] | undefined>>
> = {
  units: ({ organisation }) => organisation && unitsIn(organisation),
  bodies: ({ organisation }) => organisation && unitsIn(organisation),
  people: (around) => around.organisation && peopleIn(around.organisation, around),
  cycles: ({ cycles }) => cyclesCalled(cycles, 'poa-annuale'),
  profiles: ({ cycles }) => cyclesCalled(cycles, 'profilo-di-salute'),
  procedures: ({ cycles }) => cyclesCalled(cycles, 'co-programmazione'),
  verbs: ({ language }) =>
    verbs
      .filter(({ who }) => who.some(({ role }) => role === 'UH' || role === 'DIR'))
      .map(({ name, title }) => ({ value: name, label: title[language] })),
  sessions: ({ shown }) =>
    thingsIn(shown['sessions'] ?? shown['coProgrammingSessions'], 'sessions'),
  coProgrammingApplications: ({ shown }) =>
    thingsIn(
      shown['applications'] ?? shown['coProgrammingApplications'],
      'coProgrammingApplications',
    ),
  reportings: ({ shown }) => reportingsIn(shown['fundedProjects']),
};

type Thing = Readonly<Record<string, unknown>>;

/** The things of one kind, whether in a list or by their ids. */
function thingsIn(things: unknown, of: Reference): readonly Choice[] | undefined {
  if (typeof things !== 'object' || things === null) return undefined;
  const [idName] = names[of];
  return Object.entries(things as Readonly<Record<string, Thing>>).map(([key, thing]) => {
    const id = thing[idName];
    const value = typeof id === 'string' ? id : key;
    return { value, label: labelOf(thing, value) };
  });
}

/** What people call a thing: the first of these it has. */
const called = ['title', 'name', 'subject', 'activity', 'body', 'why', 'theme', 'text', 'personId'];
/** What tells it from others of the same name. */
const besides = ['code', 'kind', 'date', 'due', 'sessionOn', 'role', 'fromPersonId', 'toPersonId'];
/** A longer name does not fit a list. */
const LONGEST_LABEL = 90;

function labelOf(thing: Thing, id: string): string {
  const name = [...called, 'organ']
    .map((key) => thing[key])
    .find((value) => typeof value === 'string' && value !== '');
  const more = besides.map((key) => thing[key]).filter((value) => typeof value === 'string');
  const whole = [name, ...more].filter((part) => typeof part === 'string').join(' · ');
  const label = whole === '' ? id : whole;
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}…` : label;
}

function reportingsIn(projects: unknown): readonly Choice[] | undefined {
  if (typeof projects !== 'object' || projects === null) return undefined;
  return Object.values(projects as Readonly<Record<string, Thing>>).flatMap(
    ({ reportings }) => thingsIn(reportings, 'reportings') ?? [],
  );
}

const byLabel = (one: Choice, other: Choice): number => one.label.localeCompare(other.label, 'it');

function unitsIn(organisation: OrganisationOn): readonly Choice[] {
  return Object.keys(organisation.data.units)
    .map((value) => ({ value, label: nameOf(organisation, value) ?? value }))
    .toSorted(byLabel);
}

/** Everybody whom the register gives a role or the directory names, each once, with what they are. */
function peopleIn(
  organisation: OrganisationOn,
  { directory = [], language }: Pick<Around, 'directory' | 'language'>,
): readonly Choice[] | undefined {
  const byPerson = Map.groupBy(everyRole(organisation.data), ({ personId }) => personId);
  const names = new Map(directory.map(({ personId, name }) => [personId, name]));
  const ids = new Set([...byPerson.keys(), ...names.keys()]);
  if (ids.size === 0) return undefined;
  return [...ids]
    .map((value) => {
      const held = byPerson.get(value) ?? [];
      const name = names.get(value);
      const called = name === undefined ? value : `${name} (${value})`;
      const is = held.map(({ role, unitId }) =>
        unitId === undefined
          ? roleNames[role][language]
          : `${roleNames[role][language]}, ${nameOf(organisation, unitId) ?? unitId}`,
      );
      return { value, label: [called, [...new Set(is)].join('; ')].filter(Boolean).join(' · ') };
    })
    .toSorted(byLabel);
}

function cyclesCalled(cycles: Around['cycles'], definitionId: string): readonly Choice[] {
  return cycles
    .filter(({ cycleId }) => cycleId.includes(`-${definitionId}`))
    .map(({ cycleId, title }) => ({ value: cycleId, label: `${title} (${cycleId})` }));
}
