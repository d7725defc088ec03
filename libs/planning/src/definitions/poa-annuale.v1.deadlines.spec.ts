import { templateProblems } from '#deadlines';
import { dateNames, templatesIn } from '../deadline/cycle-dates.js';
import { deadlineBases, deadlineKinds } from '../value-sets.js';
import { poaAnnualeV1 } from './poa-annuale.v1.js';

const templates = templatesIn(poaAnnualeV1.documents);

describe('The templates of the yearly programme', () => {
  it('have nothing wrong with them', () => {
    expect(templateProblems(templates, Object.keys(dateNames))).toEqual([]);
  });

  it('set deadlines of kinds and on bases that the domain knows', () => {
    for (const { kind, basis } of templates) {
      expect(Object.keys(deadlineKinds)).toContain(kind);
      expect(Object.keys(deadlineBases)).toContain(basis);
    }
  });

  it('rest on the office, unless they cite what imposes them', () => {
    for (const { basis, act } of templates) if (act === undefined) expect(basis).toBe('OFFICE');
  });

  it('are JSON, as the digest of the definition takes them', () => {
    expect(JSON.parse(JSON.stringify(templates))).toEqual(templates);
  });
});
