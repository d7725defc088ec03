import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, verbByName } from '#planning';
import type { Frame } from '../../frame.js';
import { DocumentFile } from '../../pieces/kept-file.js';
import { actionAddress } from '../action/action-address.js';
import type { ShownParticipation } from './participation-reader.js';

/** Where on its page a contribution stands. */
export const contributionAnchor = (contributionId: string): string =>
  `contribution-${encodeURIComponent(contributionId)}`;

/** Where a contribution stands among those of its cycle. */
export const contributionAddress = (cycleId: string, contributionId: string): string =>
  `/cicli/${cycleId}/contributi#${contributionAnchor(contributionId)}`;

/** What was handed in, what was answered, where in the plan it ended, and what is to be done about it. */
export function Contributions({
  frame,
  shown,
  contributions,
}: {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  readonly contributions: ShownParticipation['contributions'];
}): JSX.Element {
  const { words, language, path, may } = frame;
  const said = words.participation;
  const { cycleId, schede, programmes } = shown.life.data;
  const all = Object.entries(contributions);
  if (all.length === 0) return <p>{said.noContributions}</p>;
  return (
    <div class="table-scroll" role="region" aria-labelledby="contributions" tabIndex={0}>
      <table class="table table-cards table-said">
        <thead>
          <tr>
            <th scope="col">{said.body}</th>
            <th scope="col">{said.receivedOn}</th>
            <th scope="col">{said.document}</th>
            <th scope="col">{said.answer}</th>
            <th scope="col">{said.places}</th>
          </tr>
        </thead>
        <tbody>
          {all.map(
            ([contributionId, { body, receivedOn, document, answer, answerText, places }]) => (
              <tr key={contributionId} id={contributionAnchor(contributionId)}>
                <th scope="row">{body}</th>
                <td data-label={said.receivedOn}>{dayInWords(receivedOn, language)}</td>
                <td data-label={said.document}>
                  {document.title}
                  <DocumentFile frame={frame} cycleId={cycleId} document={document} />
                </td>
                <td data-label={said.answer}>
                  {answer === undefined ? said.waiting : valueSets.contributionAnswers[answer]}
                  {answerText !== undefined && <p class="small">{answerText}</p>}
                  {shown
                    .actions({ kind: 'contribution', id: contributionId })
                    .filter(({ possible }) => possible)
                    .map(({ verb }) => (
                      <p key={verb}>
                        <a
                          href={actionAddress(cycleId, verb, {
                            part: { kind: 'contribution', id: contributionId },
                            returnTo: path,
                          })}
                        >
                          {verbByName.get(verb)?.title[language]}
                          <span class="visually-hidden"> {body}</span>
                        </a>
                      </p>
                    ))}
                </td>
                <td data-label={said.places}>
                  {(places ?? []).map(({ schedaId = '', programmeId = '' }) => {
                    const scheda = schede[schedaId];
                    return scheda ? (
                      <p key={schedaId}>
                        {may.openSchede ? (
                          <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>
                            {scheda.code}
                          </a>
                        ) : (
                          scheda.code
                        )}{' '}
                        {scheda.title}
                      </p>
                    ) : (
                      <p key={programmeId}>{programmes[programmeId]?.name}</p>
                    );
                  })}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
