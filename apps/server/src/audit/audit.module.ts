import {
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AccessesProjection, AccessLog } from '#access-log';
import { AuditFactsProjection } from '#audit';
import { EventStore } from '#event-store';
import { Clock, POLICY_VERSION } from '#planning';
import { Projections } from '#projections';
import { AccessTrail, Rounds } from './access-trail.js';
import { ReadAudit } from './read-audit.js';
import { SessionsEndedElsewhere } from './sessions-ended-elsewhere.js';

/** Begins after the views of the domain. */
@Injectable()
class AccessesView implements OnApplicationBootstrap {
  constructor(private readonly projections: Projections) {}

  onApplicationBootstrap(): void {
    this.projections.start([new AccessesProjection(), new AuditFactsProjection()]);
  }
}

/** Records who came in and who saw what. Needs the modules of the log, of access, of people and of entrance. */
@Module({})
export class AuditModule {
  /** @param options.rounds whether it records by itself, every minute, what nobody waits for */
  static forRoot(options: { readonly rounds: boolean }): DynamicModule {
    return {
      module: AuditModule,
      global: true,
      providers: [
        AccessesView,
        AccessTrail,
        SessionsEndedElsewhere,
        { provide: Rounds, useValue: { areMade: options.rounds } satisfies Rounds },
        {
          provide: AccessLog,
          inject: [EventStore, Clock],
          useFactory: (store: EventStore, clock: Clock) =>
            new AccessLog(store, () => clock.nowMs(), POLICY_VERSION),
        },
        { provide: APP_INTERCEPTOR, useClass: ReadAudit },
      ],
      exports: [AccessTrail],
    };
  }
}
