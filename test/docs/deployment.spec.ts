import { pageText } from './generated-part.js';
import {
  allIn,
  brokenLinks,
  deployFile,
  serverSettings,
  settings,
  unknownCommands,
  unknownPrograms,
  unknownSettings,
} from './deployment.js';

describe.each(['README.md', 'Dockerfile', 'compose.yaml', 'traccia.service', 'eventstore.conf'])(
  'docs/deploy/%s',
  (file) => {
    it('names only settings that are read', () => {
      expect(unknownSettings(deployFile(file))).toEqual([]);
    });

    it('names only commands that are there', () => {
      expect(unknownCommands(deployFile(file))).toEqual([]);
    });

    it('names only programs that are built', () => {
      expect(unknownPrograms(deployFile(file))).toEqual([]);
    });
  },
);

describe('docs/operations.md', () => {
  const page = pageText('docs/operations.md');
  const rows = allIn(page, /^\| `(TRACCIA_\w+)` *\|/gm);

  it('has a row for each setting of the server, and for nothing else', () => {
    expect([...rows].sort()).toEqual([...new Set(serverSettings)].sort());
  });

  it('names every setting of the command line, and none that is not read', () => {
    expect([...settings].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    expect(unknownSettings(page)).toEqual([]);
  });

  it('names only commands that are there', () => {
    expect(unknownCommands(page)).toEqual([]);
  });
});

describe.each([
  'docs/operations.md',
  'docs/deploy/README.md',
  'docs/decisions/deployment-files.md',
  'docs/decisions/which-client.md',
  'docs/decisions/embedded-store-by-default.md',
])('%s', (page) => {
  it('links only to what is there', () => {
    expect(brokenLinks(page, pageText(page))).toEqual([]);
  });
});

describe('The check itself', () => {
  it.each(['TRACCIA_DATEN=/x', 'Environment=TRACCIA_PORTS=1', 'TRACCIA_EVENTSTORE_FILES: x'])(
    'does not take %s for a setting',
    (text) => {
      expect(unknownSettings(text)).toHaveLength(1);
    },
  );

  it.each([
    'npm run traccia -- token mint --person x',
    'npm run build',
    'node dist/apps/cli/src/main.js \\\n  event-node --port 2113',
  ])('takes %j for a command', (text) => {
    expect(unknownCommands(text)).toEqual([]);
  });

  it.each([
    'npm run compile',
    'npm run traccia -- tokens mint',
    'npm run traccia -- token make',
    'node dist/apps/cli/src/main.js serve',
  ])('does not take %s for a command', (text) => {
    expect(unknownCommands(text)).toHaveLength(1);
  });

  it('does not take dist/apps/server/src/index.js for a program', () => {
    expect(unknownPrograms('node dist/apps/server/src/index.js')).toHaveLength(1);
  });

  it('finds a link to a page or a heading that is not there', () => {
    const text = '[a](operations.md) [b](nowhere.md) [c](operations.md#settings) [d](#nowhere)';
    expect(brokenLinks('docs/operations.md', text)).toEqual(['nowhere.md', '#nowhere']);
  });
});
