import { contractRuns } from './contract-runs.reporter.js';

const contract = 'EsdbEventStore keeps the contract of the event store:';

function tested(ancestorTitles: readonly string[], status: string) {
  return { testResults: [{ ancestorTitles, status }] };
}

describe('The closing lines on the contract', () => {
  it('say of each run how many cases passed, of how many that were asked', () => {
    expect(
      contractRuns([
        tested(['SqliteEventStore keeps the contract of the event store:', 'append'], 'passed'),
        tested(['SqliteEventStore keeps the contract of the event store:', 'read'], 'passed'),
        tested(['Against an event node (plain)', contract, 'append'], 'passed'),
        tested(['Against an event node (plain)', contract, 'read'], 'failed'),
        tested(['Against an event node (tls)', contract, 'append'], 'pending'),
        tested(['Something else'], 'failed'),
      ]),
    ).toEqual([
      'Contract of the event store, embedded: 2 of 2 cases passed',
      'Contract of the event store, wire node, plain: 1 of 2 cases passed',
      'Contract of the event store, wire node, TLS: not run',
      'Contract of the event store, a real server: not run',
    ]);
  });

  it('are not printed when no case of it was asked for', () => {
    expect(contractRuns([tested(['Something else'], 'passed')])).toEqual([]);
  });
});
