import type { DueLetter, NoticeInLetter } from './due-letters.js';
import { renderMessage } from './email/render-message.js';
import { letterOf, usualPreferences, type ToBeSent } from './letter.js';
import { messageWriter } from './message-writer.js';
import type { WrittenMessage } from './postman.js';
import { daysOfTheCountry } from './told-notices.js';

const ORIGIN = 'https://traccia.ente.example';

const notice = (ruleId: string): NoticeInLetter => ({
  ...{ noticeId: `avviso-${ruleId}`, ruleId, audience: 'auditors', cycleId: 'ciclo' },
  ...{ about: { kind: 'access', id: 'fatto' }, threadId: 'filo', shownMs: 0 },
  cause: { eventId: 'fatto', type: 'Fatto', position: 1, recordedAt: '2024-02-20T09:00:00Z' },
  ...{ asksToAcknowledge: false, isLegal: true },
});

/** The mail of some notices. */
function writtenOf(
  notices: DueLetter['notices'],
  posted: Pick<DueLetter, 'letterId' | 'dueMs'> = { letterId: 'lettera', dueMs: 0 },
): WrittenMessage {
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
  const letter = { ...posted, channel: 'email', zone: 'livornese', recipientId: 'revisora' };
  const standing = { attempts: 0, code: null, notices };
  return write({ ...letter, ...standing } as DueLetter, { address: 'a@ente.example' });
}

/** What it says. */
const mailOf = (...notices: DueLetter['notices']): string => writtenOf(notices).text;

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

describe('A digest', () => {
  /** A mail with one notice, as it is posted to whoever wants a digest or not. */
  const posted = (digest: 'may' | 'never' | 'weekly', wants: boolean): WrittenMessage => {
    const toBeSent: ToBeSent = {
      ...{ noticeId: 'avviso', zone: 'livornese', recipientId: 'revisora', ruleId: 'qui', digest },
      ...{ channel: 'email', fromMs: Date.parse('2024-02-20T09:00:00Z'), commandId: 'comando' },
    };
    const preferences = { ...usualPreferences, digest: wants };
    return writtenOf([notice('qui')], letterOf(toBeSent, preferences, daysOfTheCountry));
  };

  it('says where it is turned off, also when one notice came for it', () => {
    const where = { 'List-Unsubscribe': `<${ORIGIN}/notifiche/preferenze>` };
    expect(posted('may', true)).toMatchObject({
      subject: 'Un avviso, mercoledì 21 febbraio 2024',
      headers: where,
      text: expect.stringContaining('Avviso qui') as string,
    });
    expect(posted('weekly', false).headers).toEqual(where);
  });

  it('is no mail that goes at once', () => {
    for (const mail of [posted('may', false), posted('never', true)]) {
      expect(mail.subject).toBe('Avviso qui');
      expect(mail.headers).toBeUndefined();
    }
  });
});
