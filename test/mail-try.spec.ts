import { SmtpChannel } from '#notifications';
import { MailServer, type MailFault } from '../libs/notifications/src/email/mail-server.fixture.js';
import { CommandFailed } from '../apps/cli/src/failure.js';
import { RememberedTerminal } from '../apps/cli/src/terminal.fixture.js';
import { mailCommand } from '../apps/cli/src/mail/mail.command.js';

const TO = 'prova@ente.example';

/** With a real mail server: what is tried is what the server of the office would do. */
describe('traccia mail try', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.start();
  });
  afterAll(() => server.stop());

  const tried = async (...options: readonly string[]): Promise<readonly string[]> => {
    const terminal = new RememberedTerminal();
    const open = () => new SmtpChannel('email', server.settings);
    const given = ['--smtp', 'smtp://localhost', '--from', 'traccia@ente.example', ...options];
    await mailCommand(terminal, open).parseAsync(['try', '--to', TO, ...given], { from: 'user' });
    return terminal.printed;
  };

  it('sends one mail, and says that the relay has it', async () => {
    expect((await tried()).join('\n')).toMatch(/ha preso la mail per prova@ente\.example/u);
    expect(server.arrived.map(({ to }) => to)).toEqual([[TO]]);
    expect(server.arrived[0]?.raw).toContain('Prova di Traccia');
  });

  it.each<[fault: MailFault, told: RegExp]>([
    ['refused', /\(unreachable\): .*controlla TRACCIA_SMTP/u],
    ['bad-certificate', /\(tls-failed\): il certificato non è creduto/u],
    ['login-535', /\(login-failed\): utente o password/u],
    ['data-554', /\(554.*\): il relay non accetta questo destinatario/u],
    ['greylist-451', /\(451.*\): il relay non la prende adesso/u],
  ])('says in Italian what is wrong: %s', async (fault, told) => {
    await server.suffer(fault);
    const failure = await tried().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommandFailed);
    expect((failure as CommandFailed).message).toMatch(told);
    await server.suffer('none');
  });

  it('says which setting cannot be used, and repeats no password', async () => {
    const failure = await tried('--smtp', 'smtps://a:segreta@b.example').catch(
      (error: unknown) => error as Error,
    );
    expect(String(failure)).toMatch(/TRACCIA_SMTP: la password va in un file/u);
    expect(String(failure)).not.toContain('segreta');
    await expect(tried('--password-file', '/nowhere')).rejects.toThrow(/non si legge/u);
    await expect(tried('--from', 'niente')).rejects.toThrow(/TRACCIA_MAIL_FROM/u);
  });
});
