import type { Remembers } from '../remember.js';
import type { QuestionsData } from './question.data.js';

export const rememberQuestions: Remembers<QuestionsData> = {
  QuestionRaised: (cycle, question) => {
    cycle.questions[question.questionId] = { ...question };
  },
  QuestionAnswered: (cycle, { questionId, answer }) => {
    const question = cycle.questions[questionId];
    if (question) question.answer = answer;
  },
};
