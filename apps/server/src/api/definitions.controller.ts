import { Controller, Get, Param } from '@nestjs/common';
import { valueSets, type LifeData } from '#planning';
import { diagram, table, Workflows, type Workflow } from '#workflow';
import { apiProblem } from './api-problems.js';

/** The definitions installed here: what the program can do, for whoever has to check it. */
@Controller('api/v1')
export class DefinitionsController {
  constructor(private readonly workflows: Workflows<LifeData>) {}

  @Get('definitions')
  definitions(): { readonly items: readonly object[] } {
    return {
      items: this.workflows.all.map(({ reference, definition }) => ({
        ...reference,
        title: definition.title,
      })),
    };
  }

  /** One definition with its machines as diagrams and tables, its scheda schema and its value sets. */
  @Get('definitions/:id/:version')
  definition(@Param('id') id: string, @Param('version') version: string): object {
    const workflow = this.#find(id, version);
    const { definition, reference } = workflow;
    const machines = [
      definition.root,
      ...Object.values(definition.parts).map((part) => part.machine),
    ];
    return {
      ...reference,
      title: definition.title,
      documents: definition.documents,
      labels: valueSets,
      machines: machines.map((machine) => ({
        id: machine.id,
        diagram: diagram(machine),
        table: table(machine),
      })),
    };
  }

  #find(id: string, version: string): Workflow<LifeData> {
    const found = this.workflows.all.find(
      ({ reference }) => reference.id === id && String(reference.version) === version,
    );
    if (!found) throw apiProblem('definition-not-installed');
    return found;
  }
}
