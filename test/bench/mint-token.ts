import { join } from 'node:path';
import { ApiTokens, type Person } from '#people';

/** A token of somebody in a data folder, for whatever a token can be for. */
export function mintToken(
  folder: string,
  { personId, role, zone, unitId }: Pick<Person, 'personId' | 'role' | 'zone' | 'unitId'>,
): string {
  const tokens = ApiTokens.open(join(folder, 'access.db'));
  try {
    const scopes = ['read', 'command'];
    return tokens.mint({ personId, role, zone, unitId, scopes, expiresInDays: 1 }).token;
  } finally {
    tokens.close();
  }
}
