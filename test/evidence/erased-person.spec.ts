import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseTlogProof, proves, leafHash } from '#ledger';
import { readFileSync } from 'node:fs';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { bundleOf, failedSteps, removeFolders, verified } from './evidence.fixture.js';

const CYCLE = 'prova-poa-annuale-2026';
const scope = { kind: 'cycle', cycle: CYCLE, stream: `cycle-${CYCLE}` } as const;
const KEY = 'hVP0gstmz1bdlqKY4mkzucOUMdOkPa0c-mdzO_L2b_M';

describe('The evidence of a cycle in which a person was erased', () => {
  const log = new SealedLog();
  let folder: string;
  beforeAll(async () => {
    const who = { $pii: { s: 'person/prova/anna', k: KEY, c: 'oKGio6Slpqeo' } };
    await log.record(scope.stream, { who, number: 1 });
    await log.record(scope.stream, { places: [{ who }] });
    await log.record(
      scope.stream,
      { who: { $pii: { ...who.$pii, k: 'another' } } },
      1,
      'MinutesApproved',
    );
    await log.record(
      'register-prova-organizzazione',
      { subject: 'person/prova/anna', keys: [KEY], legalBasis: 'OBJECTION' },
      1,
      'PersonErased',
    );
    await log.sealAll();
    folder = await bundleOf(log, scope);
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  it('is green, and says since when, by whom, and how many texts nobody reads any more', async () => {
    const report = await verified(folder, { replaying: undefined });
    expect(failedSteps(report)).toEqual([]);
    expect(report.erasures).toEqual([
      expect.objectContaining({ subject: 'person/prova/anna', texts: 2, by: '?' }),
    ]);
    expect(report.erasures[0]!.en).toMatch(/was erased on 2026-01-01 by/);
    expect(report.facts).toBe(4);
  });

  it('holds no fact of the organisation but that one, and proves each decision by itself', () => {
    const facts = readFileSync(join(folder, 'facts.ndjson'), 'utf8').trimEnd().split('\n');
    const types = facts.map((line) => (JSON.parse(line) as { entry: { type: string } }).entry.type);
    expect(types).toEqual(['Noted', 'Noted', 'MinutesApproved', 'PersonErased']);
    const proofs = readdirSync(join(folder, 'proofs'));
    expect(proofs).toHaveLength(2); // the erasure is a decision, too
    const { id } = (JSON.parse(facts[2]!) as { entry: { id: string } }).entry;
    const proof = parseTlogProof(readFileSync(join(folder, `proofs/${id}.tlog-proof`), 'utf8'));
    const entryOf = (line: string): Buffer =>
      Buffer.from(line.slice('{"entry":'.length, line.lastIndexOf(',"index":')));
    expect(proves(proof, leafHash(entryOf(facts[2]!)))).toBe(true);
    expect(proves(proof, leafHash(entryOf(facts[1]!)))).toBe(false);
  });
});
