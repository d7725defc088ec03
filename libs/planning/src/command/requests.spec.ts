import { plainToInstance } from 'class-transformer';
import { closeVerification } from '../approval/close-verification.js';
import { addObjective } from '../cycle/add-objective.js';
import { holdKickoff } from '../cycle/hold-kickoff.js';
import { openCycle } from '../cycle/open-cycle.js';
import { assignScheda } from '../scheda/assign-scheda.js';
import { reassignScheda } from '../scheda/reassign-scheda.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { InvalidCommand, mustBeValid } from './invalid-command.js';
import type { Verb } from './verb.js';

const caseFile = {
  identifier: 'fascicolo-1',
  ownerAdministration: 'Zona',
  otherAdministrations: [],
  subject: 'POA',
};

function check({ name, command }: Verb, body: object): void {
  mustBeValid(name, plainToInstance(command, body));
}

describe('An object inside a request', () => {
  it('is taken when it is whole', () => {
    expect(() => {
      check(openCycle, { responsiblePersonId: 'coordinatore', caseFile });
    }).not.toThrow();
  });

  it.each([
    ['missing', {}],
    ['null', { caseFile: null }],
    ['a text', { caseFile: 'fascicolo-1' }],
    ['an empty list', { caseFile: [] }],
    ['a list of what it should be', { caseFile: [caseFile] }],
    ['without one of its fields', { caseFile: { ...caseFile, subject: undefined } }],
  ])('is refused when it is %s', (_, body) => {
    expect(() => {
      check(openCycle, { responsiblePersonId: 'coordinatore', ...body });
    }).toThrow(InvalidCommand);
  });
});

describe('A list of objects inside a request', () => {
  const leftOut = { schedaId: 'S1', reason: 'Rinviata' };

  it.each([
    ['empty', []],
    ['of whole objects', [leftOut, { ...leftOut, schedaId: 'S2' }]],
  ])('is taken when it is %s', (_, list) => {
    expect(() => {
      check(closeVerification, { leftOut: list });
    }).not.toThrow();
  });

  it.each([
    ['missing', undefined],
    ['an object', leftOut],
    ['a list of texts', ['S1']],
    ['a list of nothing', [null]],
    ['a list of lists', [[]]],
    ['a list with one that lacks a field', [leftOut, { schedaId: 'S1' }]],
  ])('is refused when it is %s', (_, list) => {
    expect(() => {
      check(closeVerification, { leftOut: list });
    }).toThrow(InvalidCommand);
  });
});

describe('A field that need not be there', () => {
  const source = { file: 'poa-2024.md', lines: [16] };

  it('may be absent', () => {
    expect(() => {
      check(addObjective, { objectiveId: 'O1', name: 'Domiciliarità', source });
    }).not.toThrow();
  });

  it.each([
    ['in the request', { reason: null }],
    ['in an object inside it', { source: { ...source, raw: null } }],
    ['as the object itself', { source: null }],
  ])('may not be null %s', (_, field) => {
    expect(() => {
      check(addObjective, { objectiveId: 'O1', name: 'Domiciliarità', ...field });
    }).toThrow(InvalidCommand);
  });

  it('may be null in the changes of a scheda, where it empties a field', () => {
    expect(() => {
      check(reviseScheda, { schedaId: 'S1', changes: { description: null } });
    }).not.toThrow();
  });
});

describe('A reason', () => {
  const asked = (fields: object) => () => {
    check(addObjective, { objectiveId: 'O1', name: 'Domiciliarità', ...fields });
  };

  it.each(['reason', 'lateReason'])('hides nothing (%s)', (field) => {
    expect(asked({ [field]: 'Neve,\nstrade chiuse' })).not.toThrow();
    for (const wrong of ['', 'no', 'Neve\u202e', 'Neve\u0007', 'Neve \ud83d', null, 7]) {
      expect(asked({ [field]: wrong })).toThrow(InvalidCommand);
    }
  });
});

describe('A person and a unit', () => {
  const whose = { unitId: 'anziani', personId: 'responsabile' };
  const attendance = (field: object) => [{ ...whose, presence: 'present', ...field }];
  const kickoff = { trainingOnProweb: true, materials: [] };
  const scheda = { programmeId: 'P1', title: 'Trasporto', ...whose };

  it.each<[string, Verb, (field: object) => object, readonly string[]]>([
    ['opens', openCycle, (field) => ({ caseFile, ...field }), ['responsiblePersonId']],
    [
      'kicks off',
      holdKickoff,
      (field) => ({ ...kickoff, attendance: attendance(field) }),
      ['unitId', 'personId'],
    ],
    ['assigns', assignScheda, (field) => ({ ...scheda, ...field }), ['unitId', 'personId']],
    [
      'reassigns',
      reassignScheda,
      (field) => ({ schedaId: 'S1', ...whose, ...field }),
      ['unitId', 'personId'],
    ],
  ])('are named as the directory names them by who %s', (_does, verb, body, fields) => {
    for (const field of fields) {
      expect(() => {
        check(verb, body({ [field]: 'anziani-2' }));
      }).not.toThrow();
      for (const other of ['Anziani', 'anziani.2', 'anziani_2', '']) {
        expect(() => {
          check(verb, body({ [field]: other }));
        }).toThrow(field);
      }
    }
  });
});
