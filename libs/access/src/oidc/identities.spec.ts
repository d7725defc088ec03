import { OidcWorld, refusalOf } from './oidc-world.fixture.js';
import { LINK_INVITATION_MS, type Identities } from './identities.js';

const issuer = 'https://login.example';
const one = { issuer, subject: 'subject-1' };
const another = { issuer, subject: 'subject-2' };

let world: OidcWorld;
let identities: Identities;

beforeEach(() => {
  world = new OidcWorld([]);
  identities = world.oidc.identities;
});

afterEach(() => {
  world.close();
});

describe('An invitation', () => {
  it('links an identity to a person, which is then known without it', async () => {
    const invitation = identities.invitationOf(identities.invite('operatore-1'));
    expect(await identities.recognise(one, { invitation })).toMatchObject({
      personId: 'operatore-1',
    });
    expect(await identities.recognise(one)).toMatchObject({ personId: 'operatore-1' });
    expect(await identities.find(one)).toMatchObject({ personId: 'operatore-1' });
  });

  it('is read as people copy it', () => {
    const code = identities.invite('operatore-1');
    expect(code).toMatch(/^[0-9a-f]{4}(?:-[0-9a-f]{4}){7}$/u);
    const copied = ` ${code.toUpperCase().replaceAll('-', ' ')}\n`;
    expect(identities.invitationOf(copied)).toEqual(identities.invitationOf(code));
  });

  it('works once', async () => {
    const invitation = identities.invitationOf(identities.invite('operatore-1'));
    await identities.recognise(one, { invitation });
    const again = identities.recognise(another, { invitation });
    expect(await refusalOf(again)).toBe('oidc-invitation-invalid');
    expect(await identities.find(another)).toBeUndefined();
  });

  it('works for one of two who use it at once', async () => {
    const invitation = identities.invitationOf(identities.invite('operatore-1'));
    const both = await Promise.allSettled(
      [one, another].map((who) => identities.recognise(who, { invitation })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(identities.list('operatore-1')).toHaveLength(1);
  });

  it('works for 24 hours, and not a millisecond longer', async () => {
    const code = identities.invite('operatore-1');
    const invitation = identities.invitationOf(code);
    world.aheadMs = LINK_INVITATION_MS;
    expect(() => identities.invitationOf(code)).toThrow(/invitation code/u);
    const late = identities.recognise(one, { invitation });
    expect(await refusalOf(late)).toBe('oidc-invitation-invalid');
  });

  it('does not turn somebody we know into another person, and is not used up by it', async () => {
    const first = identities.invitationOf(identities.invite('operatore-1'));
    await identities.recognise(one, { invitation: first });
    const invitation = identities.invitationOf(identities.invite('operatore-2'));
    const taken = identities.recognise(one, { invitation });
    expect(await refusalOf(taken)).toBe('oidc-identity-taken');
    expect(await identities.recognise(another, { invitation })).toMatchObject({
      personId: 'operatore-2',
    });
  });

  it('is void once there is a newer one for the same person', () => {
    const first = identities.invite('operatore-1');
    const second = identities.invite('operatore-1');
    expect(() => identities.invitationOf(first)).toThrow(/invitation code/u);
    expect(identities.invitationOf(second)).toBeDefined();
  });

  it.each(['', 'INVENTED', '0000-0000-0000-0000-0000-0000-0000-0000'])('is not %j', (code) => {
    identities.invite('operatore-1');
    expect(() => identities.invitationOf(code)).toThrow(/invitation code/u);
  });
});

describe('An expected claim', () => {
  const claim = { name: 'fiscalNumber', value: 'aaabbb80a01e625x' };

  it('links whoever has it, as SPID writes it or as on the card', async () => {
    await identities.expectClaim(issuer, claim, 'operatore-1');
    const shown = { ...claim, value: ' TINIT-AAABBB80A01E625X ' };
    expect(await identities.recognise(one, { claim: shown })).toMatchObject({
      personId: 'operatore-1',
    });
    expect(await identities.recognise(one)).toMatchObject({ personId: 'operatore-1' });
  });

  it.each([
    ['with another value', { claim: { ...claim, value: 'AAABBB80A01E625Y' } }],
    ['under another name', { claim: { ...claim, name: 'email' } }],
    ['that is not there', {}],
  ])('links nobody %s', async (_, introduction) => {
    await identities.expectClaim(issuer, claim, 'operatore-1');
    const who = identities.recognise(one, introduction);
    expect(await refusalOf(who)).toBe('oidc-identity-unknown');
    expect(identities.list('operatore-1')).toEqual([]);
  });

  it('links nobody when another provider says so', async () => {
    await identities.expectClaim(issuer, claim, 'operatore-1');
    const elsewhere = { issuer: 'https://other.example', subject: 'subject-1' };
    const who = identities.recognise(elsewhere, { claim });
    expect(await refusalOf(who)).toBe('oidc-identity-unknown');
  });

  it('does not turn somebody we know into another person', async () => {
    const invitation = identities.invitationOf(identities.invite('operatore-1'));
    await identities.recognise(one, { invitation });
    await identities.expectClaim(issuer, claim, 'operatore-2');
    expect(await identities.recognise(one, { claim })).toMatchObject({ personId: 'operatore-1' });
  });
});

describe('An identity', () => {
  it('is a pair: the same subject of another issuer is somebody else', async () => {
    const invitation = identities.invitationOf(identities.invite('operatore-1'));
    await identities.recognise(one, { invitation });
    expect(await identities.find({ ...one, issuer: 'https://other.example' })).toBeUndefined();
    expect(await identities.find({ issuer: `${issuer}subject`, subject: '-1' })).toBeUndefined();
  });

  it('can be taken from a person, and a person forgotten altogether', async () => {
    const invitation = identities.invitationOf(identities.invite('operatore-1'));
    await identities.recognise(one, { invitation });
    const [link] = identities.list('operatore-1');
    expect(identities.unlink(link?.number ?? 0)).toBe(true);
    expect(identities.unlink(link?.number ?? 0)).toBe(false);
    expect(await identities.find(one)).toBeUndefined();

    const code = identities.invite('operatore-1');
    await identities.expectClaim(issuer, { name: 'fiscalNumber', value: 'X' }, 'operatore-1');
    identities.invite('operatore-2');
    identities.forget('operatore-1');
    expect(() => identities.invitationOf(code)).toThrow();
    expect(JSON.stringify(world.rows())).not.toContain('operatore-1');
    expect(JSON.stringify(world.rows())).toContain('operatore-2');
  });

  it('is kept as a hash that differs from one installation to the next', async () => {
    const elsewhere = new OidcWorld([]);
    try {
      const [here, there] = await Promise.all([
        identities.subjectHash(one),
        elsewhere.oidc.identities.subjectHash(one),
      ]);
      expect(Buffer.from(here).equals(there)).toBe(false);
      expect(await world.another([]).identities.subjectHash(one)).toEqual(here);
    } finally {
      elsewhere.close();
    }
  });
});
