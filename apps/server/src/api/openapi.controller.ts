import { Controller, Get } from '@nestjs/common';
import { Public } from '../http/public.js';
import { openApiDocument } from './openapi.js';

/** The description of the API, for people, tools and tests. */
@Controller('api/v1/openapi.json')
export class OpenApiController {
  #document: object | undefined;

  @Public()
  @Get()
  document(): object {
    // Made when somebody asks for it: most servers run and restart without anybody asking.
    this.#document ??= openApiDocument();
    return this.#document;
  }
}
