import { Workflows } from '#workflow';
import { belongsTo } from './command/belongs-to.js';
import { definitions } from './definitions/index.js';
import { unchanged } from './migration/candidates.fixture.js';
import { sha256 } from './pipeline/command-identity.js';
import { verbByName, verbs } from './verbs.js';

describe('Every verb', () => {
  // One verb is of a definition only once a later version of it is installed.
  const workflows = new Workflows([...definitions, unchanged], sha256).all;

  it('has a name of its own', () => {
    expect(verbByName.size).toBe(verbs.length);
  });

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s belongs to a definition',
    (_name, verb) => {
      expect(workflows.some((workflow) => belongsTo(verb, workflow))).toBe(true);
    },
  );

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s is offered by the part it changes; one that begins a part, by the cycle or register',
    (_name, verb) => {
      const { about, facts } = verb;
      for (const workflow of workflows.filter((each) => belongsTo(verb, each))) {
        const kind = workflow.route(facts[0])?.kind;
        const part = kind === undefined ? undefined : workflow.part(kind);
        expect(about).toBe(part?.hears(part.initial, facts[0]) ? undefined : kind);
      }
    },
  );

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s brings about facts that one of its definitions knows',
    (_name, verb) => {
      const its = workflows.filter((workflow) => belongsTo(verb, workflow));
      for (const type of verb.facts) {
        expect(its.some((workflow) => workflow.route(type) !== undefined)).toBe(true);
      }
    },
  );
});
