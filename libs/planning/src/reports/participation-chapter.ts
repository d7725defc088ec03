import type { DatabaseSync } from 'node:sqlite';
import type { Arrangements } from '../participation/participation.facts.js';
import {
  categories,
  channels,
  contributionAnswers,
  counterparts,
  type Category,
} from '../value-sets.js';
import { accountFrame } from './account.projection.js';
import { actParagraph } from './act-paragraph.js';
import {
  because,
  byAndWhen,
  chapter,
  italianDay,
  listed,
  paragraph,
  plainly,
  quoted,
  unsourced,
  type Chapter,
  type Paragraph,
} from './chapter.js';
import { documentInWords } from './document-in-words.js';
import { every, last, toldFacts, type ToldAs } from './told-fact.js';
import { unsealed, type Words } from './unsealed.js';

const types = [
  ...(['RegionalActLinked', 'MeetingScheduled', 'MeetingConvened', 'MeetingRescheduled'] as const),
  ...(['MeetingCancelled', 'MeetingHeld', 'CategoriesAttributed', 'MinutesRecorded'] as const),
  ...(['MinutesOpenedToObservations'] as const),
  ...(['MinutesApproved', 'ContributionReceived', 'ContributionAnswered'] as const),
  ...(['ContributionPlaced', 'CategoryExemptionProposed', 'CategoryExempted'] as const),
  ...(['CategoryExemptionDeclined', 'ParticipationCompleted'] as const),
] as const;
type Fact = ToldAs<(typeof types)[number]>;

/**
 * The chapter on participation (LR Toscana 40/2005 art. 15; DGRT 1237/2023): every meeting, every category,
 * every contribution. Undefined when there is no cycle of that id.
 * @param words what people read where a text is sealed: it is written down here, not in the answer
 */
export function participationChapter(
  database: DatabaseSync,
  cycleId: string,
  words: Words = (text) => text,
): Chapter | undefined {
  const frame = accountFrame(database, cycleId);
  if (!frame) return undefined;
  const facts = toldFacts(database, cycleId, types).map((fact) => unsealed(fact, words));
  const meetings = meetingsIn(facts);
  return chapter('Partecipazione', [
    actParagraph(facts),
    unsourced('## Incontri'),
    ...(meetings.length === 0 ? [unsourced('Nessun incontro è registrato.')] : []),
    ...meetings.flatMap(meetingParagraphs),
    unsourced('## Categorie (LR Toscana 40/2005 art. 15)'),
    ...(meetings.length === 0 ? [] : [matrix(meetings, frame.required)]),
    ...frame.required.map((category) => categoryParagraph(category, meetings, facts)),
    ...conclusion(facts),
    unsourced('## Contributi'),
    ...contributionParagraphs(facts),
  ]);
}

interface Meeting {
  readonly plan: ToldAs<'MeetingScheduled'>;
  /** All of them, the plan first. */
  readonly facts: readonly Fact[];
  readonly date: string;
}

