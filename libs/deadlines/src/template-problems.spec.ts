import { templateProblems } from './template-problems.js';
import { decision, report } from './templates.fixture.js';

const dates = ['approval', 'kickoff'];
const [step] = decision.steps;

describe('The templates of a definition', () => {
  it('have nothing wrong with them', () => {
    expect(templateProblems([decision, report], dates)).toEqual([]);
  });

  it.each([
    ['a key twice', [report, report], 'report is there twice'],
    [
      'a date nobody knows',
      [{ ...decision, follows: ['x'] }],
      'decision: no cycle knows the date x',
    ],
    [
      'an anchor nobody knows',
      [{ ...decision, anchor: { date: 'x', it: '', en: '' } }],
      'decision: no cycle knows the date x',
    ],
    [
      'a day that is in no year',
      [{ ...report, anchor: { dayOfYear: '02-30', ofYear: 'next' as const, it: '', en: '' } }],
      'report: there is no 02-30 in a year',
    ],
    [
      'a step of no days',
      [{ ...decision, steps: [{ ...step!, days: 0 }] }],
      'decision: notice counts no whole days',
    ],
    [
      'a step twice',
      [{ ...decision, steps: [step!, step!] }],
      'decision: the step notice is there twice',
    ],
  ])('may not have %s', (_what, templates, problem) => {
    expect(templateProblems(templates, dates)).toEqual([problem]);
  });
});
