import { type PartOfCycle, verbByName } from '#planning';

/** What the form of a verb begins with, and where to go once it is done. */
export interface ActionWish {
  /** The part it is about. */
  readonly part?: PartOfCycle | undefined;
  /** Fields that are filled in: `{ unitId: 'anziani' }`. */
  readonly preset?: Readonly<Record<string, string>> | undefined;
  /** The path of the page to come back to. */
  readonly returnTo?: string | undefined;
}

/** Verbs whose work has a page of its own, by the last step of its path after that of what they are about. */
const ownPages: Readonly<Record<string, string>> = {
  'revise-scheda': 'modifica',
  'submit-scheda': 'invio',
  'check-scheda': 'verifica',
  'convene-meeting': 'convocazione',
  'record-meeting-held': 'presenze',
};

/** Where what has such pages stands. */
const places: Readonly<Partial<Record<PartOfCycle['kind'], string>>> = {
  ...{ scheda: 'schede', meeting: 'incontri' },
};

/**
 * Where somebody does what a verb asks for: the form of the verb, or the page of that work.
 * @param cycleId that of a cycle or of a register
 */
export function actionAddress(cycleId: string, verb: string, wish: ActionWish = {}): string {
  const { part, preset, returnTo } = wish;
  const ownPage = ownPages[verb];
  const place = part && places[part.kind];
  if (ownPage !== undefined && place !== undefined) {
    return `/cicli/${cycleId}/${place}/${encodeURIComponent(part?.id ?? '')}/${ownPage}`;
  }
  const query = new URLSearchParams({
    ...(part && { [`${part.kind}Id`]: part.id }),
    ...preset,
    ...(returnTo !== undefined && { poi: returnTo }),
  }).toString();
  return `/cicli/${cycleId}/azioni/${verb}${query === '' ? '' : `?${query}`}`;
}

/** The verb of `?fatto=…` in an address that one came to after it was done; undefined for anything else. */
export function doneIn(path: string): { readonly it: string; readonly en: string } | undefined {
  const [, query = ''] = path.split('?');
  return verbByName.get(new URLSearchParams(query).get('fatto') ?? '')?.title;
}

/** The address of a page, to which one comes after a verb was done: it is said there once. */
export function withDone(path: string, verb: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}fatto=${verb}`;
}

/** The address of a page without what was told there once. */
export function withoutDone(path: string): string {
  const [page = '/', query = ''] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('fatto');
  const rest = parameters.toString();
  return rest === '' ? page : `${page}?${rest}`;
}
