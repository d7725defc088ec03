import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { PageBrowser, SCREENS } from '../web/browser.fixture.js';
import { districtToShow, serverToShow } from './shown-district.js';
import { everyShownPage } from './shown-pages.js';

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
const server = await serverToShow();
try {
  const browser = await PageBrowser.launch(server);
  const pages = everyShownPage(await districtToShow(server));
  for (const { name, path, as, persona, then } of pages) {
    if (!name.includes(only)) continue;
    const page = await browser.seenBy(as && server.as(as), path, {
      context: { colorScheme: dark === true ? 'dark' : 'light' },
    });
    await then?.(page);
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      const file = `${name}-${persona}${screen === SCREENS[1] ? '-telefono' : ''}.png`;
      await page.screenshot({ path: join(out, file), fullPage: fold !== true });
      process.stdout.write(`${file}  ${await page.title()}\n`);
    }
    await browser.closed(page);
  }
  await browser.end();
} finally {
  await server.end();
}
