import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { invalidRequest } from '../../../api/api-problems.js';
import { marksOf } from '../../commands/form-marks.js';
import { PageCommands } from '../../commands/page-commands.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ReadOnlyPage } from './read-only-page.js';
import { SchedeInWriting } from './scheda-in-writing.js';
import { SubmitPage } from './submit-page.js';
import { schedaAddress } from './writing-address.js';

/** Where a scheda is read once more and handed to the office. */
@Controller('cicli/:cycleId/schede/:schedaId/invio')
export class SubmitController {
  constructor(
    private readonly reader: CycleReader,
    private readonly schede: SchedeInWriting,
    private readonly commands: PageCommands,
  ) {}

  @Get()
  @ShowsPage()
  async check(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const page = opened.revise.possible ? (
      <SubmitPage opened={opened} today={this.reader.today()} />
    ) : (
      <ReadOnlyPage opened={opened} />
    );
    await answerPage(reply, opened.frame.language, page);
  }

  @Post()
  @TakesPageForm()
  async submit(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const { frame } = opened;
    const outcome = await this.commands.perform(
      'submit-scheda',
      { schedaId },
      {
        ...{ cycleId, person, ...marksOf(formOf(request)) },
        onBehalfOf: frame.actingFor?.personId,
      },
    );
    if (outcome.kind === 'recorded') {
      const address = `${schedaAddress(cycleId, schedaId)}?fatto=submit-scheda`;
      await reply.code(303).header('location', address).send();
      return;
    }
    if (outcome.kind === 'invalid') throw invalidRequest(outcome.problems);
    const { problem } = outcome;
    const refused = problem[frame.language].detail;
    const page = <SubmitPage opened={opened} today={this.reader.today()} refused={refused} />;
    await answerPage(reply, frame.language, page, problem.status);
  }
}
