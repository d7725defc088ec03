import { lifeAfter } from './testing.fixture.js';
import { verbByName, verbs } from './verbs.js';

describe('Every verb', () => {
  const { workflow } = lifeAfter();

  it('has a name of its own', () => {
    expect(verbByName.size).toBe(verbs.length);
  });

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s is offered by the part it changes; one that begins a part, by the cycle',
    (_name, { about, facts: [leading] }) => {
      const kind = workflow.route(leading)?.kind;
      const part = kind === undefined ? undefined : workflow.part(kind);
      expect(about).toBe(part?.hears(part.initial, leading) ? undefined : kind);
    },
  );

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s brings about facts that the definition knows',
    (_name, { facts }) => {
      for (const type of facts) expect(workflow.route(type)).toBeDefined();
    },
  );
});
