import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';

/**
 * How long whoever is being answered may still take when the server ends, in milliseconds. Half of what the
 * files of the deployment give it before it is killed.
 */
const LAST_ANSWERS_MS = 15_000;

/**
 * Closes an application: what is under way is answered, and nobody new is. Whoever has not taken an answer by then,
 * or not sent the whole of a request, is cut off: an answer that nobody reads would hold the process for ever.
 */
export async function closeInTime(
  application: INestApplication,
  lastAnswersMs = LAST_ANSWERS_MS,
): Promise<void> {
  const server = application.getHttpServer() as Server;
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, lastAnswersMs);
  try {
    await application.close();
  } finally {
    clearTimeout(cutOff);
  }
}
