import { BadRequestException, ConflictException, HttpException } from '@nestjs/common';
import { AppendTooLarge, StoreUnavailable, WrongExpectedRevision } from '#event-store';
import { httpProblem, httpProblems } from './http-problems.js';
import { problemOf } from './problem.filter.js';
import { preferredLanguage, Problem, problemResponse } from './problem.js';

const requestId = '0199a6f0-0000-4000-8000-000000000000';

describe('A problem', () => {
  const problem = new Problem({
    code: 'scheda-moved',
    status: 409,
    it: { title: 'La scheda è cambiata', detail: 'Rileggila e riprova.' },
    en: { title: 'The scheda has changed', detail: 'Read it again and retry.' },
    extensions: { revision: 7, status: 200 },
    headers: { etag: '"7"' },
  });

  it('is an RFC 9457 document with both languages', () => {
    const { status, headers, body } = problemResponse(problem, requestId);
    expect(status).toBe(409);
    expect(headers).toEqual({
      etag: '"7"',
      'content-type': 'application/problem+json',
      'content-language': 'it',
      vary: 'accept-language',
    });
    expect(JSON.parse(body)).toEqual({
      type: '/problems/scheda-moved',
      title: 'La scheda è cambiata',
      status: 409,
      detail: 'Rileggila e riprova.',
      instance: `urn:uuid:${requestId}`,
      code: 'scheda-moved',
      it: problem.it,
      en: problem.en,
      revision: 7,
    });
  });

  it('speaks English to whoever prefers it', () => {
    const { headers, body } = problemResponse(problem, requestId, 'en-GB,en;q=0.9,it;q=0.5');
    expect(headers['content-language']).toBe('en');
    expect(JSON.parse(body)).toMatchObject(problem.en);
  });

  it.each([
    [undefined, 'it'],
    ['', 'it'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['it-IT, en;q=0.8', 'it'],
    ['en;q=0.8, it', 'it'],
    ['it;q=0.3, en; q=0.7', 'en'],
    ['fr-FR, fr;q=0.9', 'it'],
    ['fr, en;q=0.1', 'en'],
    ['en;q=0', 'it'],
    ['*', 'it'],
    ['en;q=nonsense', 'it'],
    [';;;,,,', 'it'],
  ])('for Accept-Language %j is told in %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('The catalogue', () => {
  it.each(Object.entries(httpProblems))(
    '%s says what happened and what to do, twice',
    (code, told) => {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(told.status).toBeGreaterThanOrEqual(400);
      for (const { title, detail } of [told.it, told.en]) {
        expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
        expect(detail).toMatch(/^\p{Lu}.*\.$/u);
      }
      expect(told.it).not.toEqual(told.en);
    },
  );
});

describe('What is thrown becomes a problem:', () => {
  it.each<[string, unknown, string, number]>([
    ['one of ours', httpProblem('token-missing'), 'token-missing', 401],
    ['the store being away', new StoreUnavailable('disk full'), 'store-unavailable', 503],
    ['an append too large', new AppendTooLarge('2 MiB'), 'body-too-large', 413],
    ['405 of Nest', new HttpException('', 405), 'method-not-allowed', 405],
    ['409 of Nest', new ConflictException(), 'request-refused', 409],
    ['503 of Nest', new HttpException('', 503), 'unavailable', 503],
    ['501 of Nest', new HttpException('', 501), 'internal-error', 500],
    [
      'a revision conflict nobody handled',
      new WrongExpectedRevision('s', 1, 2),
      'internal-error',
      500,
    ],
    ['a bug', new TypeError('x is undefined'), 'internal-error', 500],
    ['a connection lost elsewhere', lost({}), 'internal-error', 500],
    ['the connection of the request', lost({ statusCode: 400 }), 'request-interrupted', 400],
    [
      'an error that only looks like HTTP',
      Object.assign(new Error(), { statusCode: 404 }),
      'internal-error',
      500,
    ],
    ['no error at all', 'oops', 'internal-error', 500],
    ['undefined', undefined, 'internal-error', 500],
  ])('%s', (_, thrown, code, status) => {
    expect(problemOf(thrown)).toMatchObject({ code, status });
  });

  it('the reasons a pipe gives reach the caller', () => {
    const thrown = new BadRequestException(['year must be a whole number']);
    expect(problemOf(thrown).extensions).toEqual({ reasons: ['year must be a whole number'] });
  });
});

function lost(more: object): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET', ...more });
}
