import type { JSX } from 'preact';
import { daysBetween, romeDay } from '#calendar';
import type { Frame } from '../../frame.js';
import { ShortDay } from '../../pieces/short-day.js';
import type { ListedScheda } from './listed-scheda.js';
import { addressWith, type SchedeOrder, type SchedePageQuery } from './schede-filters.js';
import { usualTable, type ChoosableColumn, type TableChoices } from './table-choices.js';

/** The form that the choices of the rows belong to. */
export const BULK_FORM = 'con-le-scelte';

interface TableProperties {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly query: SchedePageQuery;
  readonly schede: readonly ListedScheda[];
  readonly today: string;
  /** How the person has it; left out as usual. */
  readonly choices?: TableChoices;
  /** Whether the person can do anything with several of them. */
  readonly isForChoosing: boolean;
}

/** The schede, one row each, which on a phone is a card. */
export function SchedeTable(properties: TableProperties): JSX.Element {
  const { frame, cycleId, query, schede, today, isForChoosing } = properties;
  const { choices = usualTable } = properties;
  const { words, language } = frame;
  const said = words.schede;
  const has = (column: ChoosableColumn): boolean => !choices.hidden.includes(column);
  const heading = (order: SchedeOrder, label: string) => (
    <SortHeading {...{ frame, cycleId, query, order, label }} />
  );
  return (
    <table class={`table table-cards table-kept${choices.isDense ? ' table-dense' : ''}`}>
      <thead>
        <tr>
          {isForChoosing && (
            <th scope="col" class="choice">
              <span class="visually-hidden">{said.bulk.chooseColumn}</span>
            </th>
          )}
          {heading('codice', said.code)}
          {heading('titolo', said.heading)}
          {has('unita') && heading('unita', said.unit)}
          {has('punto') && heading('punto', said.where)}
          {has('entro') && heading('entro', said.due)}
          {has('versione') && (
            <th scope="col" class="number">
              {said.version}
            </th>
          )}
          {has('passo') && heading('passo', said.moved)}
        </tr>
      </thead>
      <tbody>
        {schede.map((scheda) => (
          <tr key={scheda.schedaId} {...(scheda.isLate && { class: 'row-late' })}>
            {isForChoosing && (
              <td class="choice">
                <input
                  type="checkbox"
                  name="scheda"
                  value={scheda.schedaId}
                  form={BULK_FORM}
                  aria-label={said.bulk.choose(scheda.code)}
                  checked={query.scelte === 'tutte'}
                />
              </td>
            )}
            <td data-label={said.code}>
              <span class="code">{scheda.code}</span>
            </td>
            <th scope="row">
              <a href={`/cicli/${cycleId}/schede/${scheda.schedaId}`}>{scheda.title}</a>
            </th>
            {has('unita') && <td data-label={said.unit}>{scheda.unitName}</td>}
            {has('punto') && (
              <td data-label={said.where}>
                <span class={`stage stage-of-${scheda.stage}`}>{scheda.stateName[language]}</span>
              </td>
            )}
            {has('entro') && (
              <td data-label={said.due}>
                {scheda.owedBy !== undefined && (
                  <>
                    <ShortDay day={scheda.owedBy} today={today} language={language} />
                    {scheda.isLate && (
                      <strong class="late">
                        {' '}
                        {said.lateMark} ({daysBetween(scheda.owedBy, today)})
                      </strong>
                    )}
                  </>
                )}
              </td>
            )}
            {has('versione') && (
              <td class="number" data-label={said.version}>
                {scheda.version}
              </td>
            )}
            {has('passo') && (
              <td data-label={said.moved}>
                <ShortDay
                  day={romeDay(Date.parse(scheda.moved.at))}
                  today={today}
                  language={language}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SortHeading({
  frame: { words },
  cycleId,
  query,
  order,
  label,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly query: SchedePageQuery;
  readonly order: SchedeOrder;
  readonly label: string;
}): JSX.Element {
  const isSorted = (query.ordine ?? 'codice') === order;
  const isDown = isSorted && query.verso === 'giu';
  const address = addressWith(`/cicli/${cycleId}/schede`, query, {
    ordine: order,
    verso: isSorted && !isDown ? 'giu' : undefined,
  });
  return (
    <th scope="col" {...(isSorted && { 'aria-sort': isDown ? 'descending' : 'ascending' })}>
      <a href={address} class="sort" title={words.schede.sortBy(label)}>
        {label}
        {isSorted && <span aria-hidden="true">{isDown ? ' ▼' : ' ▲'}</span>}
      </a>
    </th>
  );
}
