import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The least a server can do for the same clients: it hears each request out and answers so many bytes.
const answer = Buffer.alloc(Number(process.env['ANSWER_BYTES']), 'x');
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.end(answer));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
