import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * The first steps of the README, as somebody types them who has never seen the program: the lines of its blocks, on
 * the built programs, in a folder and at a port of their own.
 */
const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, firstSteps = ''] = /^## First steps\n(.*?)^## /ms.exec(readme) ?? [];
/** Each a line of a shell, without its comment; what ends in a backslash goes on. */
const commands = [...firstSteps.matchAll(/^```sh\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  .map((line) => line.replace(/\s+# .*$/, '').trim())
  .filter((line) => line !== '');
const USUAL = 'http://127.0.0.1:3000';

const folder = mkdtempSync(join(tmpdir(), 'first-steps-'));
let server: ChildProcess;
let url: string;
let token = '';
/** What the server says when it starts. */
const said: string[] = [];

/** Another folder and another port, as the settings say it; the programs as the package runs them, already built. */
const here = (port: string) => ({
  ...process.env,
  ...{ TRACCIA_DATA: join(folder, 'data'), TRACCIA_PORT: port, TRACCIA_SERVER: url },
});

/** The command, with the placeholder and the usual address filled in; npm would build once more each time. */
const typed = (command: string): string =>
  command
    .replaceAll('<token>', token)
    .replaceAll(USUAL, url)
    .replace(/^npm run traccia --/, `${process.execPath} dist/apps/cli/src/main.js`);

function run(command: string): { readonly status: number | null; readonly out: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', typed(command)], {
    ...{ cwd: root, env: here(''), encoding: 'utf8' },
  });
  return { status, out: status === 0 ? stdout : stdout + stderr };
}

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  // It listens at an address of IP.
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return String(port);
}

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, ['dist/apps/server/src/main.js'], {
    ...{ cwd: root, env: here(port), stdio: ['ignore', 'pipe', 'inherit'] },
  });
  for await (const line of createInterface(server.stdout!)) {
    said.push(line);
    if (line.includes('README.md')) break;
  }
});
afterAll(async () => {
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true });
});

describe('The first steps of the README', () => {
  it('are a start, a token, imports, questions and a command', () => {
    expect(commands.map((command) => command.split(' ').slice(0, 5).join(' '))).toEqual([
      'npm start',
      expect.stringMatching(/^npm run traccia -- token/),
      expect.stringMatching(/^npm run traccia -- import/),
      expect.stringMatching(/^npm run traccia -- import/),
      ...Array.from(
        { length: commands.length - 5 },
        () => expect.stringMatching(/^curl /) as unknown,
      ),
      expect.stringMatching(/^curl -X POST/),
    ]);
  });

  it('start a server, which says where it listens', () => {
    expect(said.join('\n')).toContain(url);
    expect(said.join('\n')).toMatch(/\bnpm run traccia -- token mint\b/);
  });

  it('show a code for the first administrator, with which they come in', async () => {
    const [, code = ''] = /amministratore, valido un’ora: (\S+)/.exec(said.join('\n')) ?? [];
    const begin = async (given: string): Promise<Response> =>
      fetch(`${url}/api/v1/sign-in/first-administrator`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ code: given, personId: 'amministratore', login: 'amministratore' }),
      });
    expect((await begin('0'.repeat(code.length))).status).toBe(403);
    const begun = await begin(code);
    expect([begun.status, await begun.json()]).toEqual([200, expect.any(Object)]);
  });

  it.each(commands.slice(1))('%s', (command) => {
    const { status, out } = run(command);
    expect([status, status === 0 ? '' : out]).toEqual([0, '']);
    if (command.includes('token mint')) {
      token = /tr[\w-]+\.[\w-]+|\S{40,}/.exec(out)?.[0] ?? '';
      expect(token).not.toBe('');
    }
    // An answer of the API, and none that says no.
    if (command.startsWith('curl')) {
      const answer = JSON.parse(out) as Readonly<Record<string, unknown>>;
      expect(answer).not.toHaveProperty('code');
      expect(Object.keys(answer).length).toBeGreaterThan(0);
    }
  });

  it('end with the question recorded', () => {
    const ask = `curl -s -H 'Authorization: Bearer <token>' ${USUAL}/api/v1/cycles/livornese-poa-annuale-2024`;
    expect(run(ask).out).toContain('Chi firma la proposta del piano?');
  });
});
