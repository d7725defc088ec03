import { roles, type PersonalRole } from '#people';

/** The page on which it stands what a role does: `/aiuto/uh`. */
export const roleAddress = (role: PersonalRole): string => `/aiuto/${role.toLowerCase()}`;

/** The role of an address; undefined for what is none. */
export function roleAt(asked: string): PersonalRole | undefined {
  return (Object.keys(roles) as readonly PersonalRole[]).find(
    (role) => role.toLowerCase() === asked.toLowerCase(),
  );
}
