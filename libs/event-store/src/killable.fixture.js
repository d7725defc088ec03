// Runs in a process of its own, so that a test can kill it: `killable.fixture.js lock|append <path>`.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  // Node takes TypeScript as it is, but not that imports name the file to be built.
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('.') ? specifier.replace(/\.js$/, '.ts') : specifier, context),
});

const [task, path] = process.argv.slice(2);

if (task === 'lock') {
  const { InstanceLock } = await import('./instance-lock.js');
  InstanceLock.take(path);
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
