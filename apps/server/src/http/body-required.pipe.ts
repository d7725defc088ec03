import type { PipeTransform } from '@nestjs/common';
import { httpProblem } from './http-problems.js';

/** For `@Body(BodyRequired)`: without it a request that sends no body at all reaches the handler. */
export class BodyRequired implements PipeTransform {
  /** @throws Problem body-missing */
  transform(body: unknown): unknown {
    if (body === undefined) throw httpProblem('body-missing');
    return body;
  }
}
