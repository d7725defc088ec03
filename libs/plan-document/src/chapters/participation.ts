import { valueSets } from '#planning';
import type { Block, DocumentSection } from '../document.js';
import type { PlanSource } from '../plan-source.js';
import { dayText, paragraphOf } from '../values.js';

/** How others were heard (LR Toscana 40/2005 art. 15): meetings, categories, and what was handed in. */
export function participation({ life }: PlanSource): DocumentSection {
  const { meetings, exemptions, contributions } = life.data;
  return {
    ...{ id: 'partecipazione', level: 2, heading: 'Partecipazione' },
    blocks: () => {
      const all = Object.values(meetings).toSorted((one, other) =>
        (one.heldOn ?? one.date) < (other.heldOn ?? other.date) ? -1 : 1,
      );
      const answered = Object.values(contributions).filter(({ answer }) => answer !== undefined);
      const received = Object.values(contributions).length;
      const blocks: Block[] = [];
      if (all.length === 0) blocks.push(paragraphOf('Nessun incontro è registrato.'));
      else {
        blocks.push({
          kind: 'table',
          caption: 'Incontri di partecipazione',
          columns: [
            { title: 'Incontro', share: 3 },
            { title: 'Giorno', share: 2 },
            { title: 'Categorie ascoltate', share: 3 },
            { title: 'Verbale', share: 3 },
          ],
          rows: all.map(({ title, date, heldOn, categories, minutes }) => [
            title,
            heldOn === undefined ? `${dayText(date)} (non tenuto)` : dayText(heldOn),
            categories.map((category) => valueSets.categories[category]).join('; ') || '–',
            minutes === undefined ? 'non registrato' : minutes.title,
          ]),
        });
      }
      if (exemptions.length > 0) {
        blocks.push(
          paragraphOf(
            `Categorie esonerate: ${exemptions.map((category) => valueSets.categories[category]).join('; ')}.`,
          ),
        );
      }
      blocks.push(
        paragraphOf(
          received === 0
            ? 'Nessun contributo è registrato.'
            : `Contributi ricevuti: ${received}; con risposta: ${answered.length}.`,
        ),
      );
      return blocks;
    },
  };
}
