/**
 * The same pure function, which remembers its answers: Temporal is exact, and slow where the same days come
 * again and again. Once it holds too many it forgets all of them and begins anew.
 */
export function remembering<Question, Answer>(
  ask: (question: Question) => Answer,
  atMost = 50_000,
): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    let answer = answers.get(question);
    if (answer === undefined) {
      if (answers.size >= atMost) answers.clear();
      answer = ask(question);
      answers.set(question, answer);
    }
    return answer;
  };
}
