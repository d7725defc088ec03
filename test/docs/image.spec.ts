import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { allIn, deployFile, manifest, root, startCommand } from './deployment.js';
import { pageText } from './generated-part.js';

const text = deployFile('Dockerfile').replace(/\\\n\s*/g, '');
const [building = '', running = ''] = text.split(/^FROM /m).slice(1);

/** The program that an instruction names, with its arguments. */
function programOf(instruction: RegExp): readonly string[] {
  const [line = '[]'] = allIn(running, instruction);
  return JSON.parse(line) as string[];
}

const healthCheck = programOf(/^HEALTHCHECK .*? CMD (\[.*\])$/gm);

describe('The image', () => {
  it('has the Node that the tests run on', () => {
    expect(allIn(text, /^ARG NODE=(.*)$/gm)).toEqual([manifest.dependencies['node']]);
    expect(allIn(text, /^FROM (\S+)/gm)).toEqual(['node:${NODE}-slim', 'node:${NODE}-slim']);
  });

  it('starts the server as `npm start` does', () => {
    expect(programOf(/^CMD (\[.*\])$/gm).join(' ')).toBe(startCommand);
  });

  it('is made of files that are there and get into the build, and of no others', () => {
    const copied = allIn(building + running, /^COPY (?!--from)(.*) \S+$/gm);
    const files = new Set(copied.flatMap((line) => line.split(' ')));
    expect([...files].filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const ignored = deployFile('Dockerfile.dockerignore');
    expect(ignored).toMatch(/^\*$/m);
    expect(allIn(ignored, /^!(\S+)$/gm)).toEqual([...files].sort());
  });

  it('runs as a user without rights, and keeps its data in the volume', () => {
    expect(allIn(running, /^USER (\S+)$/gm)).toEqual(['node']);
    expect(allIn(running, /TRACCIA_DATA=(\S+)/g)).toEqual(allIn(running, /^VOLUME (\S+)$/gm));
  });
});

describe('The health check of the image', () => {
  it('asks where the server tells its health', () => {
    const [asked = ''] = allIn(healthCheck.join(' '), /\/health\/(\w+)/g);
    const controller = pageText('apps/server/src/http/health.controller.ts');
    expect(controller).toContain("@Controller('health')");
    expect(controller).toContain(`@Get('${asked}')`);
  });

  it.each([
    [200, 0],
    [503, 1],
    ['nobody', 1],
  ])('when %s answers ends with %d', async (answer, code) => {
    const server = createServer((_, response) => response.writeHead(Number(answer)).end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    if (answer === 'nobody') server.close();
    const check = spawn(process.execPath, healthCheck.slice(1), {
      env: { TRACCIA_PORT: String(port) },
    });
    expect(await once(check, 'exit')).toEqual([code, null]);
    server.close();
  });
});
