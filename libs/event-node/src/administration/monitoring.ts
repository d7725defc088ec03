import { freemem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { handleServerStreamingCall } from '@grpc/grpc-js';
import { callFailed } from '../failures.js';
import { Outlet } from '../outlet.js';
import { monitoring } from '../protocol.js';
import type { Monitoring } from '../protocol.js';

/** However often a client wants to hear, the node has other things to do. */
const SHORTEST_MS = 100;

/** Monitoring/Stats: how the process is, by the names that a server gives such numbers, again and again. */
export function stats(): handleServerStreamingCall<Monitoring.StatsReq, Monitoring.StatsResp> {
  return (call) => {
    const outlet = new Outlet(call);
    const everyMs = Math.max(SHORTEST_MS, Number(call.request.getRefreshTimePeriodInMs()));
    tell(outlet, everyMs).catch((error: unknown) => {
      outlet.fail(callFailed(error));
    });
  };
}

async function tell(outlet: Outlet<Monitoring.StatsResp>, everyMs: number): Promise<void> {
  while (!outlet.closed) {
    const answer = new monitoring.StatsResp();
    for (const [name, value] of Object.entries(measures())) answer.getStatsMap().set(name, value);
    await outlet.write(answer);
    await pause(everyMs, undefined, { signal: outlet.gone, ref: false }).catch((error: unknown) => {
      if (!outlet.closed) throw error;
    });
  }
}

function measures(): Readonly<Record<string, string>> {
  const startedMs = Date.now() - process.uptime() * 1_000;
  return {
    'proc-id': String(process.pid),
    'proc-startTime': new Date(startedMs).toISOString(),
    'proc-mem': String(process.memoryUsage.rss()),
    'sys-freeMem': String(freemem()),
  };
}
