import type { Role } from '#people';
import { reads, verbByName } from '#planning';
import type { Frame } from './frame.js';
import { pageRules } from './page-rules.js';

/** Which pages of a cycle somebody may open, by their role. */
export interface MayOpen {
  readonly openCycle: boolean;
  readonly openSchede: boolean;
  readonly openHistory: boolean;
  /** Whether they check schede. */
  readonly verify: boolean;
}

/** @param role undefined for nobody */
export function mayOpen(role: Role | undefined): MayOpen {
  if (role === undefined)
    return { openCycle: false, openSchede: false, openHistory: false, verify: false };
  const check = verbByName.get('take-scheda-in-charge');
  return {
    openCycle: reads(role, 'unit-reports'),
    openSchede: reads(role, 'schede'),
    openHistory: reads(role, 'history'),
    verify: check?.who.some((grant) => grant.role === role) ?? false,
  };
}

/** An entry of the menu. */
export interface Entry {
  readonly label: string;
  readonly address: string;
  /** Whether the page is this one (`page`), or one below it (`true`). */
  readonly current: 'page' | 'true' | undefined;
}

/** The menu of somebody: what there is and what they may open, the same on every page. */
export function entriesOf({ words, path, cycleId, may }: Frame): readonly Entry[] {
  const of = `/cicli/${cycleId ?? ''}`;
  const [, year = ''] = /-(\d{4})$/.exec(of) ?? [];
  const { navigation } = words;
  const entries = [
    { label: words.desk.title, address: '/', isThere: true },
    {
      label: navigation.cycle(Number(year)),
      address: of,
      isThere: may.openCycle && has('/cicli/:cycleId'),
    },
    {
      label: navigation.schede,
      address: `${of}/schede`,
      isThere: may.openSchede && has('/cicli/:cycleId/schede'),
    },
    {
      label: navigation.verification,
      address: `${of}/verifica`,
      isThere: may.verify && has('/cicli/:cycleId/verifica'),
    },
    {
      label: navigation.history,
      address: `${of}/storico`,
      isThere: may.openHistory && has('/cicli/:cycleId/storico'),
    },
  ].filter(({ isThere, address }) => isThere && (cycleId !== undefined || address === '/'));
  const [here = ''] = path.split('?');
  // Of entries one of which lies in another the innermost is meant.
  const inside = entries
    .map(({ address }) => address)
    .filter((address) => here === address || (address !== '/' && here.startsWith(`${address}/`)))
    .toSorted((one, other) => other.length - one.length)[0];
  return entries.map(({ label, address }) => ({
    ...{ label, address },
    current: address !== inside ? undefined : address === here ? 'page' : 'true',
  }));
}

const has = (route: string): boolean => pageRules[`GET ${route}`] !== undefined;
