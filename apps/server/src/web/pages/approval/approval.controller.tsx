import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { whyNotOn, verbByName } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { Checked, toNumber } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { frameOf, type Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import type { WhyHeldBack } from '../cycle/held-back.js';
import { NamesOfScheda } from '../scheda/named.js';
import { ApprovalPage } from './approval-page.js';
import { ApprovalReader, type ShownApproval } from './approval-reader.js';
import { differencesOf } from './differences.js';
import { DifferencesPage } from './differences-page.js';
import { schedeOfDocument } from './document-content.js';
import { DocumentPage } from './document-page.js';
import { NoDocumentPage } from './no-document-page.js';
import { SittingPage } from './sitting-page.js';
import { approvalVerbs } from './verbs-of-pages.js';

const IsNumberOfDocument = (): PropertyDecorator => (target, member) => {
  for (const check of [IsOptional(), Transform(toNumber), IsInt(), Min(1), Max(1e6)]) {
    check(target, member);
  }
};

class DocumentQuery {
  /** Default: the last one. */
  @IsNumberOfDocument()
  readonly versione?: number;
}

class DifferencesQuery {
  /** Default: the one that was approved before, else the one proposed before. */
  @IsNumberOfDocument()
  readonly da?: number;

  /** Default: the last one. */
  @IsNumberOfDocument()
  readonly a?: number;
}

/** How a plan comes to its act: where that stands, what is decided on, the sittings of the organ. */
@Controller('cicli/:cycleId/approvazione')
export class ApprovalController {
  constructor(
    private readonly approvals: ApprovalReader,
    private readonly named: NamesOfScheda,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async approval(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { frame, shown } = await this.#read(person, request, cycleId);
    const page = (
      <ApprovalPage
        {...{ frame, shown, heldBack: heldBack(shown), today: this.approvals.today() }}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  @Get('documento')
  @ShowsPage()
  async document(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(DocumentQuery)) { versione }: DocumentQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { frame, shown } = await this.#read(person, request, cycleId);
    const { documents } = shown.frozen;
    const document =
      versione === undefined
        ? documents.at(-1)
        : documents.find(({ number }) => number === versione);
    if (document === undefined) {
      if (versione !== undefined) throw httpProblem('not-found');
      const page = <NoDocumentPage frame={frame} shown={shown} tab="document" />;
      return answerPage(reply, frame.language, page);
    }
    const then = await this.approvals.asItWas(cycleId, document.at);
    const schede = schedeOfDocument(then, document.manifest);
    const names = await this.named.of(then, { content: everyReference(schede) }, person);
    const page = <DocumentPage {...{ frame, shown, document, then, schede, names }} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('differenze')
  @ShowsPage()
  async differences(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(DifferencesQuery)) { da, a }: DifferencesQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { frame, shown } = await this.#read(person, request, cycleId);
    const { documents } = shown.frozen;
    const numbered = (asked: number) => documents.find(({ number }) => number === asked);
    const after = a === undefined ? documents.at(-1) : numbered(a);
    const earlier = documents.filter(({ number }) => number < (after?.number ?? 0));
    const before =
      da === undefined
        ? (earlier.findLast(({ fate }) => fate === 'approved') ?? earlier.at(-1))
        : numbered(da);
    if (before === undefined || after === undefined) {
      if (da !== undefined || a !== undefined) throw httpProblem('not-found');
      const page = <NoDocumentPage frame={frame} shown={shown} tab="differences" />;
      return answerPage(reply, frame.language, page);
    }
    const [former, latter] = await Promise.all([
      this.approvals.asItWas(cycleId, before.at),
      this.approvals.asItWas(cycleId, after.at),
    ]);
    const differences = differencesOf(
      { document: before, then: former },
      { document: after, then: latter },
    );
    const written = schedeOfDocument(latter, after.manifest);
    const names = await this.named.of(latter, { content: everyReference(written) }, person);
    const page = <DifferencesPage {...{ frame, shown, before, after, differences, names }} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('sedute/:sittingId')
  @ShowsPage()
  async sitting(
    @Param('cycleId') cycleId: string,
    @Param('sittingId') sittingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { frame, shown } = await this.#read(person, request, cycleId);
    const sitting = shown.life.data.sessions.find(({ sessionId }) => sessionId === sittingId);
    if (sitting === undefined) throw httpProblem('not-found');
    const page = <SittingPage {...{ frame, shown, sitting, today: this.approvals.today() }} />;
    await answerPage(reply, frame.language, page);
  }

  async #read(
    person: Person,
    request: FastifyRequest,
    cycleId: string,
  ): Promise<{ readonly frame: Frame; readonly shown: ShownApproval }> {
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const shown = await this.approvals.of(person, cycleId, frame.actingFor?.personId);
    return { frame, shown };
  }
}

/** Why the verification cannot be closed yet, for whoever would close it. */
function heldBack({ life, actions }: ShownApproval): WhyHeldBack | undefined {
  const verb = verbByName.get('close-verification');
  const isTheirs = actions(approvalVerbs).some(
    ({ verb: name, possible }) => possible && name === verb?.name,
  );
  const why = verb && isTheirs ? whyNotOn(life, verb.name) : undefined;
  return verb && why && { title: verb.title, why, isAboutSchede: why.code === 'schede-not-ready' };
}

/** All that schede point to, as one content: what these things are called is looked up once. */
function everyReference(
  schede: readonly { readonly content: Readonly<Record<string, unknown>> }[],
): Record<string, unknown> {
  const all = (field: string): readonly unknown[] => [
    ...new Set(
      schede.flatMap(({ content }) => (content[field] as readonly unknown[] | undefined) ?? []),
    ),
  ];
  return Object.fromEntries(
    ['needIds', 'coDesignIds', 'fundedProjectIds'].map((field) => [field, all(field)]),
  );
}
