import { IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { categories, codes, type Category } from '../value-sets.js';

/** Says no to a proposed exemption: the category is to be heard. It may be proposed again. */
export class DeclineCategoryExemption extends CycleCommand {
  @IsIn(codes(categories))
  readonly category!: Category;
}

export const declineCategoryExemption = verb<DeclineCategoryExemption>({
  name: 'decline-category-exemption',
  command: DeclineCategoryExemption,
  title: { it: "Respingi l'esenzione della categoria", en: 'Decline the exemption of a category' },
  who: roles('DIR'),
  reason: 'required',
  facts: ['CategoryExemptionDeclined'],
  law: 'LR Toscana 40/2005 art. 15',
  decide({ data }, { category }) {
    if (!data.exemptionsProposed.includes(category)) {
      return refuse('exemption-not-proposed', { category: categories[category] });
    }
    return [{ type: 'CategoryExemptionDeclined', data: { category } }];
  },
});
