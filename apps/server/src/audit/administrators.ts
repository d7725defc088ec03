import type { RecordedEvent } from '#event-store';
import type { OrganisationOn } from '#planning';

/** Somebody who had the role of administrator, and when. */
export interface Administrator {
  readonly personId: string;
  readonly roleGrantId: string;
  /** The first and the last day; null for one that has no end. */
  readonly from: string;
  readonly to: string | null;
  readonly grantedBy: string;
  readonly revoked: { readonly by: string; readonly on: string } | null;
}

/** A role that was given or taken. */
export interface RoleAct {
  readonly type: 'RoleGranted' | 'RoleRevoked';
  readonly at: string;
  readonly by: string;
  readonly byRole: string;
  readonly roleGrantId: string;
}

/** Who had the role of administrator on some day of a period, by the register; nobody where it keeps none. */
export function administratorsIn(
  organisation: OrganisationOn | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): readonly Administrator[] {
  return Object.values(organisation?.data.roleGrants ?? {})
    .filter(({ role }) => role === 'ADM')
    .filter((grant) => grant.from <= to && from <= (grant.revoked?.on ?? grant.to ?? to))
    .map(({ personId, roleGrantId, from: first, to: last = null, grantedBy, revoked }) => ({
      ...{ personId, roleGrantId, from: first, to: last, grantedBy },
      revoked: revoked ? { by: revoked.by, on: revoked.on } : null,
    }));
}

/** The roles given and taken in a period, oldest first. @param period instants, the second not included */
export async function roleActsIn(
  register: AsyncIterable<RecordedEvent>,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<readonly RoleAct[]> {
  const acts: RoleAct[] = [];
  for await (const { type, data, metadata } of register) {
    if (type !== 'RoleGranted' && type !== 'RoleRevoked') continue;
    // Written by the pipeline, and by nothing else.
    const { roleGrantId } = data as { readonly roleGrantId: string };
    const { actor, recordedAt: at } = metadata as unknown as {
      readonly actor: { readonly personId: string; readonly role: string };
      readonly recordedAt: string;
    };
    if (at < from || at >= until) continue;
    const { personId: by, role: byRole } = actor;
    acts.push({ type, at, by, byRole, roleGrantId });
  }
  return acts;
}
