import { canonicalJson } from '#event-store';
import { idFrom, sha256 } from '#planning';
import type { OrganisationView, Self } from '../access/access-views.js';
import type { TracciaClient } from '../traccia-client.js';
import { TracciaProblem } from '../traccia-problem.js';
import type { PersonRow } from './people-file.js';
import type { SetUpPlan } from './set-up-plan.js';

/** What a set-up needs of the API. */
export type SetUpClient = Pick<TracciaClient, 'perform'>;

/** What was done, and what the server would not do. */
export interface SetUpReport {
  readonly granted: number;
  readonly revoked: number;
  readonly refused: readonly { readonly what: string; readonly problem: TracciaProblem }[];
}

/** With what a set-up works. */
export interface SetUpParts {
  readonly client: SetUpClient;
  readonly self: Pick<Self, 'personId'>;
  readonly organisation: Pick<OrganisationView, 'registerId' | 'revision' | 'on'>;
  /** Why roles are taken back. */
  readonly reason: string;
  /** Called after every command. */
  readonly step?: () => void;
}

/**
 * Does what a plan says, role by role; a refusal keeps nothing else from being done. The id of every command
 * follows from what is asked, by whom, and how the register stood: sent again, it does nothing twice, and once
 * the register has gone on, it is asked anew.
 * @throws TracciaProblem for anything that is no refusal of the domain; what came before it stays
 */
export async function runSetUp(plan: SetUpPlan, parts: SetUpParts): Promise<SetUpReport> {
  const refused: { what: string; problem: TracciaProblem }[] = [];
  const done = { granted: 0, revoked: 0 };
  const attempt = async (what: string, verb: string, body: object): Promise<boolean> => {
    const problem = await perform(parts, verb, body);
    parts.step?.();
    if (problem) refused.push({ what, problem });
    return problem === undefined;
  };
  const revoke = async (what: string, roleGrantId: string): Promise<boolean> => {
    const isDone = await attempt(what, 'revoke-role', { roleGrantId, reason: parts.reason });
    if (isDone) done.revoked += 1;
    return isDone;
  };
  const grant = async ({ row }: { readonly row: SetUpPlan['toGrant'][number]['row'] }) => {
    if (await attempt(rowNamed(row.row), 'grant-role', roleIn(row.values))) done.granted += 1;
  };
  // What ends comes first: a role may be incompatible with the one that takes its place.
  for (const { grant: gone } of plan.toRevoke) await revoke(gone.personId, gone.roleGrantId);
  for (const change of plan.toChange) {
    let areRevoked = true;
    for (const { roleGrantId } of change.grants) {
      areRevoked = (await revoke(rowNamed(change.row.row), roleGrantId)) && areRevoked;
    }
    if (areRevoked) await grant(change);
  }
  for (const each of plan.toGrant) await grant(each);
  return { ...done, refused };
}

/** What a row says of the role; an empty cell says nothing. */
function roleIn({ login: _asked, ...role }: PersonRow): object {
  return Object.fromEntries(Object.entries(role).filter(([, value]) => value !== undefined));
}

const rowNamed = (row: number): string => `riga ${row}`;

async function perform(
  { client, self, organisation }: SetUpParts,
  verb: string,
  body: object,
): Promise<TracciaProblem | undefined> {
  const { registerId, revision, on } = organisation;
  const situation = { registerId, revision, on, personId: self.personId };
  const commandId = idFrom(sha256(canonicalJson(situation)), canonicalJson({ verb, ...body }));
  try {
    await patiently(() => client.perform(registerId, verb, body, { commandId }));
    return undefined;
  } catch (error) {
    // Only a refusal of the domain names a rule.
    if (error instanceof TracciaProblem && error.rule !== undefined) return error;
    throw error;
  }
}

/** Asks again when the server says that it was asked too often. */
export async function patiently<Result>(
  ask: () => Promise<Result>,
  pause: (ms: number) => Promise<unknown> = (ms) => new Promise((end) => setTimeout(end, ms)),
): Promise<Result> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TracciaProblem) || error.code !== 'too-many-requests') throw error;
      await pause((error.waitSeconds ?? 5) * 1_000);
    }
  }
}
