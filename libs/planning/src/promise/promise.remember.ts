import { present } from '../command/present.js';
import type { Remembers } from '../remember.js';
import type { PromisesData } from './promise.data.js';

export const rememberPromises: Remembers<PromisesData> = {
  PromiseMade: (cycle, promise, { occurredOn }) => {
    cycle.promises[promise.promiseId] = { ...promise, madeOn: occurredOn };
  },
  PromiseKept: (cycle, { promiseId, text, inCycleId }, { occurredOn: on }) => {
    const promise = cycle.promises[promiseId];
    if (promise) promise.ended = { on, text, ...present({ inCycleId }) };
  },
  PromiseBroken: (cycle, { promiseId, inCycleId }, { occurredOn: on, reason: text }) => {
    const promise = cycle.promises[promiseId];
    if (promise) promise.ended = { on, ...present({ text, inCycleId }) };
  },
  PromiseWithdrawn: (cycle, { promiseId }, { occurredOn: on }) => {
    const promise = cycle.promises[promiseId];
    if (promise) promise.ended = { on };
  },
};
