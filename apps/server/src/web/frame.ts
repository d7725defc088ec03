import type { FastifyRequest } from 'fastify';
import { cycleName } from '#planning';
import type { ShownSelf } from '../access/session-view.js';
import { cookieNamed } from '../http/session-cookie.js';
import { preferredLanguage } from '../http/problem.js';
import type { ShownAttachments } from '../attachments/shown-attachments.js';
import type { ActOf } from './acts-of-cycles.js';
import { mayOpen, type MayOpen } from './may-open.js';
import type { Language, Words } from './words/language.js';
import { wordsIn } from './words/words.js';

/** The cookie of whoever has chosen a language. It says nothing else. */
export const LANGUAGE_COOKIE = '__Host-lingua';

/**
 * The cookie of whoever acts for somebody else: who they are and for whom, which counts only for them, and only while
 * a delegation lasts. It goes with the browser, at the latest.
 */
const ON_BEHALF_COOKIE = '__Host-per-conto';

/** The Set-Cookie header by which somebody begins to act for somebody else. Ids hold no sign that a cookie may not. */
export const onBehalfCookie = (personId: string, delegatorId: string): string =>
  `${ON_BEHALF_COOKIE}=${personId}.${delegatorId}; Path=/; Secure; HttpOnly; SameSite=Lax`;

/** The Set-Cookie header by which they act for themselves again. */
export const noOnBehalfCookie = `${ON_BEHALF_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;

/** What stands around every page: for whom it is, in which language, and where they are. */
export interface Frame {
  readonly language: Language;
  readonly words: Words;
  /** Who is signed in; undefined for nobody. */
  readonly self: ShownSelf | undefined;
  /** For whom they act, by a delegation that holds today; undefined for themselves. */
  readonly actingFor: ShownSelf['mayActFor'][number] | undefined;
  /** The path of the page with its query. */
  readonly path: string;
  /** The yearly programme the menu leads to: that of the page, or the latest; undefined where neither is known. */
  readonly cycleId: string | undefined;
  /** Whether this is an environment to try things in. */
  readonly isTrial: boolean;
  /** Which pages of a cycle they may open. */
  readonly may: MayOpen;
  /** The files of documents that are kept here. */
  readonly attachments: ShownAttachments;
  /** By which act the plan of a cycle was approved: asked while the page is made. */
  readonly actOf: ActOf;
  /** When it is, in milliseconds since 1970 (UTC): asked while the page is made. */
  readonly nowMs: () => number;
}

/** @param latestCycleId where the menu leads from a page that is of no cycle */
export function frameOf(
  { url, headers, server: { isTrial, attachments, actOf, nowMs } }: FastifyRequest,
  self?: ShownSelf,
  latestCycleId?: string,
): Frame {
  const chosen = cookieNamed(headers.cookie, LANGUAGE_COOKIE);
  const language =
    chosen === 'it' || chosen === 'en' ? chosen : preferredLanguage(headers['accept-language']);
  const chosenPair = cookieNamed(headers.cookie, ON_BEHALF_COOKIE);
  const actingFor = self?.mayActFor.find(
    ({ personId }) => chosenPair === `${self.personId}.${personId}`,
  );
  const cycleId = cycleOfPage(url) ?? latestCycleId;
  const may = mayOpen(self?.role);
  const words = wordsIn(language);
  const around = { isTrial, may, attachments, actOf, nowMs };
  return { language, words, self, actingFor, path: url, cycleId, ...around };
}

/** The yearly programme in whose pages an address is. */
function cycleOfPage(url: string): string | undefined {
  const [, cycleId = ''] = /^\/cicli\/([^/?]+)/.exec(url) ?? [];
  return cycleName(cycleId)?.definitionId === 'poa-annuale' ? cycleId : undefined;
}
