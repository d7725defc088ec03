import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { CycleLife } from '#planning';
import { stateOfPart } from '#workflow';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import type { ShownApproval } from './approval-reader.js';
import { prescriptionVerbs } from './verbs-of-pages.js';

/**
 * What the organ asked for while approving, what was done about it, and what whoever looks may do about it.
 * @param sessionId those of one sitting alone
 */
export function Prescriptions({
  frame,
  shown,
  today,
  sessionId,
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly sessionId?: string;
}): JSX.Element | null {
  const { words, language } = frame;
  const said = words.approval;
  const { life } = shown;
  const { cycleId, prescriptions, schede } = life.data;
  const all = Object.values(prescriptions).filter(
    (each) => sessionId === undefined || each.sessionId === sessionId,
  );
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="prescrizioni">
      <h2 id="prescrizioni">{said.prescriptions}</h2>
      <ul class="items">
        {all.map(({ prescriptionId, text, due, schedaIds, met, daysLate, notAcceptedText }) => {
          const part = { kind: 'prescription', id: prescriptionId } as const;
          const standing = standingOf(life, prescriptionId);
          const isOpen = met === undefined || notAcceptedText !== undefined;
          return (
            <li key={prescriptionId} class="item">
              <div>
                <p class="as-written">{text}</p>
                <p>
                  <strong>{standing[language]}</strong>
                  {isOpen && due !== undefined && due < today && (
                    <span class="badge-late"> {said.overdue}</span>
                  )}
                </p>
                {met && (
                  <>
                    <p class="small">{said.metBy(met.by, dayInWords(met.on, language))}</p>
                    <p class="as-written">{met.text}</p>
                  </>
                )}
                {notAcceptedText !== undefined && (
                  <>
                    <p class="small">{said.notAccepted}</p>
                    <p class="as-written">{notAcceptedText}</p>
                  </>
                )}
                {daysLate !== undefined && (
                  <p class="small">{daysLate === 0 ? said.inTime : said.daysLate(daysLate)}</p>
                )}
              </div>
              <div>
                {due !== undefined && (
                  <p>
                    {said.by}{' '}
                    {isOpen ? (
                      <DayFromToday day={due} today={today} language={language} />
                    ) : (
                      <time dateTime={due}>{dayInWords(due, language)}</time>
                    )}
                  </p>
                )}
                <p class="small">
                  {schedaIds === undefined
                    ? said.forAll
                    : schedaIds.map((schedaId, index) => (
                        <span key={schedaId}>
                          {index > 0 && ', '}
                          <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>
                            {schede[schedaId]?.code ?? schedaId}
                          </a>
                        </span>
                      ))}
                </p>
                <Actions
                  frame={frame}
                  cycleId={cycleId}
                  part={part}
                  actions={shown.actions(prescriptionVerbs, part)}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function standingOf(
  life: Readonly<CycleLife>,
  id: string,
): { readonly it: string; readonly en: string } {
  const state = stateOfPart(life, 'prescription', id);
  return life.workflow.part('prescription').meta(state).at(-1) ?? { it: '', en: '' };
}
