import { registroDiZonaV1 } from '../definitions/registro-di-zona.v1.js';
import { answerQuestion } from '../question/answer-question.js';
import { raiseQuestion } from '../question/raise-question.js';
import { ruleBook } from '../testing.fixture.js';
import { openZoneRegister } from './open-zone-register.js';
import { given, lifeAfter, opened, rowAdded } from './zone-register.fixture.js';

const title = 'Registro di zona';

describe('The register of a zone', () => {
  it('is opened by the coordinator, of a zone and of no year', () => {
    given().when(openZoneRegister, { title }, { as: 'UPc' }).then(opened);
  });

  it('is opened once', () => {
    given(opened).when(openZoneRegister, { title }).thenRefused('register-exists');
  });

  it('is none of a year', () => {
    ruleBook(registroDiZonaV1, 'livornese-registro-di-zona-2024')
      .given()
      .when(openZoneRegister, { title })
      .thenRefused('cycle-not-found');
  });

  it('asks what its sources do not say, as a cycle does', () => {
    const question = { questionId: 'Q1', subject: 'co-design-row CP01', text: 'Quale importo?' };
    const raised = { type: 'QuestionRaised', data: question } as const;
    given(opened, rowAdded('CP01')).when(raiseQuestion, question).then(raised);
    const answer = { questionId: 'Q1', answer: '10.000 €', basis: 'Determina 12/2024' };
    given(opened, raised)
      .when(answerQuestion, answer)
      .then({ type: 'QuestionAnswered', data: answer });
  });

  it('takes nothing before it is opened', () => {
    given()
      .when(raiseQuestion, { questionId: 'Q1', subject: 'register', text: 'Chi lo tiene?' })
      .thenRefused('not-now');
  });

  it('stands where it stands for ever: only its things move', () => {
    const { state, workflow } = lifeAfter(opened, rowAdded('CP01'));
    expect(workflow.root.value(state)).toBe('kept');
  });
});
