import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { ViewsDesk, type RetriedView, type ShownView } from './views-desk.js';

/** How the read models stand, and what they could not apply: for whoever keeps the service in order. */
@Controller('api/v1/views')
export class ViewsController {
  constructor(private readonly desk: ViewsDesk) {}

  @Get()
  async views(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly ShownView[]; readonly total: number }> {
    const items = await this.desk.views(person);
    return { items, total: items.length };
  }

  @Post('retry')
  @HttpCode(200)
  async retry(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly RetriedView[]; readonly total: number }> {
    const items = await this.desk.retry(person);
    return { items, total: items.length };
  }
}
