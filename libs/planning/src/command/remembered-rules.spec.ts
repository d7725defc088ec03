import { IsIn, IsString, MinLength, validateSync } from 'class-validator';
import { rememberRules } from './remembered-rules.js';

class Paper {
  @IsString()
  title?: unknown;

  @MinLength(3, { groups: ['checked'] })
  text = 'Atto';
}

class SignedPaper extends Paper {
  @IsIn(['pen', 'key'])
  means?: unknown;
}

const wrongIn = (paper: Paper, groups: string[] = []): readonly string[] =>
  validateSync(paper, { groups })
    .map(({ property }) => property)
    .sort();

rememberRules();

it('a class has its own rules and those of the class it extends, however often they are asked for', () => {
  for (const title of [undefined, 1, null]) {
    expect(wrongIn(Object.assign(new SignedPaper(), { title }))).toEqual(['means', 'title']);
    expect(wrongIn(Object.assign(new Paper(), { title }))).toEqual(['title']);
  }
  expect(wrongIn(Object.assign(new SignedPaper(), { title: 'Atto', means: 'pen' }))).toEqual([]);
});

it('who asks for the rules of a group gets those, and nobody else does', () => {
  for (const text of ['No', 'Sì']) {
    const paper = Object.assign(new Paper(), { text });
    expect(wrongIn(paper, ['checked'])).toEqual(['text']);
    expect(wrongIn(paper)).toEqual(['text', 'title']);
  }
});
