import type { Question } from './question.facts.js';

/** What is remembered of open questions. */
export interface QuestionsData {
  readonly questions: Record<string, Question & { answer?: string }>;
}

export const beginQuestionsData = (): QuestionsData => ({ questions: {} });
