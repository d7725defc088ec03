import type { JSX } from 'preact';
import { exportFormats, type ExportFormat } from '#exports';
import { reads, registerId, ZONE_REGISTER, type Reading } from '#planning';
import type { Role } from '#people';
import type { JobKind } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { jobKinds, readingOf } from './who-may.js';

/** What is chosen: of which cycle, of which moment. */
export interface Chosen {
  readonly cycleId: string;
  readonly zone: string;
  readonly role: Role;
  /** As it was typed; undefined for now. */
  readonly typed: string | undefined;
}

/** A file that is there at once. */
interface Link {
  readonly label: string;
  readonly address: string;
}

/** Something that can be taken away. */
interface Item {
  readonly title: string;
  readonly what: string;
  /** Who may have it: {@link reads}. */
  readonly reading: Reading;
  /** Files that are made while they are sent. */
  readonly links?: readonly Link[];
  /** What is made as a job. */
  readonly job?: JobKind;
  /** Whether it is always of today, whatever moment is chosen. */
  readonly isOfToday?: boolean;
  /** Where its form is laid down. */
  readonly specification?: Link;
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

/** All that can be taken away by somebody, grouped by what it is needed for. */
function groupsFor({ words, language }: Frame, chosen: Chosen): readonly Group[] {
  const { cycleId, zone, role, typed } = chosen;
  const said = words.exporting;
  const of = `/cicli/${cycleId}`;
  const then = typed === undefined ? '' : `?al=${encodeURIComponent(typed)}`;
  const register = `/api/v1/registers/${registerId(zone, ZONE_REGISTER)}/spreadsheets/co-design`;
  const groups: readonly Group[] = [
    {
      ...{ id: 'piano', title: said.groups.plan },
      items: [
        { title: said.plan.pdf, what: said.plan.pdfWhat, reading: 'schede', job: 'poa-pdf' },
        { title: said.plan.html, what: said.plan.htmlWhat, reading: 'schede', job: 'poa-html' },
      ],
    },
    {
      ...{ id: 'schede', title: said.groups.schede },
      items: [
        { title: said.schede.pdf, what: said.schede.pdfWhat, reading: 'schede', job: 'schede-pdf' },
        {
          ...{ title: said.schede.list, what: said.schede.listWhat, reading: 'schede' },
          links: tables(`${of}/schede`),
          isOfToday: true,
        },
      ],
    },
    {
      ...{ id: 'avanzamento', title: said.groups.progress },
      items: [
        {
          ...{ title: said.progress.board, what: said.progress.boardWhat, reading: 'schede' },
          ...{ links: tables(`${of}/avanzamento`), isOfToday: true },
        },
        {
          ...{ title: said.progress.late, what: said.progress.lateWhat, reading: 'schede' },
          ...{ links: tables(`${of}/schede`, '?ritardo=si'), isOfToday: true },
        },
        {
          ...{ title: said.progress.reminders, what: said.progress.remindersWhat },
          reading: 'history',
          links: [
            { label: 'CSV', address: `${of}/storico/fatti.csv?tipo=ReminderSent&zoom=tutto` },
          ],
          isOfToday: true,
        },
      ],
    },
    {
      ...{ id: 'proweb', title: said.groups.proweb },
      items: [
        {
          ...{ title: said.proweb.plan, what: said.proweb.planWhat, reading: 'proweb-export' },
          links: [
            { label: 'XLSX', address: `${of}/proweb.xlsx` },
            { label: 'JSON', address: `/api/v1/cycles/${cycleId}/proweb-export` },
          ],
          isOfToday: true,
        },
      ],
    },
    {
      ...{ id: 'co-progettazione', title: said.groups.coDesign },
      items: [
        {
          ...{ title: said.coDesign.five, what: said.coDesign.fiveWhat, reading: 'register' },
          links: ['pdf', 'xlsx', 'csv', 'json'].map((ending) => ({
            label: ending.toUpperCase(),
            address: `/esporta/coprogettazione.${ending}${then}`,
          })),
        },
        {
          ...{ title: said.coDesign.whole, what: said.coDesign.wholeWhat, reading: 'register' },
          links: ['xlsx', 'csv'].map((format) => ({
            label: format.toUpperCase(),
            address: `${register}?format=${format}`,
          })),
          isOfToday: true,
        },
      ],
    },
    {
      ...{ id: 'prove', title: said.groups.evidence },
      items: [
        {
          ...{ title: said.evidence.caseFile, what: said.evidence.caseFileWhat },
          ...{ reading: readingOf('case-file'), job: 'case-file' },
          specification: { label: said.schema, address: '/esporta/schemi/fascicolo.json' },
        },
        {
          ...{ title: said.evidence.bundle, what: said.evidence.bundleWhat },
          ...{ reading: readingOf('evidence'), job: 'evidence' },
        },
      ],
    },
    {
      ...{ id: 'dati-aperti', title: said.groups.openData },
      items: jobKinds
        .filter((kind): kind is keyof typeof exportFormats => kind in exportFormats)
        .filter((kind) => !['poa-pdf', 'poa-html', 'case-file'].includes(kind))
        .map((kind): Item => {
          const { title, specification, ending }: ExportFormat = exportFormats[kind];
          const isOurs = specification.startsWith('urn:');
          return {
            title: words.jobs.kinds[kind],
            what: `${sentence(title[language])} (.${ending})`,
            ...{ reading: readingOf(kind), job: kind },
            specification: isOurs
              ? { label: said.schema, address: '/esporta/schemi/fatti.json' }
              : { label: said.specification, address: specification },
          };
        }),
    },
  ];
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({ reading }) => reads(role, reading)),
    }))
    .filter(({ items }) => items.length > 0);
}

const tables = (address: string, query = ''): readonly Link[] =>
  ['xlsx', 'csv'].map((ending) => ({
    label: ending.toUpperCase(),
    address: `${address}.${ending}${query}`,
  }));

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** What can be taken away, with what takes it. */
export function Catalogue({
  frame,
  chosen,
}: {
  readonly frame: Frame;
  readonly chosen: Chosen;
}): JSX.Element {
  return (
    <>
      {groupsFor(frame, chosen).map(({ id, title, items }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <ul class="items">
            {items.map((item) => (
              <li key={item.title} class="item">
                <CatalogueItem frame={frame} item={item} chosen={chosen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function CatalogueItem({
  frame: { words },
  item,
  chosen: { cycleId, typed },
}: {
  readonly frame: Frame;
  readonly item: Item;
  readonly chosen: Chosen;
}): JSX.Element {
  const said = words.exporting;
  const { title, what, links = [], job, isOfToday = false, specification } = item;
  return (
    <>
      <div>
        <h3 class="item-title">{title}</h3>
        <p class="small">
          {what}
          {specification && (
            <>
              {' '}
              <a href={specification.address}>
                {specification.label}
                <span class="visually-hidden">: {title}</span>
              </a>
            </>
          )}
        </p>
      </div>
      <div class="export-actions">
        {isOfToday && typed !== undefined && <p class="small">{said.today}</p>}
        {links.map(({ label, address }) => (
          <a key={label} class="button button-second" href={address}>
            {label}
            <span class="visually-hidden">: {title}</span>
          </a>
        ))}
        {job && (
          <form method="post" action="/esporta">
            <input type="hidden" name="ciclo" value={cycleId} />
            <input type="hidden" name="formato" value={job} />
            {typed !== undefined && <input type="hidden" name="al" value={typed} />}
            <button type="submit" class="button" aria-label={said.makeOf(title)}>
              {said.make}
            </button>
          </form>
        )}
      </div>
    </>
  );
}
