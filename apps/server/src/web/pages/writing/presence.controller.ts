import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { AskedByPage } from '../../../http/asked-by-page.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { Changes } from '../../live/changes.js';
import { LivePages } from '../../live/live-pages.js';
import { WhoWrites } from '../../live/who-writes.js';
import { SchedeInWriting } from './scheda-in-writing.js';

/**
 * Tells whoever writes a scheda who else has it open to write (HTML, server-sent events): each event has as its id
 * `person/section` of the others, separated by commas. Whoever listens counts as writing, until they listen no more.
 */
@Controller('cicli/:cycleId/schede/:schedaId/modifica')
export class PresenceController {
  constructor(
    private readonly schede: SchedeInWriting,
    private readonly live: LivePages,
    private readonly who: WhoWrites,
  ) {}

  @Get('presenza')
  @AskedByPage()
  async presence(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query('sezione') sectionId: unknown,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { sections } = await this.schede.open({ cycleId, schedaId }, person, request);
    const section = sections.find(({ id }) => id === sectionId)?.id ?? sections[0]?.id ?? '';
    const scheda = `${cycleId} ${schedaId}`;
    const { personId } = person;
    const seen = async (): Promise<string> => {
      // Whoever may write it no more is told no more.
      await this.schede.open({ cycleId, schedaId }, person, request);
      const others = this.who.besides(scheda, personId);
      return others.map((each) => `${each.personId}/${each.section}`).join(',');
    };
    const changes = new Changes();
    const end = this.who.begin(scheda, { personId, section }, () => {
      changes.tell();
    });
    try {
      await this.live.tell(request, reply, { person, seen, shown: '', changes });
    } finally {
      end();
    }
  }
}