/** The meetings with what happened to each, by the day they were held on or are planned for. */
function meetingsIn(facts: readonly Fact[]): readonly Meeting[] {
  return every(facts, 'MeetingScheduled')
    .map((plan) => {
      const { meetingId } = plan.data;
      const its = facts.filter(({ data }) => 'meetingId' in data && data.meetingId === meetingId);
      const planned = last(its, 'MeetingRescheduled')?.data.to ?? plan.data.date;
      return { plan, facts: its, date: last(its, 'MeetingHeld')?.data.heldOn ?? planned };
    })
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

function meetingParagraphs({ plan, facts, date }: Meeting): readonly Paragraph[] {
  const { title, counterpart } = plan.data;
  const { where, said } = arrangementsOf(plan, facts);
  const places = [where.venue, where.room].filter((place) => place !== undefined);
  return [
    unsourced(`### ${italianDay(date)} – ${plainly(title)}`),
    paragraph(`- Interlocutore: ${counterparts[counterpart]}.`, plan),
    whenParagraph(plan, facts),
    paragraph(
      `- Luogo: ${places.length === 0 ? 'non noto' : places.map(plainly).join(', ')}. Modalità: ${channels[where.channel].toLowerCase()}.`,
      said,
    ),
    ...agendaParagraphs(plan, facts),
    ...convocationParagraphs(facts),
    ...heardParagraphs(facts),
    ...minutesParagraphs(facts),
  ];
}

/** How and where a meeting takes place, and the fact that said so last. */
function arrangementsOf(
  plan: ToldAs<'MeetingScheduled'>,
  facts: readonly Fact[],
): { readonly where: Arrangements; readonly said: Fact } {
  const changes = every(facts, 'MeetingRescheduled').flatMap((said) =>
    said.data.arrangements ? [{ where: said.data.arrangements, said }] : [],
  );
  return changes.at(-1) ?? { where: plan.data, said: plan };
}

function whenParagraph(plan: ToldAs<'MeetingScheduled'>, facts: readonly Fact[]): Paragraph {
  const held = last(facts, 'MeetingHeld');
  const moves = every(facts, 'MeetingRescheduled');
  const cancelled = last(facts, 'MeetingCancelled');
  const { date, startTime } = plan.data;
  const hour = startTime === undefined ? '' : `, ore ${plainly(startTime)}`;
  const moved = moves.map(moveInWords);
  const planned = `in calendario per il ${italianDay(date)}${hour}.${moved.join('')}`;
  const became = held
    ? ` Tenuto il ${italianDay(held.data.heldOn)}.`
    : cancelled
      ? ` Annullato.${because(cancelled.reason)}`
      : ' Non risulta tenuto.';
  return paragraph(`- Data: ${planned}${became}`, ...[plan, ...moves, held ?? cancelled]);
}

function moveInWords({ data, reason }: ToldAs<'MeetingRescheduled'>): string {
  const { from, to, arrangements } = data;
  const day =
    from === to
      ? `${arrangements ? "Cambiata l'organizzazione" : "Cambiato l'ordine del giorno"}, ferma la data del ${italianDay(to)}`
      : `Spostato dal ${italianDay(from)} al ${italianDay(to)}`;
  // What was said before of the hour holds while the arrangements stay.
  const hour = arrangements
    ? arrangements.startTime === undefined
      ? ', ora non nota'
      : `, ore ${plainly(arrangements.startTime)}`
    : '';
  return ` ${day}${hour}.${because(reason)}`;
}

/** What was to be talked about, as it was said last; nothing where nobody has said it. */
function agendaParagraphs(
  plan: ToldAs<'MeetingScheduled'>,
  facts: readonly Fact[],
): readonly Paragraph[] {
  const said = [plan, ...every(facts, 'MeetingRescheduled')].findLast(
    ({ data }) => data.agendaItems !== undefined,
  );
  const items = said?.data.agendaItems ?? [];
  return items.length === 0
    ? []
    : [paragraph(`- Ordine del giorno: ${listed(items, 'non indicato')}.`, said)];
}

function convocationParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const convened = every(facts, 'MeetingConvened');
  if (convened.length === 0) return [unsourced('- Convocazione: non registrata.')];
  return convened.map((fact) => {
    const { invitees, protocol } = fact.data;
    const registered =
      protocol === undefined ? 'protocollo non indicato' : `protocollo ${plainly(protocol)}`;
    return paragraph(
      `- Convocazione del ${italianDay(fact.occurredOn)}, ${registered}. Invitati: ${listed(invitees, 'non indicati')}.`,
      fact,
    );
  });
}

function heardParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const held = last(facts, 'MeetingHeld');
  if (!held) return [];
  const { contents, materials = [] } = held.data;
  const byDelegate = new Set(held.data.byDelegate);
  const attendance = held.data.attendance.map((body, place) =>
    byDelegate.has(place) ? `${body} (per delega)` : body,
  );
  const said = heardIn(facts);
  return [
    paragraph(
      `- Categorie ascoltate: ${listed(
        (said?.data.categories ?? []).map((category) => categories[category]),
        'non attribuite',
      )}.`,
      said,
    ),
    paragraph(`- Soggetti presenti: ${listed(attendance, 'non indicati')}.`, held),
    paragraph(`- Argomenti: ${listed(contents, 'non indicati')}.`, held),
    ...(materials.length === 0
      ? []
      : [paragraph(`- Documenti mostrati: ${materials.map(documentInWords).join('; ')}.`, held)]),
  ];
}

/** The fact that said last who was heard at a meeting. */
function heardIn(
  facts: readonly Fact[],
): ToldAs<'MeetingHeld' | 'CategoriesAttributed'> | undefined {
  return last(facts, 'CategoriesAttributed') ?? last(facts, 'MeetingHeld');
}

function minutesParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  if (!last(facts, 'MeetingHeld')) return [];
  const minutes = last(facts, 'MinutesRecorded');
  if (!minutes) return [unsourced('- Verbale: non registrato.')];
  const openings = every(facts, 'MinutesOpenedToObservations');
  const opened = openings.map(
    ({ data: { until }, occurredOn }) =>
      ` aperto alle osservazioni dal ${italianDay(occurredOn)} al ${italianDay(until)};`,
  );
  const approved = last(facts, 'MinutesApproved');
  const standing = approved
    ? `approvato il ${italianDay(approved.occurredOn)}`
    : 'non ancora approvato';
  return [
    paragraph(
      `- Verbale: ${documentInWords(minutes.data.document)};${opened.join('')} ${standing}.`,
      ...[minutes, ...openings, approved],
    ),
  ];
}

