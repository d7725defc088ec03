import { stateOfPart, type Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { HealthProfile } from './health-profile.js';

/** Why nothing can be put into a theme, or taken out of it: there is none, or it is reviewed or withdrawn. */
export function themeProblem(
  life: Readonly<HealthProfile>,
  themeId: string | null | undefined,
): Refusal | undefined {
  if (themeId === null || themeId === undefined) return undefined;
  const theme = life.data.themes[themeId];
  const state = theme && stateOfPart(life, 'theme', themeId);
  if (!theme || state === 'withdrawn') return refuse('theme-not-found', { id: themeId });
  return state === 'reviewed' ? refuse('theme-reviewed', { name: theme.name }) : undefined;
}

/** Whether an id is in use among things of a kind, or was and is not given again. */
export function isTaken(
  { data }: Readonly<HealthProfile>,
  things: Readonly<Record<string, unknown>>,
  id: string,
): boolean {
  return Object.hasOwn(things, id) || data.withdrawnIds.includes(id);
}
