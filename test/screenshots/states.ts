import { addDays } from '#calendar';
import { Jobs } from '../../apps/server/src/jobs/jobs.js';
import type { Journey } from '../journey.fixture.js';
import type { TestServer } from '../server.fixture.js';

/** The meeting `consulta`, whose minutes are open to observations, with one that has come. */
export async function underObservation(journey: Journey): Promise<void> {
  const meetingId = 'consulta';
  const { clock } = journey.server;
  await journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId, title: 'Consulta del Terzo settore', channel: 'ONLINE' },
    ...{ counterpart: 'CONSULTA_TERZO_SETTORE', date: clock.day() },
  });
  await journey.perform('UPo', 'convene-meeting', {
    ...{ meetingId, invitees: ['Consulta del Terzo settore'], bodyIds: [] },
  });
  await journey.perform('UPo', 'record-meeting-held', {
    ...{ meetingId, categories: [], attendance: ['Consulta del Terzo settore'] },
    contents: ['Bisogni degli anziani soli'],
  });
  const document = { title: 'Verbale della Consulta', sha256: 'd'.repeat(64) };
  await journey.perform('UPo', 'record-minutes', { meetingId, document });
  await journey.perform('UPo', 'open-minutes-to-observations', {
    ...{ meetingId, until: addDays(clock.day(), 7) },
  });
  await journey.perform('UPo', 'receive-contribution', {
    ...{ contributionId: 'osservazione', body: 'Associazione di volontariato', meetingId },
    document: { title: 'Osservazioni al verbale', sha256: 'e'.repeat(64) },
  });
}

/**
 * The coordinator has asked for the document of the plan, and it is ready.
 * @returns the address of its page
 */
export async function exported(server: TestServer, cycleId: string): Promise<string> {
  const jobs = server.application.get(Jobs, { strict: false });
  const at = new Date(server.clock.nowMs()).toISOString();
  const { person } = server.as('UPc');
  const { jobId } = jobs.ask({ kind: 'poa-pdf', cycleId, at, schedaIds: [] }, person);
  await jobs.settled();
  return `/lavori/${jobId}`;
}
