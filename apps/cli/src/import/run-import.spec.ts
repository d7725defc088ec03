import { TracciaProblem } from '../traccia-problem.js';
import type { CycleView, Performed, PerformOptions, RegisterView } from '../traccia-client.js';
import { livornoProgramme } from './programme-data.js';
import { livornoRegister } from './register-data.js';
import { runImport, runRegisterImport, type ImportClient } from './run-import.js';

const steps = 67;

/** A server that records one fact per command and answers a repeated id as it did before. */
class RememberingServer implements ImportClient {
  readonly commandIds: string[] = [];
  readonly answers = new Map<string, TracciaProblem | 'recorded'>();
  /** Answers a command that was not answered before. */
  judge: (verb: string) => TracciaProblem | 'recorded' = () => 'recorded';
  view: Partial<CycleView> = { parentPlans: {}, programmes: {}, meetings: {}, needs: {} };

  perform(
    cycleId: string,
    verb: string,
    _body: object,
    { commandId = '' }: PerformOptions = {},
  ): Promise<Performed> {
    this.commandIds.push(commandId);
    const before = this.answers.get(commandId);
    const answer = before ?? this.judge(verb);
    this.answers.set(commandId, answer);
    if (answer !== 'recorded') return Promise.reject(answer);
    const facts = [{}] as unknown as Performed['facts']; // only their number matters here
    return Promise.resolve({ cycleId, facts, revision: 0, position: 0, repeated: !!before });
  }

  cycle(): Promise<CycleView> {
    return Promise.resolve(this.view as CycleView);
  }

  registerView: RegisterView = {
    coDesignRows: {},
    fundedProjects: {},
    documents: {},
    questions: {},
  };

  register(): Promise<RegisterView> {
    return Promise.resolve(this.registerView);
  }
}

const refusal = (code: string): TracciaProblem =>
  new TracciaProblem(409, { code, rule: code, it: { detail: 'No.' } });

describe('an import', () => {
  const cycleId = 'livornese-poa-annuale-2024';

  it('records every step once', async () => {
    const server = new RememberingServer();
    expect(await runImport(server, cycleId, livornoProgramme)).toEqual({
      facts: steps,
      questions: 58,
      alreadyThere: 0,
    });
  });

  it('done twice repeats the same command ids and changes nothing', async () => {
    const server = new RememberingServer();
    await runImport(server, cycleId, livornoProgramme);
    const first = server.commandIds.splice(0);
    expect(await runImport(server, cycleId, livornoProgramme)).toEqual({
      facts: 0,
      questions: 0,
      alreadyThere: steps,
    });
    expect(server.commandIds).toEqual(first);
    expect(new Set(first).size).toBe(steps);
  });

  it('into another cycle, or of other data, has other command ids', async () => {
    const server = new RememberingServer();
    await runImport(server, cycleId, livornoProgramme);
    await runImport(server, 'livornese-poa-annuale-2025', livornoProgramme);
    await runImport(server, cycleId, { ...livornoProgramme, title: 'POA' });
    expect(new Set(server.commandIds).size).toBe(3 * steps);
  });

  it('passes over a step whose facts are there, whoever brought them', async () => {
    const server = new RememberingServer();
    server.judge = (verb) => (verb === 'draft-cycle' ? refusal('cycle-exists') : 'recorded');
    expect(await runImport(server, cycleId, livornoProgramme)).toMatchObject({
      facts: steps - 1,
      alreadyThere: 1,
    });
  });

  it('asks anew, under another id, what was refused to it before', async () => {
    const server = new RememberingServer();
    server.judge = () => refusal('not-allowed');
    server.cycle = () => Promise.reject(new TracciaProblem(404, { code: 'cycle-not-found' }));
    await expect(runImport(server, cycleId, livornoProgramme)).rejects.toThrow('No.');
    server.judge = () => 'recorded';
    expect(await runImport(server, cycleId, livornoProgramme)).toMatchObject({ facts: steps });
  });

  it('stops at a step that is refused, with its sentence', async () => {
    const server = new RememberingServer();
    server.judge = (verb) => (verb === 'import-tree' ? refusal('not-now') : 'recorded');
    await expect(runImport(server, cycleId, livornoProgramme)).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  it('does not repeat a step that failed without a refusal', async () => {
    const server = new RememberingServer();
    server.judge = () => new TracciaProblem(503, { code: 'store-unavailable' });
    await expect(runImport(server, cycleId, livornoProgramme)).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(server.commandIds).toHaveLength(1);
  });
});

describe('an import of a register', () => {
  const registerId = 'livornese-registro-di-zona';

  it('done twice repeats the same command ids and changes nothing', async () => {
    const server = new RememberingServer();
    const { facts } = await runRegisterImport(server, registerId, livornoRegister);
    const first = server.commandIds.splice(0);
    expect(await runRegisterImport(server, registerId, livornoRegister)).toEqual({
      facts: 0,
      questions: 0,
      alreadyThere: facts,
    });
    expect(server.commandIds).toEqual(first);
  });

  it('passes over what is there, whoever brought it', async () => {
    const server = new RememberingServer();
    server.judge = (verb) =>
      ['open-zone-register', 'add-funded-project'].includes(verb)
        ? refusal('id-taken')
        : 'recorded';
    server.registerView = {
      ...server.registerView,
      fundedProjects: Object.fromEntries(
        livornoRegister.funded_projects.map(({ id }) => [id, {} as never]),
      ),
    };
    expect(await runRegisterImport(server, registerId, livornoRegister)).toMatchObject({
      alreadyThere: 4,
    });
  });

  it('stops at a step that is refused and whose facts are not there', async () => {
    const server = new RememberingServer();
    server.judge = (verb) =>
      verb === 'import-co-design-rows' ? refusal('period-unreadable') : 'recorded';
    await expect(runRegisterImport(server, registerId, livornoRegister)).rejects.toMatchObject({
      code: 'period-unreadable',
    });
  });
});
