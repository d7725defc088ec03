import { getMetadataStorage } from 'class-validator';
import { verbs } from '../verbs.js';
import { complaint, knownConstraints } from './complaints.js';

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
              !['conditionalValidation', 'isOptional', 'whitelistValidation'].includes(name),
          ),
      ),
    );
    expect(used.size).toBeGreaterThan(8);
    expect([...used].filter((name) => !knownConstraints.has(name))).toEqual([]);
  });
});
