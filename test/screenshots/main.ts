import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { TestServer } from '../server.fixture.js';
import { reach } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { PageBrowser } from '../web/browser.fixture.js';
import { districtAtWork } from '../web/district.fixture.js';
import { registerAtWork } from '../web/register.fixture.js';
import { pagesOfPast, shownPages } from './shown-pages.js';
import { exported, underObservation } from './states.js';

/*
 * Takes a picture of every page on made-up data of a whole district, on the screen of an office and on a telephone:
 * `scrivania-coordinatore.png`, `scrivania-coordinatore-telefono.png`.
 */

const command = new Command('npm run screenshots --')
  .description('Takes a picture of every page, on the screen of an office and on a telephone.')
  .requiredOption('--out <folder>', 'where the pictures go')
  .option('--only <text>', 'only the pages in whose name this is', '')
  .option('--fold', 'only what is seen before anybody scrolls')
  .option('--dark', 'as on a system that is dark')
  .parse();
const { out, only, fold, dark } = command.opts<{
  readonly out: string;
  readonly only: string;
  readonly fold?: true;
  readonly dark?: true;
}>();

mkdirSync(out, { recursive: true });
const server = await TestServer.start({ publicPages: 'on' });
try {
  const browser = await PageBrowser.launch(server);
  // A year that is over has its act, its sittings and its report.
  const past = programmeOfYear(server, 2023);
  await reach(past, (root) => root.matches('closed'));
  const district = await districtAtWork(server);
  await district.journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'tavolo', title: 'Tavolo sulla non autosufficienza', channel: 'IN_PERSON' },
    ...{ counterpart: 'CONSULTA_TERZO_SETTORE', date: server.clock.day(14) },
  });
  await underObservation(district.journey);
  await registerAtWork(server);
  const job = await exported(server, district.journey.cycleId);
  const pages = [
    ...shownPages(server, district),
    ...pagesOfPast(server, past),
    // Once it has been looked at, the desk says no more of it.
    { name: 'lavoro', path: job, as: server.as('UPc'), persona: 'coordinatore' },
  ];
  for (const { name, path, as, persona } of pages.filter((page) => page.name.includes(only))) {
    for (const phone of [false, true]) {
      const page = await browser.seenBy(as, path, {
        phone,
        context: { colorScheme: dark === true ? 'dark' : 'light' },
      });
      const file = `${name}-${persona}${phone ? '-telefono' : ''}.png`;
      await page.screenshot({ path: join(out, file), fullPage: fold !== true });
      process.stdout.write(`${file}  ${await page.title()}\n`);
      await browser.closed(page);
    }
  }
  await browser.end();
} finally {
  await server.end();
}
