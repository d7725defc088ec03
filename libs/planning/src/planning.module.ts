import { join } from 'node:path';
import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EventStore } from '#event-store';
import { SubjectKeys } from '#people';
import { Workflows, type Definition } from '#workflow';
import { handlerOf } from './command/handler-of.js';
import type { LifeData } from './life-data.js';
import { definitions } from './definitions/index.js';
import { Sealing } from './personal-data/sealing.js';
import { Clock } from './pipeline/clock.js';
import { sha256 } from './pipeline/command-identity.js';
import { DecisionSeal } from './pipeline/decision-seal.js';
import { Lives } from './pipeline/lives.js';
import { Pipeline } from './pipeline/pipeline.js';
import { RecordedClock } from './pipeline/recorded-clock.js';
import { Snapshots } from './pipeline/snapshots.js';
import { verbs } from './verbs.js';

@Injectable()
class SnapshotsKeeper implements OnApplicationShutdown {
  constructor(@Inject(Snapshots) private readonly snapshots: Snapshots) {}

  onApplicationShutdown(): void {
    this.snapshots.close();
  }
}

/** The domain: its definitions, its pipeline and one command handler per verb. */
@Module({})
export class PlanningModule {
  /**
   * Expects an `EventStore` and the `SubjectKeys` from elsewhere, and a `DecisionSeal` where decisions are sealed.
   * @param options.folder where the snapshots go
   * @param options.clock the time; the composition root hands in the real one
   * @param options.definitions every definition that is installed; those of this version of the program if left out
   */
  static forRoot({
    folder,
    clock,
    definitions: installed = definitions,
  }: {
    readonly folder: string;
    readonly clock: Clock;
    readonly definitions?: readonly Definition<LifeData>[];
  }): DynamicModule {
    return {
      module: PlanningModule,
      global: true,
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Workflows, useFactory: () => new Workflows<LifeData>(installed, sha256) },
        { provide: Snapshots, useFactory: () => new Snapshots(join(folder, 'snapshots.db')) },
        {
          provide: Lives,
          inject: [EventStore, Workflows, Snapshots],
          useFactory: (store: EventStore, workflows: Workflows<LifeData>, snapshots: Snapshots) =>
            new Lives(store, workflows, snapshots),
        },
        {
          provide: Pipeline,
          inject: [
            ...[EventStore, Workflows, Lives, Snapshots, Clock, SubjectKeys],
            { token: DecisionSeal, optional: true },
          ],
          useFactory: (
            store: EventStore,
            workflows: Workflows<LifeData>,
            lives: Lives,
            snapshots: Snapshots,
            time: Clock,
            keys: SubjectKeys,
            decisionSeal: DecisionSeal | undefined,
          ) =>
            new Pipeline({
              ...{ store, workflows, lives, snapshots, decisionSeal },
              clock: new RecordedClock(time),
              seals: new Sealing(keys),
            }),
        },
        SnapshotsKeeper,
        ...verbs.map(handlerOf),
      ],
      exports: [Clock, Workflows, Lives, Pipeline],
    };
  }
}
