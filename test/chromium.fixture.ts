import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where browsers of this family stand on Debian, on other Linux systems, on macOS and on Windows. */
const usual = [
  // The same engine without windows around its pages: somebody’s browser is there in a third of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @throws Error that says what to install, where there is no browser */
export function browserFile(): string {
  const named = process.env['TRACCIA_TEST_BROWSER'];
  const found = named ?? usual.find((file) => existsSync(file));
  if (found !== undefined && existsSync(found)) return found;
  throw new Error(
    'No browser to test pages with. Install Chromium (Debian: apt-get install chromium-headless-shell), or name one in TRACCIA_TEST_BROWSER.',
  );
}

/** A real browser, without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserFile(),
    args: [
      ...[
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
      ],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
