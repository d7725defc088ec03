import { cookieNamed } from '../../../http/session-cookie.js';
import { addressWith, type SchedePageQuery } from './schede-filters.js';

/** The columns that somebody can do without, in the order of the table. Code and title are always there. */
export const choosableColumns = ['unita', 'punto', 'entro', 'versione', 'passo'] as const;
export type ChoosableColumn = (typeof choosableColumns)[number];

/** A list with its filters and order, under a name of somebody's own. */
export interface SavedView {
  readonly name: string;
  /** `stato=returned&ordine=entro`; nothing for the whole list. */
  readonly query: string;
}

/** How somebody has the list of the schede. */
export interface TableChoices {
  readonly hidden: readonly ChoosableColumn[];
  readonly isDense: boolean;
  readonly views: readonly SavedView[];
}

/** As many views as somebody keeps, and as long a name as one of them has. */
export const MOST_VIEWS = 8;
export const MOST_NAME = 40;
/** A browser takes no longer cookie (RFC 6265, section 6.1: 4,096 bytes with its name). */
const MOST_COOKIE = 3_800;

/**
 * The cookie of how somebody has that list. It is of their browser, says nothing of a scheda but what they named a
 * view, and counts for the person who chose it alone.
 */
const COOKIE = '__Host-schede';

/** As everybody has it who chose nothing. */
export const usualTable: TableChoices = { hidden: [], isDense: false, views: [] };

/** What somebody chose in this browser; as usual where they did not, or somebody else did. */
export function tableChoicesIn(cookies: string | undefined, personId: string): TableChoices {
  const text = cookieNamed(cookies, COOKIE) ?? '';
  let told: unknown;
  try {
    told = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Whatever somebody put there themselves means nothing.
    return usualTable;
  }
  if (typeof told !== 'object' || told === null) return usualTable;
  const { person, hidden, dense, views } = told as Readonly<Record<string, unknown>>;
  if (person !== personId) return usualTable;
  return {
    hidden: choosableColumns.filter((column) => Array.isArray(hidden) && hidden.includes(column)),
    isDense: dense === true,
    views: Array.isArray(views) ? views.flatMap(viewIn).slice(0, MOST_VIEWS) : [],
  };
}

function viewIn(told: unknown): readonly SavedView[] {
  const [name, query] = Array.isArray(told) ? (told as readonly unknown[]) : [];
  if (typeof name !== 'string' || typeof query !== 'string') return [];
  return name === '' || name.length > MOST_NAME ? [] : [{ name, query }];
}

/** The Set-Cookie header that keeps them for a year; undefined where they are too long to be kept. */
export function tableChoicesCookie(
  { hidden, isDense, views }: TableChoices,
  personId: string,
): string | undefined {
  const told = {
    ...{ person: personId, hidden, dense: isDense },
    views: views.map(({ name, query }) => [name, query]),
  };
  const text = Buffer.from(JSON.stringify(told)).toString('base64url');
  if (text.length > MOST_COOKIE) return undefined;
  return `${COOKIE}=${text}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000`;
}

/** What a view keeps of the address of a list: filters and order, not what was ticked. */
export function queryOfView(query: SchedePageQuery): string {
  return addressWith('', query).replace(/^\?/, '');
}
