import { isRedacted } from '../correction/redaction.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';

/** A content of last year, as what the new year begins with and what it has to say anew. */
export interface CopiedContent {
  readonly content: SchedaContent;
  readonly notCopied: SchedaContent;
}

/**
 * What a scheda takes along into another year: its texts, indicators, resources and partners, for the unit
 * to look through. Not the kind, which is now "carried over", unless no plan ever had it; not the needs, whose ids belong to the health
 * profile of another year; not a period that is over before the year begins: a submission asks for them, so
 * nobody sends last year's by oversight. A period that reaches into the year is still true, and stays.
 */
export function copiedContent(
  lastYear: SchedaContent,
  year: number,
  wasApproved: boolean,
): CopiedContent {
  const { end } = lastYear;
  const isOver = typeof end !== 'string' || end < `${year}-01-01`;
  const left = new Set([
    ...(wasApproved ? ['kind'] : []),
    'needIds',
    ...(isOver ? ['start', 'end', 'periodPrecision'] : []),
  ]);
  const fields = Object.entries(lastYear);
  return {
    content: {
      ...Object.fromEntries(fields.filter(([field]) => !left.has(field))),
      ...(wasApproved && { kind: 'CARRIED_OVER' }),
    },
    notCopied: Object.fromEntries(fields.filter(([field]) => left.has(field))),
  };
}

/**
 * A content without the fields that hold a text redacted in its own cycle, at any depth: it must not be read
 * again in another year, where nobody has redacted it. The unit writes these fields anew.
 */
export function withoutRedacted(content: SchedaContent, cycle: object): SchedaContent {
  const holdsRedacted = (value: unknown): boolean =>
    typeof value === 'string'
      ? isRedacted(cycle, value)
      : typeof value === 'object' && value !== null && Object.values(value).some(holdsRedacted);
  return Object.fromEntries(Object.entries(content).filter(([, value]) => !holdsRedacted(value)));
}
