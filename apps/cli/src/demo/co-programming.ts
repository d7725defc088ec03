import type { Stage } from './stage.js';
import { days, on } from './story-days.js';

/** The director does not activate co-programming, for the reason and with the deferral of the document. */
export async function decideOnCoProgramming({ cast, narrator, activities }: Stage): Promise<void> {
  const { coordinator, operator, director } = cast;
  const { motivation_text: text, deferred_to: deferredTo } = activities.co_programming;
  const no = { decision: 'not_activated', motivation: 'TIGHT_SCHEDULE', text, ...on(days.decided) };

  narrator.phase('Co-programmazione');
  await coordinator.isRefused('co-programming-undecided', 'open-verification', {});
  await director.isRefused('motivation-too-short', 'decide-co-programming', {
    ...no,
    text: 'Poco tempo',
    deferredTo,
  });
  await director.isRefused('deferral-unsaid', 'decide-co-programming', no);
  await director.perform('decide-co-programming', { ...no, deferredTo });
  narrator.tell(`Il Direttore non la attiva: «${text}».`);
  narrator.tell(`È rinviata a: ${deferredTo}.`);
  await operator.isRefused('not-now', 'publish-notice', {
    closesOn: '2024-03-10',
    url: 'https://www.example.org/avviso',
    requirements: 'Enti del Terzo settore con sede nella zona',
    ...on(days.minuted),
  });
}
