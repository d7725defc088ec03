import type { DueLetter, NoticeInLetter } from './due-letters.js';
import { renderMessage } from './email/render-message.js';
import { messageWriter } from './message-writer.js';

const ORIGIN = 'https://traccia.ente.example';

const notice = (ruleId: string): NoticeInLetter => ({
  ...{ noticeId: `avviso-${ruleId}`, ruleId, audience: 'auditors', cycleId: 'ciclo' },
  ...{ about: { kind: 'access', id: 'fatto' }, threadId: 'filo', shownMs: 0 },
  cause: { eventId: 'fatto', type: 'Fatto', position: 1, recordedAt: '2024-02-20T09:00:00Z' },
  ...{ asksToAcknowledge: false, isLegal: true },
});

/** What a mail with some notices says. */
function mailOf(...notices: DueLetter['notices']): string {
  const write = messageWriter({
    ...{ render: renderMessage, origin: ORIGIN, host: 'traccia.ente.example' },
    languageOf: () => 'it',
    words: {
      title: ({ ruleId }) => `Avviso ${ruleId}`,
      within: () => 'Organizzazione della zona',
      why: () => undefined,
      by: () => undefined,
      occasion: () => ({ when: 'giovedì 22 febbraio 2024, ore 10:00', where: 'Sala 2' }),
      opens: ({ ruleId }) => (ruleId === 'altrove' ? '/rapporto?type=Fatto' : undefined),
    },
  });
  const letter = {
    letterId: 'lettera',
    channel: 'email',
    zone: 'livornese',
    recipientId: 'revisora',
  };
  const standing = { dueMs: 0, attempts: 0, code: null, notices };
  return write({ ...letter, ...standing } as DueLetter, { address: 'a@ente.example' }).text;
}

describe('A mail about something that takes place', () => {
  it('says when and where', () => {
    expect(mailOf(notice('qui'))).toContain(
      '\nQuando: giovedì 22 febbraio 2024, ore 10:00\nDove: Sala 2\n',
    );
  });
});

describe('The link of a mail', () => {
  it('opens the notice', () => {
    expect(mailOf(notice('qui'))).toContain(`${ORIGIN}/notifiche/avviso-qui`);
  });

  it('opens what the rule says in its place', () => {
    const text = mailOf(notice('altrove'));
    expect(text).toContain(`${ORIGIN}/rapporto?type=Fatto`);
    expect(text).not.toContain('avviso-altrove');
  });
});
