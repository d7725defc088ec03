import type { PlanningFact } from '../planning-fact.js';
import {
  document,
  fingerprint,
  inKickoff,
  inPreparation,
  inVerification,
  lifeAfter,
  checked,
  verificationClosed,
} from '../testing.fixture.js';

const after = (...facts: readonly PlanningFact[]) => lifeAfter(...facts).data;
/** Who records in `lifeAfter`, and on which day it happened. */
const [by, on] = ['operatore', '2024-01-10'];

describe('A cycle remembers', () => {
  it('its kickoff: who was there, the training, the materials and the day', () => {
    const kickoff = {
      attendance: [{ unitId: 'anziani', personId: 'responsabile', presence: 'excused' as const }],
      trainingOnProweb: false,
      materials: [document],
    };
    expect(after(...inKickoff)).not.toHaveProperty('kickoff');
    expect(after(...inKickoff, { type: 'KickoffHeld', data: kickoff }).kickoff).toEqual({
      ...kickoff,
      heldOn: on,
    });
  });

  it('who handed in a contribution and when, and what was answered in words', () => {
    const received = { body: 'Consulta', document };
    const facts: readonly PlanningFact[] = [
      ...inPreparation,
      { type: 'ContributionReceived', data: { contributionId: 'C1', ...received } },
    ];
    const contribution = { ...received, receivedBy: by, receivedOn: on };
    expect(after(...facts).contributions).toEqual({ C1: contribution });
    const answer = { answer: 'PARTLY', text: 'Accolto il primo punto.' } as const;
    expect(
      after(...facts, { type: 'ContributionAnswered', data: { contributionId: 'C1', ...answer } })
        .contributions['C1'],
    ).toEqual({ ...contribution, answer: 'PARTLY', answerText: 'Accolto il primo punto.' });
  });

  it('co-programming from its act to its published report', () => {
    const notice = {
      publishedOn: '2024-03-01',
      closesOn: '2024-03-21',
      url: 'https://www.comune.esempio.it/avvisi/1',
    };
    const application = { body: 'Cooperativa', receivedOn: '2024-03-20', protocol: '31/2024' };
    const session = { sessionId: 'S1', heldOn: '2024-04-04', theme: 'Trasporti' };
    const reportUrl = 'https://www.comune.esempio.it/relazione';
    const { coProgramming } = after(
      ...inPreparation,
      { type: 'CoProgrammingActivated', data: { act: 'Determina 12/2024' } },
      { type: 'NoticePublished', data: { ...notice, days: 20, requirements: 'Iscritti' } },
      { type: 'ApplicationReceived', data: { applicationId: 'D1', ...application } },
      { type: 'NoticeClosed', data: { applicationIds: ['D1'] } },
      { type: 'ApplicationAdmitted', data: { applicationId: 'D1' } },
      { type: 'CoProgrammingSessionHeld', data: session },
      { type: 'CoProgrammingReportIssued', data: { document, sentTo: [] } },
      { type: 'CoProgrammingReportPublished', data: { url: reportUrl } },
    );
    expect(coProgramming).toMatchObject({
      decision: 'activated',
      act: 'Determina 12/2024',
      notice,
      applications: { D1: application },
      sessions: [session],
      report: document,
      sentTo: [],
      reportUrl,
    });
  });

  it('why co-programming was not activated, and what it is put off to', () => {
    const reasons = {
      motivation: 'TIGHT_SCHEDULE',
      text: 'Tempi stretti',
      deferredTo: 'PIS 2025',
      deferralDue: '2025-06-30',
    } as const;
    const { coProgramming } = after(...inPreparation, {
      type: 'CoProgrammingNotActivated',
      data: reasons,
    });
    expect(coProgramming).toEqual({
      decision: 'not_activated',
      ...reasons,
      applications: {},
      sessions: [],
    });
  });

  it('the document of the health profile and the act that adopted it', () => {
    const profile = { edition: '2024', title: 'Profilo', document };
    const adopted = { organ: 'Conferenza', act: 'Deliberazione 3/2024' };
    const facts: readonly PlanningFact[] = [
      ...inPreparation,
      { type: 'HealthProfileAttached', data: profile },
    ];
    expect(after(...facts).profile).toEqual(profile);
    expect(after(...facts, { type: 'HealthProfileAdopted', data: adopted }).profile).toEqual({
      ...profile,
      adopted,
    });
  });

  const manifestHash = fingerprint('what was read');
  const proposed = [...inVerification(...checked('S-1')), verificationClosed];
  const endorsed: PlanningFact = { type: 'ProposalEndorsed', data: { manifestHash } };
  const convened: PlanningFact = {
    type: 'OrganConvened',
    data: {
      sessionId: 'A1',
      organ: 'Conferenza zonale',
      sessionOn: '2024-05-10',
      protocol: '12/2024',
      items: ['POA 2024'],
    },
  };

  it('who endorsed the proposal, as long as it stands', () => {
    expect(after(...proposed)).not.toHaveProperty('endorsed');
    const before = [...proposed, endorsed, convened];
    expect(after(...before).endorsed).toEqual({ by, on, manifestHash });
    const result = { sessionId: 'A1', members: [], quorumThousandths: 501, prescriptions: [] };
    const rejected: PlanningFact = {
      type: 'DeliberationRecorded',
      data: { ...result, manifestHash, outcome: 'rejected', text: 'Il riparto non convince' },
    };
    const data = after(...before, rejected);
    expect(data).not.toHaveProperty('endorsed');
    expect(data.sentBack).toEqual({ by, on, text: 'Il riparto non convince' });
    expect(data.sessions).toEqual(
      [{ ...convened.data, ...result, outcome: 'rejected', text: 'Il riparto non convince' }].map(
        ({ prescriptions: _kept, ...session }) => session,
      ),
    );
  });

  it('the last words that sent a proposal or schede back', () => {
    const returned: PlanningFact = { type: 'ProposalReturned', data: { text: 'Manca il riparto' } };
    expect(after(...proposed)).not.toHaveProperty('sentBack');
    expect(after(...proposed, returned).sentBack).toEqual({ by, on, text: 'Manca il riparto' });
    expect(
      after(...proposed, returned, {
        type: 'FixesRequested',
        data: { schedaIds: ['S-1'], text: 'Manca un indicatore' },
      }).sentBack,
    ).toEqual({ by, on, text: 'Manca un indicatore' });
  });
});
