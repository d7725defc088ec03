import { roleNames as names, type Role } from '#people';

/** A role, and those who may instead, as people call them, for the sentence of a refusal. */
export function rolesInWords(role: Role, may: readonly Role[]): Readonly<Record<string, string>> {
  const said = (language: 'it' | 'en'): string =>
    may.map((each) => names[each][language]).join(', ');
  return {
    role: names[role].it,
    roleEn: names[role].en,
    who: said('it') || 'nessuno',
    whoEn: said('en') || 'nobody',
  };
}
