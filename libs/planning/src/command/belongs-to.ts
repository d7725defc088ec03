import type { Workflow } from '#workflow';
import type { LifeData } from '../life-data.js';
import type { Verb } from './verb.js';

/** Whether a verb belongs to a definition: its machines know the leading fact, and it is not for others only. */
export function belongsTo(
  { facts: [leading], definitions }: Pick<Verb, 'facts' | 'definitions'>,
  workflow: Workflow<LifeData>,
): boolean {
  const { id } = workflow.reference;
  return (definitions?.includes(id) ?? true) && workflow.route(leading) !== undefined;
}
