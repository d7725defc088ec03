import type { PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { complaintAbout } from '#planning';
import { invalidRequest } from '../api/api-problems.js';
import { httpProblem } from '../http/http-problems.js';

/** For `@Body(new CheckedBody(SignIn))`: what is not declared is refused. */
export class CheckedBody<Request extends object> implements PipeTransform<unknown, Request> {
  constructor(private readonly request: new () => Request) {}

  /** @throws Problem body-missing, request-invalid; neither repeats what was sent */
  transform(body: unknown): Request {
    if (body === undefined || body === null) throw httpProblem('body-missing');
    if (typeof body !== 'object' || Array.isArray(body)) {
      throw invalidRequest([{ field: '/', it: 'deve essere un oggetto', en: 'must be an object' }]);
    }
    const request = plainToInstance(this.request, body);
    const errors = validateSync(request, { whitelist: true, forbidNonWhitelisted: true });
    if (errors.length === 0) return request;
    throw invalidRequest(
      errors.flatMap((error) => {
        const complaint = complaintAbout(error);
        return complaint ? [{ field: `/${error.property}`, ...complaint }] : [];
      }),
    );
  }
}
