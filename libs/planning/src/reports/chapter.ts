import { roleNames, type Role } from '#people';
import { sha256 } from '../pipeline/command-identity.js';
import type { Amendment, ToldFact } from './told-fact.js';

/** A fact that a paragraph rests on. */
export interface ChapterSource {
  readonly cycleId: string;
  readonly eventId: string;
  readonly revision: number;
  readonly type: string;
}

/** A paragraph of a chapter; a heading, and the statement that something is not recorded, rest on none. */
export interface Paragraph {
  /** Markdown (CommonMark). */
  readonly text: string;
  readonly sources: readonly ChapterSource[];
}

/** A chapter of the plan, in Italian, written from the facts and from nothing else. */
export interface Chapter {
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
  /** The paragraphs one after another: Markdown, UTF-8, the same bytes for the same facts. */
  readonly text: string;
  /** Of the text. */
  readonly sha256: string;
}

export function chapter(title: string, paragraphs: readonly Paragraph[]): Chapter {
  const text = `${[`# ${title}`, ...paragraphs.map((each) => each.text)].join('\n\n')}\n`;
  return { title, paragraphs, text, sha256: sha256(text) };
}

/** A heading, or what is said without a fact to rest on: that there is none. */
export const unsourced = (text: string): Paragraph => ({ text, sources: [] });

/** What some facts say, as far as they are there; what was corrected since is said with it. */
export function paragraph(text: string, ...facts: readonly (ToldFact | undefined)[]): Paragraph {
  const there = facts.filter((fact) => fact !== undefined);
  const amendments = there.flatMap((fact) => fact.amendments);
  return {
    text: [text, ...amendments.map(amendmentInWords)].join(' '),
    sources: there.flatMap((fact) => [
      sourceOf(fact),
      ...fact.amendments.map((each) => sourceOf({ ...each, cycleId: fact.cycleId })),
    ]),
  };
}

export const sourceOf = ({ cycleId, eventId, revision, type }: ChapterSource): ChapterSource => ({
  cycleId,
  eventId,
  revision,
  type,
});

function amendmentInWords({ type, occurredOn, field, old, new: right, reason }: Amendment): string {
  const why = reason === null ? '' : ` Motivo: ${quoted(reason)}.`;
  return type === 'TextRedacted'
    ? `(Testo oscurato il ${italianDay(occurredOn)}.${why})`
    : `(Rettifica del ${italianDay(occurredOn)}: \`${field}\` da ${quoted(old ?? '')} a ${quoted(right ?? '')}.${why})`;
}

/** A day as Italians write it: 20/02/2024. */
export const italianDay = (day: string): string => day.split('-').reverse().join('/');

/** Somebody's words, in quotation marks, on one line. */
export const quoted = (words: string): string => `«${plainly(words)}»`;

/** Words as they stand, on one line; what Markdown would take for a sign of its own is escaped. */
export const plainly = (words: string): string =>
  words
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#&~]/g, (sign) => `\\${sign}`);

/** A list in a sentence, or what is said where there is nothing on it. */
export const listed = (words: readonly string[], otherwise: string): string =>
  words.length === 0 ? otherwise : words.map(plainly).join('; ');

/** Why, in a sentence; that it was not said, where it was not. */
export const because = (reason: string | null): string =>
  reason === null ? ' Motivo non indicato.' : ` Motivo: ${quoted(reason)}.`;

/** By role, not by name, and when; for what was done on behalf of somebody, by whose hand. */
export function byAndWhen({ role, onBehalfOf, actedAs, occurredOn }: ToldFact): string {
  // The roles were checked when the fact was recorded.
  const hand = onBehalfOf === null ? '' : `, per mano di ${roleNames[role as Role].it},`;
  return `da ${roleNames[actedAs as Role].it}${hand} il ${italianDay(occurredOn)}`;
}
