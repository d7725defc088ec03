import { Controller, Get } from '@nestjs/common';
import { officeFunctions, type OfficeFunction } from './office-functions.js';

/** What of this program serves which function of an Ufficio di Piano: for whoever asks what it is for. */
@Controller('api/v1/functions')
export class FunctionsController {
  @Get()
  functions(): { readonly items: readonly OfficeFunction[]; readonly total: number } {
    return { items: officeFunctions, total: officeFunctions.length };
  }
}
