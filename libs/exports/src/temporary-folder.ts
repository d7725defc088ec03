import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the time of one export, that only this user can look into. Whoever makes it removes it. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), `traccia-export-${process.pid}-`));

  file(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
