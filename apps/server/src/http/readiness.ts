import { Logger } from '@nestjs/common';

export interface Examination {
  readonly ok: boolean;
  /** One line for whoever watches the service; anybody may read it. */
  readonly detail: string;
}

/** One thing the service needs in order to work. */
export interface ReadinessCheck {
  readonly name: string;
  /** Quick, and without consequences: it is asked every few seconds. */
  readonly examine: () => Examination | Promise<Examination>;
}

export interface ReadinessReport {
  readonly status: 'ready' | 'unready';
  readonly checks: readonly (Examination & { readonly name: string })[];
}

/** Everything the service needs in order to work. The composition root knows the list. */
export class Readiness {
  readonly #logger = new Logger(Readiness.name);

  constructor(private readonly needed: readonly ReadinessCheck[]) {}

  async report(): Promise<ReadinessReport> {
    const checks = await Promise.all(this.needed.map((check) => this.#examine(check)));
    return { status: checks.every(({ ok }) => ok) ? 'ready' : 'unready', checks };
  }

  async #examine({ name, examine }: ReadinessCheck): Promise<Examination & { name: string }> {
    try {
      const { ok, detail } = await examine();
      return { name, ok, detail };
    } catch (error) {
      this.#logger.error(`The readiness check ${name} failed`, error);
      return { name, ok: false, detail: 'the check itself failed: see the log' };
    }
  }
}
