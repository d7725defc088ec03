import type { OnApplicationShutdown, Type } from '@nestjs/common';
import type { EventStore } from '#event-store';
import { ProjectionFolder } from './projection-folder.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';
import type { Lag } from './projector.js';

/**
 * All projections of this process. A module that has read models starts its projections when it is
 * initialised and reads them through `of`:
 *
 *     onModuleInit() { this.projections.start([new WorklistProjection()]); }
 *     this.projections.of(WorklistProjection).read((database) => …)
 */
export class Projections implements OnApplicationShutdown {
  private readonly projectors = new Map<unknown, Projector>();
  private readonly folder: ProjectionFolder;

  /** @param folder where the files go; made if it is not there. */
  constructor(
    private readonly store: EventStore,
    folder: string,
  ) {
    this.folder = new ProjectionFolder(folder);
  }

  /**
   * Begins to follow the log with each of them. Does not wait until they have caught up (`ready`).
   * @throws Error when a projection of that name was started already; RangeError as Projector does.
   */
  start(projections: readonly Projection[]): void {
    for (const projection of projections) {
      if (this.all().some((other) => other.projection.name === projection.name))
        throw new Error(`There are two projections called ${projection.name}`);
      const projector = new Projector(projection, this.store, this.folder);
      this.projectors.set(projection.constructor, projector);
      projector.start();
    }
  }

  /** @throws Error when no module started that projection. */
  of(projection: Type<Projection>): Projector {
    const projector = this.projectors.get(projection);
    if (!projector) throw new Error(`No module started the projection ${projection.name}`);
    return projector;
  }

  all(): readonly Projector[] {
    return [...this.projectors.values()];
  }

  /** True when every projection has come to the end of the log as it stood. */
  get isReady(): boolean {
    return this.all().every((projector) => projector.isReady);
  }

  /** Waits, as long as it takes, until every projection that was started is ready. */
  async ready(): Promise<void> {
    await Promise.all(this.all().map((projector) => projector.ready()));
  }

  /** How all of them stand, for health pages. */
  lag(): Promise<readonly Lag[]> {
    return Promise.all(this.all().map((projector) => projector.lag()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((projector) => projector.stop()));
  }

  /** The last of Nest's hooks: the requests that were still reading are answered by then. */
  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }
}
