import { Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import {
  CalendarSubscription,
  type FeedAddress,
  type FeedStanding,
} from './calendar-subscription.js';

/** One's own calendar at a secret address: given, shown once, and taken back. */
@Controller('api/v1/calendar-feed')
export class CalendarFeedController {
  constructor(private readonly subscription: CalendarSubscription) {}

  @Get()
  standing(@CurrentPerson() person: Person): Promise<FeedStanding> {
    return this.subscription.standing(person);
  }

  /** A new address. The one there was is worth nothing from now on. */
  @Post()
  @HttpCode(200)
  issue(@CurrentPerson() person: Person, @Req() request: FastifyRequest): Promise<FeedAddress> {
    return this.subscription.issue(person, request);
  }

  @Delete()
  @HttpCode(200)
  revoke(@CurrentPerson() person: Person, @Req() request: FastifyRequest): Promise<FeedStanding> {
    return this.subscription.revoke(person, request);
  }
}
