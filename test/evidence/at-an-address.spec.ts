import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createCommand } from 'commander';
import { Downloads } from '../../apps/cli/src/evidence/downloads.js';
import { verifyCommand } from '../../apps/cli/src/evidence/verify.command.js';
import { report } from '../../apps/cli/src/failure.js';
import { Questions } from '../../apps/cli/src/sign-in/questions.js';
import { RememberedTerminal } from '../../apps/cli/src/terminal.fixture.js';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { bundleOf, copyOf, removeFolders } from './evidence.fixture.js';
import {
  altered,
  brokenOff,
  endless,
  halfUnframed,
  Publisher,
  silent,
  status,
  type Answer,
} from './published.fixture.js';

const DID_NOT_COME = 3;
/** More than there are in one tile. */
const FACTS = 300;

class WatchedTerminal extends RememberedTerminal {
  override readonly interactive: boolean = true;
}

describe('A bundle at an address', () => {
  const log = new SealedLog();
  let publisher: Publisher;
  let stranger: Publisher;
  let at: string;
  let elsewhere: string;
  beforeAll(async () => {
    for (let number = 0; number < FACTS; number++) await log.record('cycle-a', { number });
    await log.sealAll();
    const folder = await bundleOf(log, { kind: 'log' });
    [publisher, stranger] = [new Publisher(folder), new Publisher(folder)];
    [at, elsewhere] = [await publisher.listen(), await stranger.listen()];
  });
  afterEach(() => {
    publisher.otherwise.clear();
    publisher.asked.length = 0;
    // Whatever became of it: nothing stays behind.
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('traccia-verify-'))).toEqual([]);
  });
  afterAll(async () => {
    await publisher.leave();
    await stranger.leave();
    removeFolders();
    await log.leave();
  });

  async function verifiedAt(
    where: string,
    {
      words = ['--no-replay'],
      terminal = new RememberedTerminal(),
      typed = '',
      patienceMs,
    }: {
      readonly words?: readonly string[];
      readonly terminal?: RememberedTerminal;
      readonly typed?: string;
      readonly patienceMs?: number;
    } = {},
  ) {
    const questions = () => new Questions(Readable.from([typed]), () => undefined, false);
    const command = verifyCommand(terminal, questions, new Downloads(patienceMs)).exitOverride();
    const program = createCommand('traccia').exitOverride().addCommand(command);
    let exitCode = 0;
    try {
      await program.parseAsync(['verify', where, ...words], { from: 'user' });
    } catch (error) {
      exitCode = report(error, terminal);
    }
    return { exitCode, printed: terminal.printed.join('\n'), noted: terminal.noted.join('\n') };
  }

  it.each(['', '/', '/all.tar', '?whatever=1'])(
    'is verified as one in a folder is: at «%s»',
    async (place) => {
      const { exitCode, printed } = await verifiedAt(`${at}${place}`);
      expect([exitCode, printed]).toEqual([0, expect.stringMatching(/\nVerificato\.$/)]);
    },
  );

  it.each<[string, Answer, number]>([
    ['/facts.ndjson', altered, 12],
    ['/checkpoint', altered, 11],
    ['/documents.json', altered, 18],
    ['/definitions/poa-annuale.1.json', altered, 18],
    ['/documents.json', status(404), 18],
    ['/README.md', status(410), 18],
    ['/manifest.note', status(404), 18],
    ['/tile/0/000', status(404), 18],
    ['/tile/entries/000', status(404), 12],
    ['/facts.ndjson', status(404), 18],
    ['/verify.html', altered, 18],
  ])('is refused with the step that finds it: %s', async (path, answer, exitCode) => {
    publisher.otherwise.set(path, answer);
    const found = await verifiedAt(at);
    expect([found.exitCode, found.noted]).toEqual([
      exitCode,
      expect.stringContaining(`Passo ${exitCode - 10}, `),
    ]);
    expect(found.printed).toContain('NON VERIFICATO.');
  });

  it('is refused as an archive with another byte, too', async () => {
    const bytes = await publisher.archive();
    bytes[bytes.indexOf('"recordedAt":"') + 15]! ^= 1;
    publisher.otherwise.set('/all.tar', (response) => response.end(bytes));
    expect((await verifiedAt(`${at}/all.tar`)).exitCode).toBe(12);
  });

  it.each<[string, string, Answer, RegExp]>([
    ['nothing there', '/manifest.json', status(404), /non c’è un fascicolo/],
    ['a server that fails', '/tile/0/000', status(500), /non dà \/tile\/0\/000 \(stato 500\)/],
    ['a server that says no', '/policy', status(403), /a chi chiede \(stato 403\)/],
    ['half a file', '/facts.ndjson', brokenOff, /è arrivato incompleto/],
    ['half a manifest', '/manifest.json', brokenOff, /è arrivato incompleto/],
    ['half a file of unknown length', '/facts.ndjson', halfUnframed, /è arrivato incompleto/],
    ['a file without an end', '/facts.ndjson', endless, /più di quanto ha un fascicolo/],
    ['a manifest without an end', '/manifest.json', endless, /più di quanto ha un fascicolo/],
  ])('that does not come is no broken history: %s', async (_what, path, answer, said) => {
    publisher.otherwise.set(path, answer);
    const { exitCode, noted, printed } = await verifiedAt(at);
    expect([exitCode, noted]).toEqual([DID_NOT_COME, expect.stringMatching(said)]);
    expect(noted).toContain('La storia non è stata controllata.');
    expect(printed).toBe('');
  });

  it.each<[string, Answer]>([
    ['nothing', status(404)],
    [
      'half of it',
      (response) => void publisher.archive().then((all) => response.end(all.subarray(0, 5_000))),
    ],
    ['no archive', (response) => response.end('<html>')],
    ['an empty one', (response) => response.end(Buffer.alloc(1_024))],
    ['no end', endless],
  ])('that is an archive and does not come is none, either: %s', async (_what, answer) => {
    publisher.otherwise.set('/all.tar', answer);
    const { exitCode, noted } = await verifiedAt(`${at}/all.tar`);
    expect([exitCode, noted]).toEqual([
      DID_NOT_COME,
      expect.stringContaining('non è stata controllata'),
    ]);
  });

  it('is waited for as long as somebody waits, and no longer', async () => {
    publisher.otherwise.set('/policy', silent);
    expect((await verifiedAt(at, { patienceMs: 50 })).exitCode).toBe(DID_NOT_COME);
    publisher.otherwise.set('/policy', () => undefined);
    expect((await verifiedAt(at, { patienceMs: 50 })).exitCode).toBe(DID_NOT_COME);
  });

  it('is followed to no other address, which is said instead', async () => {
    publisher.otherwise.set(
      '/facts.ndjson',
      status(302, { location: `${elsewhere}/facts.ndjson` }),
    );
    const { exitCode, noted } = await verifiedAt(at);
    expect(exitCode).toBe(DID_NOT_COME);
    expect(noted).toContain(`rimanda a ${elsewhere}/facts.ndjson`);
    expect(stranger.asked).toEqual([]);
  });

  it('names no file outside of its folder', async () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'file');
    const manifest = JSON.parse(readFileSync(join(publisher.folder, 'manifest.json'), 'utf8')) as {
      files: { path: string }[];
    };
    const serve = (...paths: readonly string[]) => {
      const files = paths.map((path) => ({ ...manifest.files[0], path, bytes: 1 }));
      const text = JSON.stringify(
        Object.fromEntries(Object.entries({ ...manifest, files }).sort()),
      );
      publisher.otherwise.set('/manifest.json', (response) => response.end(ordered(text)));
      publisher.otherwise.set(`/${paths[0]}`, (response) => response.end('x'));
      publisher.otherwise.set(`/${paths[1]}`, (response) => response.end('x'));
    };
    for (const paths of [
      [`../../..${outside}`],
      ['..'],
      ['a\\b'],
      ['a//b'],
      ['manifest.json'],
      ['twice', 'twice'],
      ['one', 'one/within'],
    ]) {
      serve(...paths);
      const { exitCode, noted } = await verifiedAt(at);
      expect([paths, exitCode, noted]).toEqual([
        ...[paths, 18],
        expect.stringContaining('manifest.json non è un indice di file'),
      ]);
    }
    expect(existsSync(outside)).toBe(false);
    rmSync(join(outside, '..'), { recursive: true });
  });

  it('is refused where its manifest is none', async () => {
    publisher.otherwise.set('/manifest.json', (response) => response.end('{}'));
    expect((await verifiedAt(at)).exitCode).toBe(18);
  });

  it('nobody answers for is said to be so', async () => {
    const gone = new Publisher(publisher.folder);
    const address = await gone.listen();
    await gone.leave();
    const { exitCode, noted } = await verifiedAt(address);
    expect([exitCode, noted]).toEqual([DID_NOT_COME, expect.stringContaining('non risponde')]);
  });

  describe('that is made on request', () => {
    const path = '/api/v1/evidence';
    const guarded: Answer = (response) => {
      if (publisher.asked.at(-1)?.authorization === 'Bearer secret-1')
        void publisher.archive().then((archive) => response.end(archive));
      else response.writeHead(401).end();
    };
    beforeEach(() => publisher.otherwise.set(path, guarded));
    afterEach(() => delete process.env['TRACCIA_TOKEN']);

    it('comes to whoever has a token, which is sent nowhere else', async () => {
      process.env['TRACCIA_TOKEN'] = 'secret-1';
      expect((await verifiedAt(`${at}${path}?cycle=x`)).exitCode).toBe(0);
      publisher.asked.length = 0;
      expect((await verifiedAt(at)).exitCode).toBe(0);
      expect(publisher.asked.filter(({ authorization }) => authorization !== undefined)).toEqual(
        [],
      );
    });

    it('comes to nobody without one, and whoever is there is asked for it', async () => {
      const { exitCode, noted } = await verifiedAt(`${at}${path}`);
      expect([exitCode, noted]).toEqual([DID_NOT_COME, expect.stringContaining('stato 401')]);
      const terminal = new WatchedTerminal();
      const typed = { terminal, typed: 'secret-1\n' };
      expect((await verifiedAt(`${at}${path}`, typed)).exitCode).toBe(0);
      expect((await verifiedAt(`${at}${path}`, { terminal, typed: 'other\n' })).exitCode).toBe(3);
    });

    it('takes no secret that others can read: on a command line, in an address, in clear', async () => {
      const asked = [
        await verifiedAt(`${at}${path}`, { words: ['--token', 'secret-1'] }),
        await verifiedAt(`http://me:secret-1@${at.slice(7)}${path}`),
      ];
      process.env['TRACCIA_TOKEN'] = 'secret-1';
      asked.push(await verifiedAt(`http://office.example${path}`));
      expect(asked.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
      expect(asked.map(({ noted }) => noted)).toEqual([
        expect.stringContaining('TRACCIA_TOKEN'),
        expect.stringContaining('nell’indirizzo'),
        expect.stringContaining('in chiaro'),
      ]);
      expect(publisher.asked).toEqual([]);
    });
  });

  it('is verified with a folder that has been altered there in the meantime as it is now', async () => {
    const before = publisher.folder;
    publisher.folder = copyOf(before);
    writeFileSync(join(publisher.folder, 'LEGGIMI.md'), 'altro');
    expect((await verifiedAt(at)).exitCode).toBe(18);
    publisher.folder = before;
    expect((await verifiedAt(at)).exitCode).toBe(0);
  });
});

/** The text of a manifest as it must be written: members in order, all the way down, and a line end. */
function ordered(text: string): string {
  return `${JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  )}\n`;
}
