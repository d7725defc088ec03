import type { Frame } from './frame.js';
import { keys } from './keys.js';

/** An entry of the menu. */
export interface Entry {
  readonly label: string;
  readonly address: string;
  /** Whether the page is this one (`page`), or one below it (`true`). */
  readonly current: 'page' | 'true' | undefined;
  /** What presses it, where a key does. */
  readonly key?: string | undefined;
}

/** The menu of somebody: what there is and what they may open, the same on every page. */
export function entriesOf({ words, path, cycleId, may }: Frame): readonly Entry[] {
  const of = `/cicli/${cycleId ?? ''}`;
  const [, year = ''] = /-(\d{4})$/.exec(of) ?? [];
  const { navigation } = words;
  const entries = [
    { label: words.desk.title, address: '/', isThere: true, key: keys.desk },
    {
      label: navigation.cycle(Number(year)),
      address: of,
      isThere: may.openCycle,
      key: keys.cycle,
    },
    {
      label: navigation.schede,
      address: `${of}/schede`,
      isThere: may.openSchede,
    },
    {
      label: navigation.verification,
      address: `${of}/verifica`,
      isThere: may.verify,
    },
    {
      label: navigation.approval,
      address: `${of}/approvazione`,
      isThere: may.openApproval,
    },
    {
      label: navigation.participation,
      address: `${of}/partecipazione`,
      isThere: may.openParticipation,
    },
    { label: navigation.coDesign, address: '/coprogettazione', isThere: may.openRegister },
    { label: navigation.agenda, address: '/scadenze', isThere: may.openAgenda },
    {
      label: navigation.history,
      address: `${of}/storico`,
      isThere: may.openHistory,
      key: keys.history,
    },
  ].filter(
    ({ isThere, address }) => isThere && (cycleId !== undefined || !address.startsWith('/cicli/')),
  );
  const here = entryOf(path.split('?')[0] ?? '');
  // Of entries one of which lies in another the innermost is meant.
  const inside = entries
    .map(({ address }) => address)
    .filter((address) => here === address || (address !== '/' && here.startsWith(`${address}/`)))
    .toSorted((one, other) => other.length - one.length)[0];
  return entries.map(({ label, address, key }) => ({
    ...{ label, address, key },
    current: address !== inside ? undefined : address === here ? 'page' : 'true',
  }));
}

/** What follows an approval is reached by its entry. */
const underApproval = /^(\/cicli\/[^/]+)\/(monitoraggio|rendiconto)$/;

/** Whom somebody has heard is one entry, with pages beside each other. */
const underParticipation =
  /^(\/cicli\/[^/]+)\/(contributi|copertura|coprogrammazione|incontri\/.+)$/;

/** The page below whose entry a page stands. */
function entryOf(page: string): string {
  return page
    .replace(underApproval, '$1/approvazione/$2')
    .replace(underParticipation, '$1/partecipazione/$2');
}

/**
 * What everybody reaches from every page without its being part of the work on a programme: in the band at the top.
 * A new page of that kind is a line here.
 */
export function toolsOf({ words, path, may }: Frame): readonly Entry[] {
  const [here = ''] = path.split('?');
  return [
    { label: words.notices.title, address: '/notifiche', isThere: may.openAgenda },
    { label: words.importing.menu, address: '/importa', isThere: may.openImport },
    { label: words.exporting.menu, address: '/esporta', isThere: may.openExports },
    {
      label: words.administration.title,
      address: '/amministrazione',
      isThere: may.openAdministration,
    },
    { label: words.status.menu, address: '/stato/dettaglio', isThere: may.openStatus },
    { label: words.help.title, address: '/aiuto', isThere: true },
  ]
    .filter(({ isThere }) => isThere)
    .map(({ label, address }) => ({
      ...{ label, address },
      current: here === address ? 'page' : here.startsWith(`${address}/`) ? 'true' : undefined,
    }));
}
