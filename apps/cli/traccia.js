#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';

/** The `traccia` command, on the Node that the program was made for. */

const placeOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = placeOf('../../dist/apps/cli/src/main.js');
if (!existsSync(program)) {
  console.error('Il programma non è compilato: npm run build');
  process.exit(1);
}
const own = placeOf('../../node_modules/node/bin/node');
const { status } = spawnSync(
  existsSync(own) ? own : process.execPath,
  ['--enable-source-maps', program, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
