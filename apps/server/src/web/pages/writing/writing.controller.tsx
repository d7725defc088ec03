import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { romeTime } from '#calendar';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { marksOf, newCommandId } from '../../commands/form-marks.js';
import { AttachmentsDesk } from '../../../attachments/attachments-desk.js';
import { FormsWithFiles, type BroughtFile } from '../../commands/form-with-files.js';
import { fileErrorsIn } from '../../pieces/file-errors.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageUpload } from '../../shows-page.js';
import { ConflictPage } from './conflict-page.js';
import { errorsOf } from './fault-words.js';
import { FieldEditor, FINGERPRINT } from './field-editor.js';
import { ReadOnlyPage } from './read-only-page.js';
import { fieldOfFault, SchedaSaving, type SavingOutcome, type SentForm } from './save-scheda.js';
import { SchedeInWriting, type SchedaInWriting } from './scheda-in-writing.js';
import { fieldToWrite, savedState, SectionPage, type SectionShown } from './section-page.js';
import type { Section } from './sections.js';
import { formIn, stepIn, withStep, type Step } from './sent-form.js';
import { TaskListPage } from './task-list-page.js';
import { typedOf, type Typed, type TypedField } from './typed.js';
import { WrittenByOthers } from './written-by-others.js';
import { schedaAddress, writingAddress } from './writing-address.js';

/** What is asked of a page, by whom and about which scheda. */
interface Asked {
  readonly opened: SchedaInWriting;
  readonly section: Section;
  readonly person: Person;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Where a scheda is written, section by section; saved by a button, or by a script while one writes. */
@Controller('cicli/:cycleId/schede/:schedaId/modifica')
export class WritingController {
  constructor(
    private readonly reader: CycleReader,
    private readonly schede: SchedeInWriting,
    private readonly saving: SchedaSaving,
    private readonly others: WrittenByOthers,
    private readonly forms: FormsWithFiles,
    private readonly attachments: AttachmentsDesk,
  ) {}

  @Get()
  @ShowsPage()
  async write(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query('sezione') sectionId: unknown,
    @Query('da') since: unknown,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const { language } = opened.frame;
    if (!opened.revise.possible)
      return answerPage(reply, language, <ReadOnlyPage opened={opened} />);
    const section = opened.sections.find(({ id }) => id === sectionId);
    if (!section) {
      const page = <TaskListPage opened={opened} today={this.reader.today()} />;
      return answerPage(reply, language, page);
    }
    const from = typeof since === 'string' && /^\d{1,15}$/.test(since) ? Number(since) : undefined;
    const merged = from === undefined ? {} : await this.others.since(opened, from, person);
    await answerPage(
      reply,
      language,
      <SectionPage
        shown={{
          ...(await this.#asSaved({ opened, section, person })),
          merged: Object.values(merged).map(({ field }) => field),
        }}
      />,
    );
  }

  /** A form that the script sends is answered as JSON, and any other by a page. */
  @Post()
  @TakesPageUpload()
  async save(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const { form, files } = await this.forms.read(request, {
      ...{ person, cycleId },
      onBehalfOf: opened.frame.actingFor?.personId,
    });
    const [first] = opened.sections;
    const section = opened.sections.find(({ id }) => id === form.get('sezione')) ?? first;
    if (!section) throw new Error('A scheda has fields');
    const asked: Asked = { opened, section, person, request, reply };
    const step = stepIn(form);
    const sent = formIn(form, section, opened.fields);
    const { commandId, revision } = marksOf(form);
    if (step.does !== 'save') {
      return this.#changeForm(asked, { ...sent, revision, files }, step);
    }
    if (files.some(({ problem }) => problem !== undefined)) {
      return this.#changeForm(asked, { ...sent, revision, files }, { does: 'send', name: '' });
    }
    const wish: SentForm = { ...sent, commandId, revision, compares: step.compares };
    const outcome = await this.saving.save(opened, wish, person, request);
    if (!/\btext\/html\b/.test(request.headers.accept ?? '')) {
      return this.#answerScript({ ...asked, opened: outcome.opened }, wish, outcome);
    }
    await this.#answerForm({ ...asked, opened: outcome.opened }, wish, outcome, step.goesOn);
  }

  /** A section as it is saved, but for what was typed since. */
  async #asSaved(
    { opened, section, person }: Pick<Asked, 'opened' | 'section' | 'person'>,
    since: Typed = {},
  ): Promise<SectionShown> {
    const { scheda, life } = opened;
    const typed = { ...typedFor(opened), ...since };
    const hashes = section.fields.flatMap(({ name }) => fingerprintsIn(typed[name]));
    return {
      ...{ opened, section, typed },
      kept: await this.attachments.shownTo(person, life.data.cycleId, hashes),
      revision: scheda.moved.revision,
      state: savedState(opened, this.reader.today()),
    };
  }

