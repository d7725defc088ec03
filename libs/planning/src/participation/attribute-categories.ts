import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { regionsOfPreparation } from '../cycle/preparation.js';
import { categories, codes, type Category } from '../value-sets.js';
import { lostCategories, withCompletion } from './participation-gate.js';

/** Says which categories were heard at a meeting that was held: filled in by a person, with a reason. */
export class AttributeCategories extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  @IsArray()
  @ArrayUnique()
  @IsIn(codes(categories), { each: true })
  readonly categories!: Category[];
}

export const attributeCategories = verb<AttributeCategories>({
  name: 'attribute-categories',
  command: AttributeCategories,
  title: { it: 'Attribuisci le categorie ascoltate', en: 'Attribute the categories heard' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['CategoriesAttributed', 'ParticipationCompleted'],
  about: 'meeting',
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, { meetingId, categories: heard }) {
    const meeting = life.data.meetings[meetingId];
    if (!meeting) return refuse('meeting-not-found', { id: meetingId });
    if (heard.length === 0) return refuse('no-category-heard');
    const fact = { type: 'CategoriesAttributed', data: { meetingId, categories: heard } } as const;
    if (!meeting.minutes) return [fact];
    // What opened the way to verification is not taken back under it: somebody else must be heard before.
    const lost = lostCategories(life, meetingId, heard);
    if (lost.length > 0 && regionsOfPreparation(life)?.participation === 'complete') {
      const missing = lost.map((category) => categories[category]).join(', ');
      return refuse('participation-incomplete', { missing });
    }
    return withCompletion(life, fact, { heard });
  },
});
