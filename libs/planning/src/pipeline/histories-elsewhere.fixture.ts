import { addDays, romeDay } from '#calendar';
import { closeNotice } from '../co-programming/close-notice.js';
import { issueCoProgrammingReport } from '../co-programming/issue-co-programming-report.js';
import { openCoProgramming } from '../co-programming/open-co-programming.js';
import { publishCoProgrammingReport } from '../co-programming/publish-co-programming-report.js';
import { publishNotice } from '../co-programming/publish-notice.js';
import { recordCoProgrammingSession } from '../co-programming/record-co-programming-session.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import { document } from '../testing.fixture.js';
import { procedureOf } from './histories.fixture.js';
import type { Office } from './office.fixture.js';

/** A procedure of co-programming of the zone, from its draft to its report. */
export async function publishedProcedure(office: Office, zone: string): Promise<void> {
  const asking = { cycleId: procedureOf(zone), personId: 'responsabile' };
  const url = 'https://zona.example/avviso';
  await office.record(draftCycle, { title: 'Co-programmazione' }, asking);
  const said = { purposes: 'Casa', object: 'Abitare', requirements: 'Nessuno' };
  const opening = { act: 'Delibera 1/2024', ...said, participationMode: 'Tavoli' };
  await office.record(
    openCoProgramming,
    { ...opening, responsiblePersonId: 'responsabile' },
    asking,
  );
  const closesOn = addDays(romeDay(office.clock.nowMs()), 20);
  await office.record(publishNotice, { closesOn, url, requirements: 'Nessuno' }, asking);
  office.clock.pass(21);
  await office.record(closeNotice, {}, asking);
  await office.record(recordCoProgrammingSession, { theme: 'Casa' }, asking);
  await office.record(issueCoProgrammingReport, { document, sentTo: ['Conferenza'] }, asking);
  await office.record(publishCoProgrammingReport, { url }, asking);
}