  /** Another row, one less, or the text of last year: in the form alone, which is saved like anything typed. */
  async #changeForm(
    asked: Asked,
    {
      typed,
      revision,
      files,
    }: Pick<SentForm, 'typed' | 'revision'> & { readonly files: readonly BroughtFile[] },
    step: Exclude<Step, { readonly does: 'save' }>,
  ): Promise<void> {
    const { opened, reply } = asked;
    const { words, language } = opened.frame;
    const { writing } = words;
    const changed = withStep(typed, step, opened);
    const isSent = files.every(({ problem }) => problem === undefined);
    const said = {
      ...{ add: writing.rowAdded, remove: writing.rowRemoved, take: writing.taken },
      send: isSent ? writing.fileSent : undefined,
    };
    const page = (
      <SectionPage
        shown={{
          ...(await this.#asSaved(asked, changed.typed)),
          revision: revision ?? opened.scheda.moved.revision,
          files,
          errors: fileErrorsIn(files, language, words, (name) => name),
          said: said[step.does],
          state: writing.notSaved,
          focus: changed.focus,
          isUnsaved: true,
        }}
      />
    );
    await answerPage(reply, language, page, isSent ? 200 : 422);
  }

  async #answerForm(
    asked: Asked,
    sent: SentForm,
    outcome: SavingOutcome,
    goesOn: boolean,
  ): Promise<void> {
    const { opened, section, reply } = asked;
    const { frame, life, scheda } = opened;
    const { language } = frame;
    if (outcome.kind === 'conflict') return this.#showConflict(asked, outcome, sent);
    if (outcome.kind === 'saved' && outcome.faults.length === 0) {
      const theirs = outcome.theirs.length > 0 && sent.revision !== undefined;
      const since = theirs ? `&da=${String(sent.revision)}` : '';
      const next = goesOn ? nextOf(opened, section) : section;
      const { cycleId } = life.data;
      const address = next
        ? writingAddress(cycleId, scheda.schedaId, next.id) + since
        : `${schedaAddress(cycleId, scheda.schedaId)}/invio`;
      await reply.code(303).header('location', address).send();
      return;
    }
    const isSaved = outcome.kind === 'saved';
    const wrong = new Set(outcome.kind === 'refused' ? [] : outcome.faults.map(fieldOfFault));
    // What was saved stands there as it is now; what was not, as it was typed.
    const now = isSaved ? await this.#reopened(asked) : opened;
    const typed = isSaved
      ? Object.fromEntries(Object.entries(sent.typed).filter(([name]) => wrong.has(name)))
      : sent.typed;
    const page = (
      <SectionPage
        shown={{
          ...(await this.#asSaved({ ...asked, opened: now }, typed)),
          revision: isSaved ? outcome.revision : (sent.revision ?? scheda.moved.revision),
          errors:
            outcome.kind === 'refused'
              ? [{ field: 'scrittura', text: outcome.problem[language].detail }]
              : errorsOf(outcome.faults, opened),
          ...(isSaved && outcome.isChanged && { said: frame.words.writing.partlySaved }),
          isUnsaved: true,
        }}
      />
    );
    await answerPage(
      reply,
      language,
      page,
      outcome.kind === 'refused' ? outcome.problem.status : 422,
    );
  }

  /** The scheda after something was saved. */
  #reopened({ opened, person, request }: Asked): Promise<SchedaInWriting> {
    const { cycleId } = opened.life.data;
    return this.schede.open({ cycleId, schedaId: opened.scheda.schedaId }, person, request);
  }

