import { plainToInstance } from 'class-transformer';
import { closeVerification } from '../approval/close-verification.js';
import { openCycle } from '../cycle/open-cycle.js';
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
    ['of whole objects', [leftOut, leftOut]],
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
