import { coDesignTable, type RowOfTable } from '#planning';
import { writeTable } from '#spreadsheet';
import { spreadsheetFile } from '../../apps/server/src/api/spreadsheet-file.js';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import {
  importAddress,
  importedAddress,
} from '../../apps/server/src/web/pages/import/import-address.js';
import { KeptFiles } from '../../apps/server/src/web/pages/import/kept-files.js';
import { recorded, type Client } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { begun } from '../ways/co-programming-days.fixture.js';
import { coProgrammazioneWays } from '../ways/co-programmazione.ways.fixture.js';
import { districtAtWork } from '../web/district.fixture.js';
import { registerAtWork } from '../web/register.fixture.js';
import type { Places } from './shown-pages.js';
import { exported, underObservation } from './states.js';

/** A server on which every page there is can be shown: with pages for the public, and with mail that nobody sends. */
export const serverToShow = (): Promise<TestServer> =>
  TestServer.start({
    publicPages: 'on',
    outgoing: {
      ...nothingGoesOut,
      mail: {
        relay: { host: 'posta.ente.example', port: 465, isImplicitTls: true, isLoopback: false },
        from: { name: 'Traccia', address: 'traccia@ente.example' },
      },
    },
  });

/**
 * A district in which there is something on every page: a year that is over, one in the middle, and whatever is on its
 * way.
 * @param schede fewer than a whole district has, where there need not be as many
 */
export async function districtToShow(server: TestServer, schede?: number): Promise<Places> {
  // A year that is over has its act, its sittings and its report.
  const past = programmeOfYear(server, 2023);
  await reach(past, (root) => root.matches('closed'));
  const procedure = new Journey(server, `${ZONE}-co-programmazione-2024`, coProgrammazioneWays);
  await procedure.perform('UPc', 'draft-cycle', {
    title: 'Co-programmazione sulla domiciliarità',
    ...begun,
  });
  await reach(procedure, (root) => root.matches('inSession'));
  const { journey, address } = await districtAtWork(server, schede);
  await journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'tavolo', title: 'Tavolo sulla non autosufficienza', channel: 'IN_PERSON' },
    ...{ counterpart: 'CONSULTA_TERZO_SETTORE', date: server.clock.day(14) },
  });
  await underObservation(journey);
  await registerAtWork(server);
  const head = server.as('UH');
  return {
    address,
    past: `/cicli/${past.cycleId}`,
    sittingId: past.last('OrganConvened').sessionId,
    meetingId: past.last('MeetingHeld').meetingId,
    procedure: `/cicli/${procedure.cycleId}`,
    noticeId: await firstNotice(head, '/api/v1/notices'),
    deliveryId: await firstNotice(server.as('ADM'), '/api/v1/deliveries'),
    imported: await imported(server),
    file: await sent(server, server.as('UPc'), [row('Centro affidi'), row('Famiglie accoglienti')]),
    faultyFile: await sent(server, server.as('UPo'), [row('Centro affidi'), row('')]),
    job: await exported(server, journey.cycleId),
  };
}

/** The id of the notice that stands first in a list of such. */
async function firstNotice(client: Client, path: string): Promise<string> {
  const { body } = await client.get<{ readonly items: readonly { readonly noticeId: string }[] }>(
    path,
  );
  const [first] = body.items;
  if (!first) throw new Error(`Nothing at ${path}`);
  return first.noticeId;
}

const REGISTER = `${ZONE}-registro-di-zona`;

const row = (activity: string): RowOfTable => ({
  ...{ holder: 'Comune di Livorno', activity, state: 'ongoing' },
});

/** A file of rows that somebody has sent and has not imported yet. @returns the page of its columns */
async function sent(
  server: TestServer,
  { person }: Client,
  rows: readonly RowOfTable[],
): Promise<string> {
  const { columns, sheet } = coDesignTable;
  const bytes = Buffer.from(writeTable('csv', { columns, sheet, rows }));
  const files = server.application.get(KeptFiles, { strict: false });
  const id = files.keep(person, {
    ...{ table: coDesignTable, lifeId: REGISTER, fileName: 'prospetto.csv', bytes: bytes.length },
    file: await spreadsheetFile(bytes, coDesignTable),
  });
  return importAddress(id);
}

/** Two rows have come in from a file. @returns the page that says so */
async function imported(server: TestServer): Promise<string> {
  const spreadsheetImportId = 'prospetto-di-maggio';
  recorded(
    await server.as('UPc').perform(REGISTER, coDesignTable.verb.name, {
      ...{ spreadsheetImportId, fileName: 'prospetto-di-maggio.csv' },
      rows: [row('Centro diurno'), row('Gruppo di cammino')],
    }),
  );
  return importedAddress(REGISTER, spreadsheetImportId);
}
