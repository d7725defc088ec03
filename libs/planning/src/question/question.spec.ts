import type { PlanningFact } from '../planning-fact.js';
import { given, inDraft, source } from '../testing.fixture.js';
import { answerQuestion } from './answer-question.js';
import { questionVerbs } from './question.verbs.js';
import { raiseQuestion } from './raise-question.js';

const question = {
  questionId: 'Q1',
  subject: 'programme P07',
  text: 'A quali obiettivi risponde?',
} as const;
const raised: PlanningFact = { type: 'QuestionRaised', data: question };
const answer = {
  questionId: 'Q1',
  answer: "All'obiettivo 3",
  basis: "Nota dell'Ufficio di Piano",
} as const;
const answered: PlanningFact = { type: 'QuestionAnswered', data: answer };

describe('A question', () => {
  it('is raised about what a source does not say', () => {
    given(...inDraft)
      .when(raiseQuestion, question)
      .then(raised);
  });

  it('keeps the guess and the source apart from the text, and gets a new id if none is given', () => {
    const { subject, text } = question;
    const more = { guess: "L'obiettivo 3", source };
    given(...inDraft)
      .when(raiseQuestion, { subject, text, ...more })
      .then({
        type: 'QuestionRaised',
        data: { questionId: 'new-question', subject, text, ...more },
      });
  });

  it('does not take the id of another one', () => {
    given(...inDraft, raised)
      .when(raiseQuestion, question)
      .thenRefused('id-taken', { id: 'Q1' });
  });

  it.each(['UPc', 'UPo', 'DIR'] as const)('is answered by %s, who says on what it rests', (as) => {
    given(...inDraft, raised)
      .when(answerQuestion, answer, { as })
      .then(answered);
  });

  it('is answered once', () => {
    given(...inDraft, raised, answered)
      .when(answerQuestion, answer)
      .thenRefused('not-now');
  });

  it('is not answered before it is raised', () => {
    given(...inDraft)
      .when(answerQuestion, answer)
      .thenRefused('question-not-found', { id: 'Q1' });
  });

  it('is not raised before there is a cycle', () => {
    given().when(raiseQuestion, question).thenRefused('not-now');
  });
});

describe('The verbs of questions', () => {
  it('belong to these roles and to nobody else', () => {
    expect(
      Object.fromEntries(
        questionVerbs.map(({ name, who }) => [name, who.map(({ role }) => role).join(' ')]),
      ),
    ).toEqual({ 'raise-question': 'UPc UPo', 'answer-question': 'UPc UPo DIR' });
  });
});
