import { Injectable } from '@nestjs/common';
import { Readiness } from '../../../http/readiness.js';

/** How the service is, in a word. */
export type ServiceState = 'active' | 'slowed' | 'stopped';

/** The checks without which nothing can be written. */
const needed: ReadonlySet<string> = new Set(['log', 'ledger']);

/**
 * How the service is for whoever asks, signed in or not: from the same checks as `/health/ready`, and nothing more than
 * those tell.
 */
@Injectable()
export class ServiceSummary {
  constructor(private readonly readiness: Readiness) {}

  async state(): Promise<ServiceState> {
    const { status, checks } = await this.readiness.report();
    if (status === 'ready') return 'active';
    return checks.some(({ name, ok }) => !ok && needed.has(name)) ? 'stopped' : 'slowed';
  }
}