/** Categories by meetings: who was heard where, and whether the minutes are there. */
function matrix(meetings: readonly Meeting[], required: readonly Category[]): Paragraph {
  const held = meetings.filter(({ facts }) => last(facts, 'MeetingHeld'));
  if (held.length === 0) return unsourced('Nessun incontro risulta tenuto.');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = held.map(({ date, plan }) => `${italianDay(date)} ${plainly(plan.data.title)}`);
  const rows = required.map((category) =>
    line([categories[category], ...held.map(({ facts }) => cell(facts, category))]),
  );
  const text = [line(['Categoria', ...head]), line(['---', ...head.map(() => '---')]), ...rows];
  const { sources } = paragraph('', ...held.flatMap(({ facts }) => hearing(facts)));
  // What was corrected is said with each meeting; here it would break the table.
  return { text: text.join('\n'), sources };
}

/** The facts that say who was heard at a meeting, and that the minutes are there. */
const hearing = (facts: readonly Fact[]): readonly (Fact | undefined)[] => [
  heardIn(facts),
  last(facts, 'MinutesRecorded'),
];

function cell(facts: readonly Fact[], category: Category): string {
  if (heardIn(facts)?.data.categories.includes(category) !== true) return '—';
  return last(facts, 'MinutesRecorded') ? 'ascoltata, con verbale' : 'ascoltata, senza verbale';
}

function categoryParagraph(
  category: Category,
  meetings: readonly Meeting[],
  facts: readonly Fact[],
): Paragraph {
  const label = categories[category];
  const there = meetings.filter(
    ({ facts: its }) => heardIn(its)?.data.categories.includes(category) === true,
  );
  const covering = there.filter(({ facts: its }) => last(its, 'MinutesRecorded'));
  const rests = (some: readonly Meeting[]) => some.flatMap(({ facts: its }) => hearing(its));
  if (covering.length > 0) {
    const days = covering.map(({ date }) => italianDay(date)).join(', ');
    return paragraph(`- ${label}: ascoltata (${days}).`, ...rests(covering));
  }
  const its = facts.filter(({ data }) => 'category' in data && data.category === category);
  const proposed = last(its, 'CategoryExemptionProposed');
  const exempted = last(its, 'CategoryExempted');
  const asked = proposed ? ` Proposta ${byAndWhen(proposed)}.${because(proposed.reason)}` : '';
  if (exempted) {
    return paragraph(
      `- ${label}: esonerata.${asked} Decisa ${byAndWhen(exempted)}.${because(exempted.reason)}`,
      ...[proposed, exempted],
    );
  }
  // A category that was declined may be proposed again: then nobody has decided on it.
  const declined = last(
    its.filter(({ revision }) => proposed && revision > proposed.revision),
    'CategoryExemptionDeclined',
  );
  const standing = declined
    ? `Respinta ${byAndWhen(declined)}.${because(declined.reason)}`
    : 'Esenzione non decisa.';
  const pending = proposed ? `${asked} ${standing}` : '';
  return there.length > 0
    ? paragraph(
        `- ${label}: ascoltata, ma il verbale non è registrato.${pending}`,
        ...[...rests(there), proposed, declined],
      )
    : paragraph(`- ${label}: non risulta ascoltata.${pending}`, proposed, declined);
}

function conclusion(facts: readonly Fact[]): readonly Paragraph[] {
  const completed = last(facts, 'ParticipationCompleted');
  return [
    completed
      ? paragraph(
          `La partecipazione risulta conclusa il ${italianDay(completed.occurredOn)}.`,
          completed,
        )
      : unsourced('La partecipazione non risulta conclusa.'),
  ];
}

function contributionParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const received = every(facts, 'ContributionReceived');
  if (received.length === 0) return [unsourced('Nessun contributo è registrato.')];
  return received.map((fact) => {
    const { contributionId, body, document, meetingId } = fact.data;
    const its = facts.filter(
      ({ data }) => 'contributionId' in data && data.contributionId === contributionId,
    );
    const meeting = every(facts, 'MeetingScheduled').find(
      ({ data }) => data.meetingId === meetingId,
    );
    const at = meeting ? `, per l'incontro ${quoted(meeting.data.title)}` : '';
    const answers = every(its, 'ContributionAnswered');
    const places = every(its, 'ContributionPlaced');
    const answered = answers.map(
      ({ data, occurredOn }) =>
        `Risposta del ${italianDay(occurredOn)}: ${contributionAnswers[data.answer].toLowerCase()}. ${quoted(data.text)}.`,
    );
    const placed = places.map(({ data }) => `Nel piano: ${quoted(data.text)}.`);
    return paragraph(
      [
        `- ${plainly(body)}: contributo ricevuto il ${italianDay(fact.occurredOn)}${at}: ${documentInWords(document)}.`,
        ...(answers.length === 0 ? ['Nessuna risposta registrata.'] : answered),
        ...placed,
      ].join(' '),
      ...[fact, meeting, ...answers, ...places],
    );
  });
}
