import { Controller, Get, Param } from '@nestjs/common';
import type { Person } from '#people';
import {
  finalReportNow,
  plansInForce,
  prowebExport,
  type FinalReportNow,
  type ProwebExport,
} from '#planning';
import { CurrentPerson } from '../http/current-person.js';
import { contributionsView, listening } from './contributions-view.js';
import { CycleReader, notFound } from './cycle-reader.js';

/** What is asked of a yearly programme; contributions also of a procedure of co-programming. */
@Controller('api/v1/cycles/:cycleId')
export class CyclesController {
  constructor(private readonly reader: CycleReader) {}

  /** Every plan that was in force, oldest first: what it holds, by which act, and what it changed. */
  @Get('manifests')
  async manifests(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[]; readonly total: number }> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const items = plansInForce((await this.reader.programme(cycleId)).data);
    return { items, total: items.length };
  }

  /** The final report as it stands, with the fingerprint that the director endorses it by. */
  @Get('final-report')
  async finalReport(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<FinalReportNow> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    return finalReportNow(await this.reader.programme(cycleId));
  }

  /** The plan in force in the order in which it is entered into Proweb, with what is known of each scheda. */
  @Get('proweb-export')
  async prowebExport(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<ProwebExport> {
    await this.reader.mustBeAllowed(person, 'proweb-export', cycleId);
    return prowebExport(await this.reader.programme(cycleId));
  }

  /** What stakeholders handed in and what they were answered; who handed in sees only their own. */
  @Get('contributions')
  async contributions(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[]; readonly total: number }> {
    const reading = person.role === 'ETS' ? 'own-contributions' : 'contributions';
    await this.reader.mustBeAllowed(person, reading, cycleId);
    const life = listening(await this.reader.life(cycleId));
    if (!life) throw notFound('cycle-not-found', { cycleId });
    const items = contributionsView(life, person);
    return { items, total: items.length };
  }
}
