// Erases one subject in a process of its own, which kills itself before its n-th step on the disk:
// `killable.fixture.js <folder> <n> <key>`. Says `done` when there was no n-th step.
import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

registerHooks({
  // Node takes TypeScript as it is, but not that imports name the file to be built.
  resolve: (specifier, context, next) => {
    const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

const [folder, killAt, k] = process.argv.slice(2);
let steps = 0;
const step = () => {
  steps += 1;
  if (steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};
const counted = (object, name) => {
  const real = object[name];
  object[name] = function (...words) {
    step();
    return real.apply(this, words);
  };
};

const { SubjectKeys } = await import('./subject-keys.js');
const keys = SubjectKeys.open({
  file: join(folder, 'keys.db'),
  wrappingKeyFile: join(folder, 'keys.kek'),
});
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync'])
  counted(fs, name);
syncBuiltinESMExports();
counted(DatabaseSync.prototype, 'exec');
keys.erase([k], { on: '2027-03-01', by: 'direttore' });
const said = steps < Number(killAt);
keys.close();
if (said) process.stdout.write('done\n');
