import { italianDay, paragraph, plainly, unsourced, type Paragraph } from './chapter.js';
import { last, type ToldFact } from './told-fact.js';

/** The regional act the zone gives account under, where it was linked. */
export function actParagraph(facts: readonly ToldFact[]): Paragraph {
  const act = last(facts, 'RegionalActLinked');
  if (!act) return unsourced("L'atto regionale di riferimento non è registrato.");
  const { cite, date } = act.data;
  const when = date === undefined ? '' : `, del ${italianDay(date)}`;
  return paragraph(`Atto regionale di riferimento: ${plainly(cite)}${when}.`, act);
}
