import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allIn, deployFile, root, startCommand } from './deployment.js';
import { pageText } from './generated-part.js';

describe('traccia.service', () => {
  const valuesOf = (file: string, key: string): readonly string[] =>
    allIn(deployFile(file), new RegExp(`^${key}=(.*)$`, 'gm'));
  const [command = ''] = valuesOf('traccia.service', 'ExecStart');
  const [workingDirectory = ''] = valuesOf('traccia.service', 'WorkingDirectory');

  it('starts the server as `npm start` does, on the Node that came with the project', () => {
    const [node = '', ...rest] = command.split(' ');
    expect(['node', ...rest].join(' ')).toBe(startCommand);
    expect(node).toBe(`${workingDirectory}/node_modules/.bin/node`);
    expect(existsSync(join(root, 'node_modules/.bin/node'))).toBe(true);
  });

  it('is not started again after the exit code that says somebody has to look', () => {
    const codes = allIn(
      pageText('apps/server/src/main.ts'),
      /process\.exit\((\d+)\); \/\/ EX_CONFIG/g,
    );
    expect(codes).toHaveLength(1);
    expect(valuesOf('traccia.service', 'RestartPreventExitStatus')).toEqual(codes);
    expect(valuesOf('traccia.service', 'Restart')).toEqual(['on-failure']);
  });

  it('writes into its state directory only', () => {
    const [state = ''] = valuesOf('traccia.service', 'StateDirectory');
    expect(valuesOf('traccia.service', 'Environment')).toContain(`TRACCIA_DATA=%S/${state}`);
    expect(valuesOf('traccia.service', 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf('traccia.service', 'NoNewPrivileges')).toEqual(['yes']);
    expect(deployFile('traccia.service')).not.toMatch(/^ReadWritePaths=/m);
  });

  it('gets the address of an event store as a credential', () => {
    const [id = ''] = valuesOf('eventstore.conf', 'LoadCredential').map(
      (each) => each.split(':')[0]!,
    );
    expect(valuesOf('eventstore.conf', 'Environment')).toEqual([
      `TRACCIA_EVENTSTORE_FILE=%d/${id}`,
    ]);
  });
});
