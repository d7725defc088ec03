import { createHash } from 'node:crypto';
import { plainToInstance } from 'class-transformer';
import { canonicalJson } from '#event-store';
import type { AuthMethod, Person, Role } from '#people';
import {
  accepts,
  begin,
  evolve,
  Refusal,
  Workflow,
  type Definition,
  type Fact,
  type Life,
  type RecordedFact,
} from '#workflow';
import type { CycleCommand } from './command/cycle-command.js';
import { mustBeValid } from './command/invalid-command.js';
import type { DecisionContext, Elsewhere, Verb } from './command/verb.js';
import type { CycleData } from './cycle/cycle-data.js';
import { poaAnnualeV1 } from './definitions/poa-annuale.v1.js';
import type { Envelope } from './envelope.js';
import type { LifeData } from './life-data.js';
import { organisationOn, type OrganisationOn } from './organisation/organisation.js';
import type { DataOf, PlanningFact } from './planning-fact.js';
import type { RefusalCode } from './refusals.js';
import { verbByName } from './verbs.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of the canonical JSON, as the pipeline takes it. */
export const fingerprint = (value: unknown): string => sha256(canonicalJson(value));

/** What a test says about a decision when it matters; everything else has a plain default. */
export interface Circumstances {
  readonly as?: Role;
  readonly personId?: string;
  readonly authMethod?: AuthMethod;
  /** The unit their token names. */
  readonly unitId?: string;
  readonly occurredOn?: string;
  readonly today?: string;
  /** When it would be recorded, ISO 8601 UTC; in the morning of that day, unless said. */
  readonly recordedAt?: string;
  readonly schedaProblems?: DecisionContext['schedaProblems'];
  readonly elsewhere?: Partial<Elsewhere>;
  /** For whom, where it is done on behalf of somebody. */
  readonly onBehalfOf?: string;
  /** The organisation of the zone; of a register of organisation itself, that one. */
  readonly organisation?: OrganisationOn;
}

/** The body of a request as a caller writes it: JSON, not yet an instance of its class. */
export type Body<Wish extends CycleCommand> = Plain<Omit<Wish, keyof CycleCommand>> &
  Plain<Partial<Pick<CycleCommand, 'occurredOn' | 'lateReason' | 'reason'>>>;

type Plain<T> = unknown extends T
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : { readonly [Key in keyof T]: Plain<T[Key]> };

/**
 * The rule book of a definition: lives that have seen some facts, and what follows when somebody wishes
 * something of the cycle or register named.
 */
export function ruleBook<Data extends LifeData>(definition: Definition<Data>, cycleId: string) {
  const runs = new Workflow(definition, sha256);

  /** These facts as their stream gives them back: the planning office recorded each a minute after the other. */
  function recordedAfter(...facts: readonly PlanningFact[]): readonly RecordedFact[] {
    return facts.map((fact, revision) => {
      const envelope: Envelope = {
        actor: { personId: 'operatore', role: 'UPo', authMethod: 'api-token' },
        occurredOn: '2024-01-10',
        recordedAt: new Date(Date.UTC(2024, 0, 10, 8, revision)).toISOString(),
        commandId: `command-${revision}`,
        commandDigest: '0'.repeat(64),
        rule: 'test',
        definition: { id: definition.id, version: definition.version },
        schemaVersion: 1,
        reason: 'Motivo di prova',
      };
      return { ...fact, revision, metadata: { ...envelope } };
    });
  }

  /** A life that has seen these facts. */
  function lifeAfter(...facts: readonly PlanningFact[]): Life<Data> {
    const life = begin(runs);
    for (const recorded of recordedAfter(...facts)) evolve(life, recorded);
    return life;
  }

  /** Given these facts, when somebody wishes this, then those facts or that refusal. */
  function given(...facts: readonly PlanningFact[]) {
    const life = lifeAfter(...facts);
    return {
      when<Wish extends CycleCommand, Known extends LifeData>(
        verb: Verb<Wish, Known>,
        body: Body<Wish>,
        circumstances: Circumstances = {},
      ) {
        // A verb is only asked of definitions that remember what it needs: the tests are of one of them.
        const asked = verb as unknown as Verb<Wish, Data>;
        const answer = decide(life, cycleId, asked, body, circumstances);
        return {
          /** What the decision answered, for a test that looks at a part of it. */
          answer,
          /** Exactly these facts, plain and storable, and the machines accept them. */
          then(...expected: readonly PlanningFact[]): void {
            expect(answer).toStrictEqual(expected);
            expect(accepts(life, expected)).toMatchObject({ accepted: true });
            for (const { data } of expected) expect(() => canonicalJson(data)).not.toThrow();
          },
          /** This refusal: of the decision, or `not-now` of the machines. */
          thenRefused(code: RefusalCode, details?: Refusal['details']): void {
            const refusal = answer instanceof Refusal ? answer : refusalOfTheMachines(life, answer);
            expect(refusal?.code).toBe(code);
            if (details) expect(refusal?.details).toEqual(details);
          },
        };
      },
    };
  }

  return { reference: runs.reference, recordedAfter, lifeAfter, given };
}

const poa = ruleBook<CycleData>(poaAnnualeV1, 'livornese-poa-annuale-2024');

/** A life of a yearly programme that has seen these facts. */
export const recordedAfter = poa.recordedAfter;
export const lifeAfter = poa.lifeAfter;
/** Given these facts of a yearly programme, when somebody wishes this, then those facts or that refusal. */
export const given = poa.given;

