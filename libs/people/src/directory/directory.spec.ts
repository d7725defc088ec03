import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Directory } from './directory.js';

let folder: string;
let directory: Directory;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  directory = Directory.open(join(folder, 'people.db'));
});
afterEach(() => {
  directory.close();
  rmSync(folder, { recursive: true });
});

const bytes = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('The directory', () => {
  it('says who the persons of a page are, and of a zone those of this zone alone', () => {
    directory.put('zona1', 'operatore-1', { name: 'Operatore Uno', email: 'uno@ente.example' });
    directory.put('zona1', 'operatore-2', { name: 'Operatore Due', pec: 'due@pec.example' });
    directory.put('zona2', 'operatore-1', { name: 'Un altro' });
    const some = directory.many('zona1', ['operatore-1', 'operatore-2', 'operatore-3']);
    expect([...some.values()]).toEqual([
      { personId: 'operatore-1', name: 'Operatore Uno', email: 'uno@ente.example' },
      { personId: 'operatore-2', name: 'Operatore Due', pec: 'due@pec.example' },
    ]);
    expect(directory.get('zona2', 'operatore-1')).toEqual({
      personId: 'operatore-1',
      name: 'Un altro',
    });
    expect(directory.get('zona2', 'operatore-2')).toBeUndefined();
    expect(directory.ofZone('zona1')).toHaveLength(2);
    expect(statSync(join(folder, 'people.db')).mode & 0o777).toBe(0o600);
  });

  it('keeps nothing of what was corrected, in any byte of any file', () => {
    directory.put('zona1', 'operatore-1', { name: 'NomeVecchioCanarino', note: 'x'.repeat(9_000) });
    expect(bytes()).toContain('NomeVecchioCanarino');
    directory.put('zona1', 'operatore-1', { name: 'Nome nuovo' });
    expect(directory.get('zona1', 'operatore-1')).toEqual({
      personId: 'operatore-1',
      name: 'Nome nuovo',
    });
    expect(bytes()).not.toContain('NomeVecchioCanarino');
    expect(bytes()).not.toContain('xxxxxxxxxxxxxxxx');
  });

  it('keeps nothing of who was erased, in any byte of any file', () => {
    directory.put('zona1', 'operatore-1', { name: 'Canarino', email: 'canarino@ente.example' });
    directory.put('zona2', 'operatore-1', { name: 'Un altro' });
    expect(directory.erase('zona1', 'operatore-1')).toBe(true);
    expect(directory.erase('zona1', 'operatore-1')).toBe(false);
    expect(bytes().toLowerCase()).not.toContain('canarino');
    expect(directory.get('zona2', 'operatore-1')?.name).toBe('Un altro');
  });

  it('knows which erasures were carried out, also after a restart', () => {
    const eventId = '0192f0a0-0000-8000-8000-000000000001';
    expect(directory.isCarriedOut(eventId)).toBe(false);
    directory.noteCarriedOut(eventId);
    directory.noteCarriedOut(eventId);
    directory.close();
    directory = Directory.open(join(folder, 'people.db'));
    expect(directory.isCarriedOut(eventId)).toBe(true);
  });
});
