import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { verbs } from '../verbs.js';
import { registerDocument } from '../plan-document/register-document.js';
import { complaint, knownConstraints } from './complaints.js';
import { InvalidCommand, mustBeValid } from './invalid-command.js';

describe('A complaint', () => {
  it.each([
    [
      'isLength',
      'title must be longer than or equal to 1 and shorter than or equal to 300 characters',
      'deve avere da 1 a 300 caratteri',
    ],
    [
      'isLength',
      'title must be longer than or equal to 3 characters',
      'deve avere almeno 3 caratteri',
    ],
    [
      'isLength',
      'title must be shorter than or equal to 300 characters',
      'deve avere al massimo 300 caratteri',
    ],
    [
      'isIn',
      'title must be one of the following values: day, month',
      'deve essere uno di questi valori: day, month',
    ],
    [
      'arrayMaxSize',
      'title must contain no more than 200 elements',
      'deve avere al massimo 200 elementi',
    ],
    ['min', 'title must not be less than 1', 'non deve essere meno di 1'],
    [
      'isInt',
      'each value in title must be an integer number',
      'in ogni elemento: deve essere un numero intero',
    ],
    ['whitelistValidation', 'property title should not exist', 'non è previsto: va tolto'],
    ['equals', 'title must be equal to true', 'deve essere true'],
    ['somethingNew', 'title is somehow wrong', 'non è valido'],
  ])('of %s: %s', (constraint, en, it) => {
    expect(complaint('title', constraint, en)).toEqual({ it, en });
  });

  it('takes no number from the name of the field', () => {
    const en = 'sha256 must be shorter than or equal to 64 characters';
    expect(complaint('sha256', 'isLength', en).it).toBe('deve avere al massimo 64 caratteri');
  });

  it('has a sentence for every constraint of every request', () => {
    const storage = getMetadataStorage();
    const used = new Set(
      verbs.flatMap(({ command }) =>
        storage
          .getTargetValidationMetadatas(command, '', false, false)
          .map(({ name, type }) => name ?? type)
          .filter(
            (name) =>
              !['conditionalValidation', 'isOptional', 'matches', 'whitelistValidation'].includes(
                name,
              ),
          ),
      ),
    );
    expect(used.size).toBeGreaterThan(8);
    expect([...used].filter((name) => !knownConstraints.has(name))).toEqual([]);
  });

  it('has words of its own for every form of every request, so that nobody reads a regular expression', () => {
    // Verbs and the objects within their requests are all there is; the storage says so to nobody else.
    const { validationMetadatas } = getMetadataStorage() as unknown as {
      readonly validationMetadatas: ReadonlyMap<unknown, readonly ValidationMetadata[]>;
    };
    const forms = [...validationMetadatas.values()].flat().filter(({ name }) => name === 'matches');
    expect(forms.length).toBeGreaterThan(100);
    for (const { target, propertyName, each, message, context } of forms) {
      const of = `${(target as { readonly name: string }).name}.${propertyName}`;
      const start = each ? 'each value in $property must ' : '$property must ';
      const { it } = (context ?? {}) as { readonly it?: string };
      expect([of, it]).toEqual([of, expect.stringMatching(/^(deve|non può) /)]);
      expect([of, message]).toEqual([of, expect.stringContaining(start)]);
      expect(`${it} ${String(message)}`).not.toMatch(/\[\w|\\|\(\?/);
    }
  });

  it('says of what is not there that it is missing, and of a text first that it is no number', () => {
    const protocol = { register: 'Comune', number: '12', date: '2024-02-30' };
    const problems = (year?: unknown): unknown => {
      const body = { kind: 'pssir', title: 'PSSIR', protocol: { ...protocol, year } };
      try {
        mustBeValid('register-document', plainToInstance(registerDocument.command, body));
      } catch (error) {
        if (error instanceof InvalidCommand) return error.problems;
        throw error;
      }
      return [];
    };
    const others = [
      {
        field: '/protocol/number',
        it: 'deve avere da 7 a 12 cifre, zeri iniziali compresi, come 0012345',
        en: 'number must have 7 to 12 digits, leading zeros included, such as 0012345',
      },
      {
        field: '/protocol/date',
        it: 'deve essere un giorno del calendario, come 2024-02-20',
        en: expect.stringContaining('date must be'),
      },
    ];
    const year = (it: string, en: string) => ({ field: '/protocol/year', it, en });
    expect(problems()).toEqual(
      expect.arrayContaining([year('manca: è obbligatorio', 'year is missing'), ...others]),
    );
    expect(problems('x')).toEqual(
      expect.arrayContaining([
        year('deve essere un numero intero', 'year must be an integer number'),
        ...others,
      ]),
    );
    expect(problems(2101)).toEqual(
      expect.arrayContaining([
        year('non deve essere più di 2100', 'year must not be greater than 2100'),
      ]),
    );
  });
});