function decide<Wish extends CycleCommand, Data extends LifeData>(
  life: Life<Data>,
  cycleId: string,
  verb: Verb<Wish, Data>,
  body: Body<Wish>,
  circumstances: Circumstances,
): readonly PlanningFact[] | Refusal {
  // As at the edge: an instance of the request, checked, its absent members undefined.
  const wish = plainToInstance(verb.command, body);
  mustBeValid(verb.name, wish);
  const { as = verb.who[0]?.role ?? 'UPc', personId = 'chi-agisce' } = circumstances;
  const { today = '2024-06-30', occurredOn = '2024-01-10' } = circumstances;
  const { recordedAt = `${today}T08:00:00.000Z` } = circumstances;
  const { schedaProblems = () => [], elsewhere = {} } = circumstances;
  const { onBehalfOf, organisation = organisationOn(life, today) } = circumstances;
  const person: Person = {
    ...{ personId: onBehalfOf ?? personId, role: as, zone: 'livornese' },
    authMethod: circumstances.authMethod ?? 'passkey',
    ...(circumstances.unitId !== undefined && { unitId: circumstances.unitId }),
  };
  wish.envelope = { commandId: 'command', cycleId, person };
  return verb.decide(life, wish, {
    person,
    hands: onBehalfOf === undefined ? [personId] : [personId, onBehalfOf],
    organisation,
    occurredOn,
    ...{ today, recordedAt },
    newId: (name) => `new-${name}`,
    fingerprint,
    isVerb: (name) => verbByName.has(name),
    schedaProblems,
    elsewhere: {
      ...{ life: () => undefined, fact: () => undefined, sameCommand: [] },
      ...{ words: (text: string) => text, keysOf: () => [] },
      ...elsewhere,
    },
  });
}

function refusalOfTheMachines<Data>(life: Life<Data>, facts: readonly Fact[]): Refusal | undefined {
  return accepts(life, facts).accepted ? undefined : new Refusal('not-now');
}

/** A document to attach in a test. */
export const document = { title: 'Documento', sha256: 'a'.repeat(64) } as const;

/** A source as an import cites it. */
export const source = { file: 'poa-2024.md', lines: [16, 17] } as const;

const drafted = {
  type: 'CycleDrafted',
  data: {
    cycleId: 'livornese-poa-annuale-2024',
    zone: 'livornese',
    year: 2024,
    title: 'POA 2024',
    definition: poa.reference,
  },
} as const satisfies PlanningFact;

/** The facts that bring a cycle to its draft, to its kickoff and to its preparation. */
export const inDraft: readonly PlanningFact[] = [drafted];
export const inKickoff: readonly PlanningFact[] = [
  drafted,
  {
    type: 'CycleOpened',
    data: {
      caseFile: {
        identifier: 'fascicolo-2024',
        ownerAdministration: 'Zona livornese',
        otherAdministrations: [],
        subject: 'POA 2024',
      },
      responsiblePersonId: 'coordinatore',
    },
  },
];
export const inPreparation: readonly PlanningFact[] = [
  ...inKickoff,
  {
    type: 'KickoffHeld',
    data: {
      attendance: [{ unitId: 'anziani', personId: 'responsabile', presence: 'present' }],
      trainingOnProweb: true,
      materials: [],
    },
  },
];

/** What the law asks for before the verification opens: everybody heard, co-programming decided. */
export const gatesSettled: readonly PlanningFact[] = [
  {
    type: 'ParticipationCompleted',
    data: { heard: ['UTENTI'], exempted: [] },
  },
  {
    type: 'CoProgrammingNotActivated',
    data: { motivation: 'TIGHT_SCHEDULE', text: 'Tempi stretti. '.repeat(5) },
  },
];

/** A scheda given to its unit; its number is the last part of its id: `S-3`. */
export const assigned = (
  schedaId: string,
  more: Partial<DataOf<'SchedaAssigned'>> = {},
): PlanningFact => ({
  type: 'SchedaAssigned',
  data: {
    schedaId,
    code: `2024-P1-${schedaId.slice(2).padStart(3, '0')}`,
    programmeId: 'P1',
    unitId: 'anziani',
    personId: 'responsabile',
    title: `Scheda ${schedaId}`,
    schema: 'urn:traccia:scheda:1',
    ...more,
  },
});

/** The facts that bring a scheda from its assignment to the office; written by the person of `lifeAfter`. */
export const submitted = (schedaId: string): readonly PlanningFact[] => [
  assigned(schedaId),
  {
    type: 'SchedaRevised',
    data: { schedaId, version: 1, changes: { description: schedaId }, contentHash: hash(schedaId) },
  },
  { type: 'SchedaSubmitted', data: { schedaId, version: 1, contentHash: hash(schedaId) } },
];
export const taken = (schedaId: string): readonly PlanningFact[] => [
  ...submitted(schedaId),
  { type: 'SchedaTakenInCharge', data: { schedaId } },
];
export const checked = (schedaId: string): readonly PlanningFact[] => [
  ...taken(schedaId),
  { type: 'SchedaChecked', data: { schedaId, version: 1, contentHash: hash(schedaId) } },
];

/** The content hash that `submitted` gives a scheda. */
export const hash = (schedaId: string): string => sha256(schedaId);

/** A manifest of nothing, for cycles where it does not matter what is in it. */
const emptyManifest = {
  schede: [],
  objectives: [],
  programmes: [],
  coProgramming: { decision: 'undecided', ground: '' },
  documents: [],
} as const;

/** The fact that brings a cycle from its verification to its approval, where it does not matter with what. */
export const verificationClosed: PlanningFact = {
  type: 'VerificationClosed',
  data: { manifest: emptyManifest, manifestHash: fingerprint(emptyManifest), leftOut: [] },
};

/** The facts that bring a cycle to its verification, after those about its schede. */
export const inVerification = (...schede: readonly PlanningFact[]): readonly PlanningFact[] => [
  ...inPreparation,
  ...schede,
  ...gatesSettled,
  { type: 'VerificationOpened', data: {} },
];
