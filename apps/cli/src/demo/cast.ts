import { TracciaClient } from '../traccia-client.js';
import { Actor } from './actor.js';
import type { Narrator } from './narrator.js';
import type { Part, StageDoor } from './stage-door.js';

/** A functional unit of the health authority or a service of a municipality, with its two people. */
export interface Unit {
  readonly unitId: string;
  readonly holder: 'AUSL' | 'COMUNE';
  readonly head: Actor;
  /** Who fills in the schede. */
  readonly referent: Actor;
}

/** Everybody in the story, each with a session of their own. They have roles, not names. */
export interface Cast {
  readonly coordinator: Actor;
  readonly operator: Actor;
  readonly director: Actor;
  readonly secretary: Actor;
  readonly auditor: Actor;
  readonly stakeholder: Actor;
  readonly administrator: Actor;
  readonly units: readonly Unit[];
  /** The head of a service who is also lent to the planning office: the same person, another role. */
  readonly headInTheOffice: Actor;
  /** Who comes to head a unit in the course of the year. */
  readonly successor: Actor;
}

/** No public document lists the units: numbers keep them from looking real. */
const units = [
  ...numbered('uf', 12).map((unitId) => ({ unitId, holder: 'AUSL' as const })),
  ...numbered('servizio', 8).map((unitId) => ({ unitId, holder: 'COMUNE' as const })),
];
const head = (unitId: string): Part => ({ personId: `responsabile-${unitId}`, role: 'UH', unitId });
const referent = (unitId: string): Part => ({
  personId: `referente-${unitId}`,
  role: 'RF',
  unitId,
});

const parts = {
  coordinator: { personId: 'coordinatore-up', role: 'UPc' },
  operator: { personId: 'operatore-up', role: 'UPo' },
  director: { personId: 'direttore', role: 'DIR' },
  secretary: { personId: 'segreteria', role: 'SEG' },
  auditor: { personId: 'revisore', role: 'AUD' },
  stakeholder: { personId: 'portatore', role: 'ETS' },
  administrator: { personId: 'amministratore', role: 'ADM' },
  headInTheOffice: { personId: 'responsabile-servizio-01', role: 'UPo' },
  successor: { personId: 'nuovo-responsabile-servizio-05', role: 'UH', unitId: 'servizio-05' },
} as const satisfies Readonly<Record<string, Part>>;

/** Where the cast plays, and what. */
interface Performing {
  readonly server: string;
  readonly cycleId: string;
  readonly narrator: Narrator;
  readonly newCommandId: () => string;
}

/** Puts the cast before a running server. */
export function castOf(
  door: Pick<StageDoor, 'secretOf'>,
  { server, cycleId, narrator, newCommandId }: Performing,
): Cast {
  const actor = (part: Part): Actor => {
    const client = new TracciaClient(server, { session: door.secretOf(part) }, newCommandId);
    return new Actor(part.personId, client, cycleId, narrator);
  };
  return {
    coordinator: actor(parts.coordinator),
    operator: actor(parts.operator),
    director: actor(parts.director),
    secretary: actor(parts.secretary),
    auditor: actor(parts.auditor),
    stakeholder: actor(parts.stakeholder),
    administrator: actor(parts.administrator),
    headInTheOffice: actor(parts.headInTheOffice),
    successor: actor(parts.successor),
    units: units.map(({ unitId, holder }) => ({
      unitId,
      holder,
      head: actor(head(unitId)),
      referent: actor(referent(unitId)),
    })),
  };
}

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`,
  );
}
