/** What the contract of the event store is called in the titles of its cases. */
const CONTRACT = /keeps the contract of the event store:$/;

/** The runs of the contract that `npm test` promises, by the title of the outermost `describe`. */
const runs = [
  ['embedded', (title) => title.startsWith('SqliteEventStore')],
  ['wire node, plain', (title) => title === 'Against an event node (plain)'],
  ['wire node, TLS', (title) => title === 'Against an event node (tls)'],
  ['a real server', (title) => title === 'Against the server at TRACCIA_TEST_EVENTSTORE'],
];

/**
 * How many cases of the contract each run passed, one line for each run; none when no case was asked for.
 * @param testResults the results of the files, as Jest gives them
 */
export function contractRuns(testResults) {
  const cases = testResults
    .flatMap((file) => file.testResults)
    .filter(({ ancestorTitles }) => ancestorTitles.some((title) => CONTRACT.test(title)));
  if (cases.length === 0) return [];
  return runs.map(([name, isOfRun]) => {
    const ofRun = cases.filter(({ ancestorTitles: [outermost = ''] }) => isOfRun(outermost));
    const passed = ofRun.filter(({ status }) => status === 'passed').length;
    const asked = ofRun.filter(({ status }) => status !== 'pending').length;
    return asked === 0
      ? `Contract of the event store, ${name}: not run`
      : `Contract of the event store, ${name}: ${passed} of ${asked} cases passed`;
  });
}

/** Prints these lines at the end of a run. */
export default class ContractRunsReporter {
  onRunComplete(_contexts, { testResults }) {
    for (const line of contractRuns(testResults)) console.log(line);
  }
}
