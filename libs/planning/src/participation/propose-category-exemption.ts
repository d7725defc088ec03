import { IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { categories, codes, type Category } from '../value-sets.js';
import { heardCategories } from './participation-gate.js';

/** Proposes to the director to do without a category that could not be heard. */
export class ProposeCategoryExemption extends CycleCommand {
  @IsIn(codes(categories))
  readonly category!: Category;
}

export const proposeCategoryExemption = verb<ProposeCategoryExemption>({
  name: 'propose-category-exemption',
  command: ProposeCategoryExemption,
  title: { it: "Proponi l'esenzione di una categoria", en: 'Propose the exemption of a category' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['CategoryExemptionProposed'],
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, { category }) {
    const { exemptions, exemptionsProposed } = life.data;
    if (heardCategories(life).includes(category)) {
      return refuse('category-already-heard', { category: categories[category] });
    }
    if (exemptions.includes(category) || exemptionsProposed.includes(category)) {
      return refuse('exemption-already-made', { category: categories[category] });
    }
    return [{ type: 'CategoryExemptionProposed', data: { category } }];
  },
});
