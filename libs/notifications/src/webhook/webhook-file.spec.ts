import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWebhooks, UnusableWebhooks } from './webhook-file.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const right = {
  id: 'bilancio',
  url: 'https://bilancio.ente.example/traccia',
  secrets: [SECRET],
  types: ['SchedaReturned'],
  zones: ['livornese'],
};

describe('The file of webhooks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
  const file = join(folder, 'webhooks.json');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const read = (path: string) => readWebhooks(path, new Set(['SchedaReturned']));
  const write = (content: unknown, mode = 0o600): string => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    chmodSync(file, mode);
    return file;
  };

  it('names programs, what each is told of, and with what we sign', () => {
    const trial = {
      ...right,
      id: 'prova',
      url: 'http://localhost:9000/',
      allowInsecureLoopback: true,
    };
    const [one, two] = read(write({ webhooks: [right, trial] }));
    expect(one).toEqual({
      ...{ id: 'bilancio', types: ['SchedaReturned'], zones: ['livornese'], isTrial: false },
      ...{ url: new URL(right.url), secrets: [Buffer.alloc(32, 7)] },
    });
    expect(two?.isTrial).toBe(true);
  });

  it.each<[why: string, content: unknown]>([
    ['is no JSON', `{"webhooks": [{"secrets": ["${SECRET}"`],
    ['holds what is unknown', { webhooks: [{ ...right, secret: SECRET }] }],
    ['names nobody’s type', { webhooks: [{ ...right, types: [] }] }],
    ['names one twice', { webhooks: [right, { ...right, url: 'https://altro.example/' }] }],
    ['names an address twice', { webhooks: [right, { ...right, id: 'altro' }] }],
    ['has a short secret', { webhooks: [{ ...right, secrets: ['whsec_AAAA'] }] }],
    ['has a secret of another kind', { webhooks: [{ ...right, secrets: ['segreto'] }] }],
    ...[
      ...['http://bilancio.ente.example/', 'https://127.0.0.1/', 'https://2130706433/'],
      ...[
        'https://[::1]/',
        'https://[::ffff:7f00:1]/',
        'https://10.0.0.1/',
        'https://a:b@c.example/',
      ],
      ...['https://c.example:22/', 'file:///etc/passwd', 'bilancio', 'https://c.example/#a'],
      ...['https://①②⑦.0.0.1/', 'https://0x7f.1/'],
    ].map((url): [string, unknown] => [`leads to ${url}`, { webhooks: [{ ...right, url }] }]),
    [
      'is a trial elsewhere',
      { webhooks: [{ ...right, url: 'http://a.example/', allowInsecureLoopback: true }] },
    ],
  ])('is refused in two languages where it %s, and no secret is repeated', (_why, content) => {
    const failure = (): unknown => read(write(content));
    expect(failure).toThrow(UnusableWebhooks);
    expect(failure).toThrow(/^TRACCIA_WEBHOOKS, .+ \(.+\)/u);
    expect(failure).not.toThrow(new RegExp(SECRET.slice(6, 20), 'u'));
  });

  it('is for its owner alone', () => {
    for (const mode of [0o640, 0o604, 0o644])
      expect(() => read(write({ webhooks: [right] }, mode))).toThrow(/chmod 600/u);
    expect(() => read(join(folder, 'nowhere'))).toThrow(UnusableWebhooks);
  });

  it('names no fact that there is not: of that a program would never be told', () => {
    const misspelt = write({
      webhooks: [{ ...right, types: ['SchedaReturned', 'SchedaReturnd'] }],
    });
    expect(() => read(misspelt)).toThrow(/bilancio: SchedaReturnd/u);
    expect(() => read(misspelt)).toThrow(/nessun fatto si chiama così \(there is no fact/u);
  });
});
