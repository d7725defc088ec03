import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection } from './projection.js';

/** Where the files lie: one per projection and version, `worklist.v2.db`. */
export class ProjectionFolder {
  constructor(private readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  pathOf({ name, version }: Projection): string {
    return join(this.path, `${name}.v${version}.db`);
  }

  has(projection: Projection): boolean {
    return existsSync(this.pathOf(projection));
  }

  remove(projection: Projection): void {
    removeDatabase(this.pathOf(projection));
  }

  /** Newer versions stay: they belong to an instance that is ahead of us, or we were rolled back. */
  removeOlderThan({ name, version }: Projection): void {
    const versionOf = new RegExp(`^${name}\\.v(\\d+)\\.db$`);
    for (const file of readdirSync(this.path)) {
      const found = versionOf.exec(file)?.[1];
      if (found !== undefined && Number(found) < version) removeDatabase(join(this.path, file));
    }
  }
}

/** In this order a kill in between leaves a database that opens, at most an older one. */
function removeDatabase(path: string): void {
  for (const suffix of ['-wal', '-shm', '']) rmSync(`${path}${suffix}`, { force: true });
}
