// Runs in a process of its own, so that a test can kill it: `killable.fixture.js lock|append <path>`
// or `killable.fixture.js copy <place> <place>`.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  // Node takes TypeScript as it is, but not that imports name the file to be built.
  resolve: (specifier, context, next) => {
    const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

const [task, path, target] = process.argv.slice(2);

if (task === 'lock') {
  const { InstanceLock } = await import('./instance-lock.js');
  InstanceLock.take(path);
  globalThis.gc(); // whoever takes it need not keep it in a variable
  writeSync(1, 'taken\n');
  process.stdin.resume(); // lives as long as its parent
}

if (task === 'append') {
  const { SqliteEventStore } = await import('./sqlite.event-store.js');
  const store = SqliteEventStore.open({ file: path });
  const appendForEver = async (writer) => {
    for (;;) {
      const pair = ['Began', 'Ended'].map((type) => ({
        id: randomUUID(),
        type,
        data: { writer },
        metadata: {},
      }));
      await store.append(`writer-${writer}`, pair, 'any');
      writeSync(1, `writer-${writer} ${pair[0].id} ${pair[1].id}\n`);
    }
  };
  await Promise.all([1, 2, 3, 4, 5].map(appendForEver));
}

if (task === 'copy') {
  const { copyLog } = await import('./copy-log.js');
  const { openEsdbEventStore } = await import('./open-esdb.js');
  const { SqliteEventStore } = await import('./sqlite.event-store.js');
  const open = (place) =>
    place.startsWith('esdb:')
      ? openEsdbEventStore({ connectionString: place })
      : SqliteEventStore.open({ file: place });
  const progress = (copied) => writeSync(1, `${copied}\n`);
  const [from, to] = [await open(path), await open(target)];
  to.appendsPerTurn = Math.min(to.appendsPerTurn, 3); // so that there is more to interrupt
  await copyLog({ from, to, resume: true, progress });
}
