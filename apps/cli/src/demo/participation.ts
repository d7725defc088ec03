import { bodyIdsOf } from './address-book.js';
import { allSent, lastPosition } from './all-sent.js';
import { madeUpDocument } from './made-up-document.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/**
 * Who was heard where. The documents name the counterpart of each meeting and not the categories of
 * LR Toscana 40/2005 art. 15: this is a choice of the demonstration, and the facts say so.
 */
const heard: Readonly<Record<string, readonly string[]>> = {
  M1: ['UTENTI', 'TUTELA_E_PROMOZIONE_SOCIALE'],
  M2: ['ORGANIZZAZIONI_SINDACALI'],
  M3: ['VOLONTARIATO', 'COOPERAZIONE_SOCIALE', 'ALTRI_ETS'],
};

/** The three meetings of the documents are held and minuted; a contribution comes in and is answered. */
export async function takePart(stage: Stage): Promise<void> {
  const { cast, narrator, programme } = stage;
  const { coordinator, operator, director, stakeholder } = cast;
  const { meetings, shared_contents: contents } = programme.participation;

  narrator.phase('Partecipazione');
  await coordinator.isRefused('participation-incomplete', 'open-verification', {});
  await director.isRefused('exemption-not-proposed', 'exempt-category', {
    category: 'UTENTI',
    reason: 'Nessun incontro previsto',
  });
  for (const { id: meetingId, counterpart } of meetings) {
    await operator.perform('convene-meeting', {
      meetingId,
      invitees: [counterpart],
      // What is sealed is told to nobody: whom the program writes to, it knows by id.
      bodyIds: bodyIdsOf([counterpart]),
      ...on(days.convened),
    });
  }

  await operator.perform('schedule-meeting', {
    meetingId: 'D1',
    title: demonstration('Incontro di restituzione'),
    counterpart: 'ALTRO',
    date: '2024-02-27',
    channel: 'MIXED',
    ...on(days.convened),
  });
  const moved = { meetingId: 'D1', to: '2024-03-05', reason: 'La sala non è libera' };
  await operator.perform('reschedule-meeting', { ...moved, ...on(days.convened) });
  narrator.tell('Un quarto incontro è messo in calendario e poi spostato.');

  for (const { id: meetingId, date, counterpart } of meetings) {
    const held = {
      meetingId,
      // The document does not say who was heard: that is attributed afterwards, by a person.
      categories: [],
      attendance: [counterpart],
      contents,
    };
    if (meetingId === 'M1') {
      const { occurredOn } = on(date);
      await operator.isRefused('late-reason-needed', 'record-meeting-held', {
        ...held,
        occurredOn,
      });
    }
    await operator.perform('record-meeting-held', { ...held, ...on(date) });
    const attributed = {
      meetingId,
      categories: heard[meetingId] ?? [],
      reason: demonstration(
        'Il documento non dice quali categorie furono ascoltate: è una scelta.',
      ),
      ...on(days.minuted),
    };
    if (meetingId === 'M1') {
      await operator.isRefused('no-category-heard', 'attribute-categories', {
        ...attributed,
        categories: [],
      });
    }
    await operator.perform('attribute-categories', attributed);
    await operator.perform('record-minutes', {
      meetingId,
      document: madeUpDocument(`Verbale dell’incontro del ${date}`),
      ...on(days.minuted),
    });
    await director.perform('approve-minutes', { meetingId, ...on(days.minutesApproved) });
    narrator.tell(`${date}: incontro con ${counterpart}, tenuto e verbalizzato.`);
  }
  // Who has not yet heard of a meeting is not told that it moved once it is called off.
  await allSent(stage, await lastPosition(stage));
  await operator.perform('cancel-meeting', {
    meetingId: 'D1',
    reason: 'I tre incontri hanno già ascoltato tutte le categorie',
    ...on(days.minutesApproved),
  });
  narrator.tell('Tutte le categorie sono ascoltate: il quarto incontro è annullato.');

  const contributionId = 'C1';
  await stakeholder.perform('receive-contribution', {
    contributionId,
    body: demonstration('Un ente del Terzo settore'),
    meetingId: 'M3',
    document: madeUpDocument('Contributo scritto sul trasporto sociale'),
    ...on(days.contributed),
  });
  await operator.perform('answer-contribution', {
    contributionId,
    answer: 'PARTLY',
    text: demonstration('Il trasporto sociale è nelle schede; il resto va al prossimo PIS.'),
    ...on(days.minutesApproved),
  });
  narrator.tell('Un contributo scritto arriva e riceve risposta.');
  await operator.perform('attach-health-profile', {
    edition: programme.health_profile.edition,
    title: `Profilo di salute ${programme.health_profile.edition}`,
    document: madeUpDocument('Copia del Profilo di salute'),
    ...on(days.minuted),
  });
  narrator.tell(`Il Profilo di salute ${programme.health_profile.edition} è allegato.`);
}
