import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { AccountsDesk, type ShownAccount, type ShownRecovery } from './accounts-desk.js';
import { CheckedBody } from './checked-body.js';
import { Invite, PrepareEmergency, RequestRecovery } from './requests.js';

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

const listed = <Item>(items: readonly Item[]): Listed<Item> => ({ items, total: items.length });

/** Who has an account here: for whoever runs the system. */
@Controller('api/v1')
export class AccountsController {
  constructor(private readonly desk: AccountsDesk) {}

  @Get('accounts')
  async accounts(@CurrentPerson() person: Person): Promise<Listed<ShownAccount>> {
    return listed(await this.desk.accounts(person));
  }

  @Post('accounts/invitations')
  @HttpCode(200)
  async invite(
    @Body(new CheckedBody(Invite)) wish: Invite,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly code: string }> {
    return { code: await this.desk.invite(wish, person, request) };
  }

  @Post('accounts/:personId/disable')
  @HttpCode(200)
  async disable(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.desk.disable(personId, person, request);
    return { changed: true };
  }

  @Post('accounts/:personId/enable')
  @HttpCode(200)
  async enable(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.desk.enable(personId, person, request);
    return { changed: true };
  }

  @Post('accounts/:personId/recovery')
  @HttpCode(200)
  async requestRecovery(
    @Param('personId') personId: string,
    @Body(new CheckedBody(RequestRecovery)) wish: RequestRecovery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<ShownRecovery> {
    return this.desk.requestRecovery(personId, wish, person, request);
  }

  @Get('recoveries')
  async recoveries(@CurrentPerson() person: Person): Promise<Listed<ShownRecovery>> {
    return listed(await this.desk.recoveries(person));
  }

  @Post('recoveries/:id/approve')
  @HttpCode(200)
  async approveRecovery(
    @Param('id') id: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly code: string }> {
    return { code: await this.desk.approveRecovery(id, person, request) };
  }

  @Delete('recoveries/:id')
  @HttpCode(200)
  async withdrawRecovery(
    @Param('id') id: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.desk.withdrawRecovery(id, person, request);
    return { changed: true };
  }

  @Delete('accounts/:personId/sessions')
  @HttpCode(200)
  async endSessionsOf(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly ended: number }> {
    return { ended: await this.desk.endSessionsOf(personId, person, request) };
  }

  @Delete('accounts/sessions')
  @HttpCode(200)
  async endSessions(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly ended: number }> {
    return { ended: await this.desk.endSessions(person, request) };
  }

  @Post('emergency-codes')
  @HttpCode(200)
  async prepareEmergency(
    @Body(new CheckedBody(PrepareEmergency)) { holderIds }: PrepareEmergency,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Listed<object>> {
    return listed(await this.desk.prepareEmergency(holderIds, person, request));
  }

  @Delete('emergency-codes')
  @HttpCode(200)
  async disableEmergency(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.desk.disableEmergency(person, request);
    return { changed: true };
  }
}
