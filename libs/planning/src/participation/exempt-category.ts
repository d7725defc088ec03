import { IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';
import { categories, codes, type Category } from '../value-sets.js';
import { heardCategories, withCompletion } from './participation-gate.js';

/** Decides, on the coordinator's proposal, that a category need not be heard this year. */
export class ExemptCategory extends CycleCommand {
  @IsIn(codes(categories))
  readonly category!: Category;
}

export const exemptCategory = verb<ExemptCategory>({
  name: 'exempt-category',
  command: ExemptCategory,
  title: { it: 'Esenta la categoria', en: 'Exempt the category' },
  who: roles('DIR'),
  decisive: true,
  reason: 'required',
  facts: ['CategoryExempted', 'ParticipationCompleted'],
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, { category }, context) {
    const { exemptions, exemptionsProposed } = life.data;
    if (heardCategories(life).includes(category)) {
      return refuse('category-already-heard', { category: categories[category] });
    }
    if (exemptions.includes(category))
      return refuse('exemption-already-made', { category: categories[category] });
    if (!exemptionsProposed.includes(category)) {
      return refuse('exemption-not-proposed', { category: categories[category] });
    }
    const same = secondLook(life.data, 'exemption', category, context);
    if (same) return same;
    return withCompletion(
      life,
      { type: 'CategoryExempted', data: { category } },
      { exempted: [category] },
    );
  },
});
