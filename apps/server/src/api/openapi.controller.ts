import { Controller, Get } from '@nestjs/common';
import { Public } from '../http/public.js';
import { openApiDocument } from './openapi.js';

/** The description of the API, for people, tools and tests. */
@Controller('api/v1/openapi.json')
export class OpenApiController {
  readonly #document = openApiDocument();

  @Public()
  @Get()
  document(): object {
    return this.#document;
  }
}
