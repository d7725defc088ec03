import type { Provider } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Tracks } from '#history';
import type { LifeData } from '#planning';
import { Workflows } from '#workflow';

/** The outlines of cycles, kept for whoever looks for a moment. */
export const tracksProvider: Provider = {
  provide: Tracks,
  inject: [EventStore, Workflows],
  useFactory: (store: EventStore, workflows: Workflows<LifeData>) => new Tracks(store, workflows),
};
