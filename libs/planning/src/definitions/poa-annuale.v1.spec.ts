import { valueSets } from '../value-sets.js';
import { poaAnnualeV1 } from './poa-annuale.v1.js';

describe('The yearly programme', () => {
  it('fixes the codes of its value sets and leaves their labels free to get better', () => {
    const fixed = poaAnnualeV1.documents['valueSets'];
    expect(fixed).toMatchObject({ outcomes: Object.keys(valueSets.outcomes) });
    expect(Object.keys(fixed as object)).toEqual(Object.keys(valueSets));
    for (const label of Object.values(valueSets.categories)) {
      expect(JSON.stringify(fixed)).not.toContain(label);
    }
  });
});