  async #showConflict(
    { opened, section, person, reply }: Asked,
    conflict: Extract<SavingOutcome, { readonly kind: 'conflict' }>,
    { revision = 0, compares }: SentForm,
  ): Promise<void> {
    const written = await this.others.since(opened, revision, person);
    const theirs = Object.fromEntries(
      Object.entries(written).map(([field, { said }]) => [field, said]),
    );
    const page = <ConflictPage shown={{ conflict, section: section.id, theirs, compares }} />;
    await answerPage(reply, opened.frame.language, page, 409);
  }

  /**
   * For the script: what became of what it sent, in words, and how the fields now look that others changed, so that
   * what is sent next rests on them.
   */
  async #answerScript(
    { opened, section, person, reply }: Asked,
    { typed }: SentForm,
    outcome: SavingOutcome,
  ): Promise<void> {
    const { frame, scheda } = opened;
    const { writing } = frame.words;
    const commandId = newCommandId();
    if (outcome.kind === 'refused') {
      const state = `${writing.notSaved}: ${outcome.problem[frame.language].detail}`;
      await reply.code(outcome.problem.status).send({ state, commandId });
      return;
    }
    if (outcome.kind === 'conflict') {
      const state = `${writing.notSaved}: ${writing.changedMeanwhile}`;
      await reply.code(409).send({ state, commandId });
      return;
    }
    const problems = errorsOf(outcome.faults, opened).map(({ text }) => text);
    if (outcome.kind === 'faulty') {
      const state = `${writing.notSaved}: ${problems.join('; ')}`;
      await reply.code(422).send({ state, commandId });
      return;
    }
    const savedAt = outcome.isChanged ? this.reader.nowMs() : Date.parse(scheda.moved.at);
    const saved =
      outcome.version === 0
        ? writing.notWritten
        : writing.saved(romeTime(savedAt), outcome.version);
    const isTheirs = new Set(outcome.theirs);
    const wrong = new Set(outcome.faults.map(fieldOfFault));
    const { kept } = await this.#asSaved({ opened, section, person });
    const fields = section.fields
      .filter(({ name }) => isTheirs.has(name) && !wrong.has(name))
      .map((field) => {
        const now: Typed = { [field.name]: typedOf(scheda.content, field) };
        return [
          field.name,
          renderToString(<FieldEditor {...fieldToWrite({ opened, kept, typed: now }, field)} />),
        ];
      });
    await reply.code(200).send({
      ...{ commandId, revision: outcome.revision, fields: Object.fromEntries(fields) as object },
      state: problems.length === 0 ? saved : writing.savedBut(saved, problems.join('; ')),
      isWhole: problems.length === 0 && Object.keys(typed).length > 0,
    });
  }
}

/** The fingerprints of documents that stand in a field. */
function fingerprintsIn(typed: TypedField = ''): readonly string[] {
  if (typeof typed === 'string') return [];
  return typed.flatMap((row) => (typeof row === 'string' ? [] : (row[FINGERPRINT] ?? [])));
}

/** Every field of a scheda as it is saved. */
function typedFor({ fields, scheda }: SchedaInWriting): Typed {
  return Object.fromEntries(fields.map((field) => [field.name, typedOf(scheda.content, field)]));
}

function nextOf({ sections }: SchedaInWriting, section: Section): Section | undefined {
  return sections[sections.findIndex(({ id }) => id === section.id) + 1];
}
