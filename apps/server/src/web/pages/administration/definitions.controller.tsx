import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { cyclesOf, CyclesProjection, reads, verbByName, type LifeData } from '#planning';
import { Workflows, type Workflow } from '#workflow';
import { apiProblem } from '../../../api/api-problems.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { Diagrams } from '../diagram/diagrams.js';
import { definitionChange } from './definition-change.js';
import { DefinitionPage, DefinitionsPage, type ShownDefinition } from './definitions-page.js';

/** So many cycles of a zone are looked through. */
const MOST_CYCLES = 200;

class DefinitionQuery {
  /** The kind of a part, or `cycle`. */
  @IsOptional()
  @MaxLength(60)
  readonly macchina: string = 'cycle';
}

/** The definitions installed here: the rules that cycles follow. */
@Controller('amministrazione/modelli')
export class DefinitionsPageController {
  constructor(
    private readonly workflows: Workflows<LifeData>,
    private readonly views: ReadModelReader,
    private readonly diagrams: Diagrams,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async definitions(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const definitions = await this.#shown(this.workflows.all, person);
    await answerPage(reply, frame.language, <DefinitionsPage {...{ frame, definitions }} />);
  }

  /** @throws Problem definition-not-installed */
  @Get(':id/:version')
  @ShowsPage()
  async definition(
    @Param('id') id: string,
    @Param('version') version: string,
    @Query(new Checked(DefinitionQuery)) { macchina }: DefinitionQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const workflow = this.workflows.all.find(
      ({ reference }) => reference.id === id && String(reference.version) === version,
    );
    const [definition] = workflow ? await this.#shown([workflow], person) : [];
    if (workflow === undefined || definition === undefined) {
      throw apiProblem('definition-not-installed');
    }
    const machines = ['cycle', ...Object.keys(workflow.parts)];
    const chosen = machines.find((each) => each === macchina) ?? 'cycle';
    const before = this.workflows.all.find(
      ({ reference }) =>
        reference.id === id && reference.version === workflow.reference.version - 1,
    );
    const page = (
      <DefinitionPage
        {...{ frame, definition, machines, chosen, workflow }}
        drawn={await this.diagrams.of(workflow, chosen, frame.language)}
        change={before && definitionChange(before, workflow)}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  async #shown(
    workflows: readonly Workflow<LifeData>[],
    { role, zone }: Person,
  ): Promise<readonly ShownDefinition[]> {
    const mayMigrate =
      verbByName.get('migrate-definition')?.who.some((grant) => grant.role === role) ?? false;
    const cycles = reads(role, 'cycle')
      ? (
          await this.views.read(CyclesProjection, undefined, (database) =>
            cyclesOf(database, { zone, limit: MOST_CYCLES }),
          )
        ).rows
      : undefined;
    return workflows.map(({ reference, definition, successions }) => ({
      ...reference,
      title: definition.title,
      follows: definition.follows?.version,
      isToMigrate: mayMigrate && successions.length > 0,
      cycles: cycles?.filter(
        ({ definition: { id, version } }) => id === reference.id && version === reference.version,
      ),
    }));
  }
}
