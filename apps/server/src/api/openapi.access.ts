import { roles } from '#people';
import * as requests from '../access/requests.js';
import {
  anyObject,
  bothLanguages,
  closed,
  day,
  flag,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  wholeList,
  type JsonSchema,
} from './schema.js';

/** The classes of what people send to sign in and to look after their access. */
export const accessRequests: readonly (new () => object)[] = Object.values(requests);

const role = oneOf(Object.keys(roles));

/** How sign-in, sessions and accounts are answered. */
export const accessSchemas: Readonly<Record<string, JsonSchema>> = {
  WayIn: closed({ issuerId: text, name: bothLanguages }),
  Challenge: closed({
    step: { ...text, description: 'Ties the answer to this question. Secret.' },
    options: { ...anyObject, description: 'For navigator.credentials (Web Authentication, 5.1).' },
  }),
  MayActAs: closed({ zone: text, role }, { unitId: text, unitName: text }),
  MayActFor: closed({
    ...{ delegationId: text, personId: text, role, unitId: orNull(text), until: day },
  }),
  OwnSession: closed({
    ...{ id: text, isThis: flag, zone: text, role, unitId: orNull(text), method: text },
    ...{ browser: text, network: text, beganAt: instant, lastSeenAt: instant, endsAt: instant },
  }),
  Self: closed({
    ...{ personId: text, zone: text, role, unitId: orNull(text), method: text },
    ...{
      provedAt: orNull(instant),
      session: orNull(ref('OwnSession')),
      idleEndsAt: orNull(instant),
      idleEndsInSeconds: orNull(integer(0)),
    },
    mayActAs: listOf(ref('MayActAs')),
    mayActFor: listOf(ref('MayActFor')),
    banner: orNull(bothLanguages),
  }),
  Enrolment: closed({
    ...{ step: text, personId: text, login: text },
    app: closed({ uri: text, typed: text }),
  }),
  Welcomed: closed({ self: ref('Self'), recoveryCodes: listOf(text) }),
  Passkey: closed({ id: text, name: text, createdAt: instant, lastUsedAt: orNull(instant) }),
  Account: closed({
    ...{ personId: text, login: text, isEnabled: flag, hasPassword: flag },
    ...{ passkeys: integer(0), sessions: integer(0), createdAt: instant },
  }),
  Recovery: closed({
    ...{ id: text, personId: text, lost: oneOf(['password', 'everything']) },
    ...{ requestedBy: text, endsAt: instant },
  }),
  CalendarFeed: closed(
    { issuedAt: orNull(instant), note: bothLanguages },
    { address: { ...text, description: 'Shown once. Secret.' } },
  ),
  Changed: closed({ changed: { const: true } }),
  Ended: closed({ ended: integer(0) }),
  Code: closed({ code: { ...text, description: 'Shown once. Secret.' } }),
};

type Method = 'get' | 'post' | 'delete';

interface DescribedRoute {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly answer: JsonSchema;
  readonly body?: string;
  /** Needs neither token nor session. */
  readonly open?: true;
}

const signIn = '/api/v1/sign-in';
const session = '/api/v1/session';
const accounts = '/api/v1/accounts';
const calendarFeed = '/api/v1/calendar-feed';
const changed = ref('Changed');
const ended = ref('Ended');

const route = (
  method: Method,
  path: string,
  summary: string,
  answer: JsonSchema,
  body?: string,
): DescribedRoute => ({ method, path, summary, answer, ...(body !== undefined && { body }) });

const open = (...described: Parameters<typeof route>): DescribedRoute => ({
  ...route(...described),
  open: true,
});

const routes: readonly DescribedRoute[] = [
  open(
    ...(['get', signIn, 'I modi di accedere / the ways to sign in'] as const),
    closed({
      ...{ password: flag, passkey: flag, providers: listOf(ref('WayIn')), isFirstStart: flag },
    }),
  ),
  open(
    ...(['post', signIn, 'Accedi: la password / sign in: the password'] as const),
    closed({ step: text, until: instant }),
    'SignIn',
  ),
  open(
    ...(['post', `${signIn}/second-factor`, 'Accedi: il codice / sign in: the code'] as const),
    ref('Self'),
    'SecondFactor',
  ),
  open(
    'post',
    `${signIn}/passkey/options`,
    'Chiedi di accedere con una passkey / ask to sign in with a passkey',
    ref('Challenge'),
  ),
  open(
    'post',
    `${signIn}/passkey`,
    'Accedi con una passkey / sign in with a passkey',
    ref('Self'),
    'PasskeyAnswer',
  ),
  open(
    'post',
    `${signIn}/invitation`,
    'Apri un invito / open an invitation',
    ref('Enrolment'),
    'OpenInvitation',
  ),
  open(
    'post',
    `${signIn}/invitation/password`,
    'Crea l’account con password e app / make the account with password and app',
    ref('Welcomed'),
    'EnrolWithPassword',
  ),
  open(
    'post',
    `${signIn}/invitation/passkey/options`,
    'Chiedi di creare l’account con una passkey / ask to make the account with a passkey',
    ref('Challenge'),
    'Step',
  ),
  open(
    'post',
    `${signIn}/invitation/passkey`,
    'Crea l’account con una passkey / make the account with a passkey',
    ref('Welcomed'),
    'EnrolWithPasskey',
  ),
  open(
    'post',
    `${signIn}/recovery`,
    'Scegli una nuova password con il codice di due amministratori / choose a new password with the code of two administrators',
    changed,
    'ResetPassword',
  ),
  open(
    'post',
    `${signIn}/first-administrator`,
    'Apri il codice del primo avvio / open the code of the first start',
    ref('Enrolment'),
    'OpenFirstInvitation',
  ),
  open(
    'post',
    `${signIn}/first-administrator/password`,
    'Crea il primo amministratore / make the first administrator',
    ref('Welcomed'),
    'EnrolFirst',
  ),
  open(
    'post',
    `${signIn}/emergency`,
    'Apri l’accesso di emergenza / open the emergency access',
    ref('Self'),
    'OpenEmergency',
  ),
  route('get', session, 'Chi sono qui / who I am here', ref('Self')),
  route('delete', session, 'Esci / sign out', closed({ alsoAt: orNull(text) })),
  route(
    'post',
    `${session}/role`,
    'Agisci in un altro dei tuoi ruoli / act in another of your roles',
    ref('Self'),
    'SwitchRole',
  ),
  route('get', '/api/v1/sessions', 'Le mie sessioni / my sessions', wholeList(ref('OwnSession'))),
  route(
    'delete',
    '/api/v1/sessions',
    'Chiudi le altre mie sessioni / end my other sessions',
    ended,
  ),
  route(
    'delete',
    '/api/v1/sessions/{sessionId}',
    'Chiudi una mia sessione / end a session of mine',
    ended,
  ),
  route(
    'post',
    `${session}/proof`,
    'Conferma che sei tu / confirm that it is you',
    ref('Self'),
    'ProveAgain',
  ),
  route(
    'post',
    `${session}/proof/passkey/options`,
    'Chiedi di confermare con una passkey / ask to confirm with a passkey',
    ref('Challenge'),
  ),
  route(
    'post',
    `${session}/proof/passkey`,
    'Conferma con una passkey / confirm with a passkey',
    ref('Self'),
    'PasskeyAnswer',
  ),
  route(
    'post',
    `${session}/password`,
    'Cambia la password / change the password',
    changed,
    'ChangePassword',
  ),
  route(
    ...([
      'get',
      `${session}/proofs`,
      'Con che cosa dimostro chi sono / what proves who I am',
    ] as const),
    closed({
      ...{ hasPassword: flag, hasApp: flag, recoveryCodesLeft: integer(0) },
      passkeys: listOf(ref('Passkey')),
    }),
  ),
  route(
    'post',
    `${session}/app/options`,
    'Chiedi di cambiare app / ask to change the app',
    closed({ step: text, uri: text, typed: text }),
  ),
  route('post', `${session}/app`, 'Cambia app / change the app', changed, 'SecondFactor'),
  route(
    'post',
    `${session}/recovery-codes`,
    'Dieci nuovi codici di recupero / ten new recovery codes',
    closed({ recoveryCodes: listOf(text) }),
  ),
  route(
    'post',
    `${session}/passkeys/options`,
    'Chiedi di aggiungere una passkey / ask to add a passkey',
    ref('Challenge'),
  ),
  route(
    'post',
    `${session}/passkeys`,
    'Aggiungi una passkey / add a passkey',
    wholeList(ref('Passkey')),
    'NamePasskey',
  ),
  route(
    'delete',
    `${session}/passkeys/{passkeyId}`,
    'Togli una passkey / remove a passkey',
    closed({ removed: { const: true } }),
  ),
  route(
    'get',
    calendarFeed,
    'Se ho un indirizzo segreto del mio calendario / whether I have a secret address of my calendar',
    ref('CalendarFeed'),
  ),
  route(
    'post',
    calendarFeed,
    'Un nuovo indirizzo segreto del mio calendario / a new secret address of my calendar',
    ref('CalendarFeed'),
  ),
  route(
    'delete',
    calendarFeed,
    'Ritira l’indirizzo del mio calendario / take the address of my calendar back',
    ref('CalendarFeed'),
  ),
  route('get', accounts, 'Gli account / the accounts', wholeList(ref('Account'))),
  route(
    'post',
    `${accounts}/invitations`,
    'Invita una persona / invite a person',
    ref('Code'),
    'Invite',
  ),
  route(
    'post',
    `${accounts}/{personId}/disable`,
    'Sospendi un account / disable an account',
    changed,
  ),
  route(
    'post',
    `${accounts}/{personId}/enable`,
    'Riattiva un account / enable an account',
    changed,
  ),
  route(
    'post',
    `${accounts}/{personId}/recovery`,
    'Chiedi il recupero di un account / ask to recover an account',
    ref('Recovery'),
    'RequestRecovery',
  ),
  route(
    'delete',
    `${accounts}/{personId}/sessions`,
    'Chiudi le sessioni di una persona / end the sessions of a person',
    ended,
  ),
  route(
    'delete',
    `${accounts}/sessions`,
    'Chiudi le sessioni di tutti / end the sessions of everybody',
    ended,
  ),
  route(
    'get',
    '/api/v1/recoveries',
    'I recuperi da approvare / the recoveries to approve',
    wholeList(ref('Recovery')),
  ),
  route(
    'post',
    '/api/v1/recoveries/{id}/approve',
    'Approva un recupero / approve a recovery',
    ref('Code'),
  ),
  route('delete', '/api/v1/recoveries/{id}', 'Ritira un recupero / withdraw a recovery', changed),
  route(
    ...([
      'post',
      '/api/v1/emergency-codes',
      'Prepara l’accesso di emergenza / prepare the emergency access',
    ] as const),
    wholeList(closed({ holderId: text, code: text })),
    'PrepareEmergency',
  ),
  route(
    'delete',
    '/api/v1/emergency-codes',
    'Togli l’accesso di emergenza / take the emergency access away',
    changed,
  ),
  open(
    'get',
    '/accesso/oidc',
    'I fornitori di identità / the identity providers',
    closed({ providers: listOf(ref('WayIn')) }),
  ),
  open(
    'get',
    '/accesso/oidc/{issuerId}',
    'Vai dal fornitore di identità / go to the identity provider',
    {},
  ),
  open(
    'get',
    '/accesso/oidc/{issuerId}/ritorno',
    'Torna dal fornitore di identità / come back from the identity provider',
    {},
  ),
  route(
    'get',
    '/accesso/oidc/{issuerId}/conferma',
    'Conferma con il fornitore di identità / confirm with the identity provider',
    {},
  ),
  open(
    'post',
    '/accesso/oidc/{issuerId}/invito',
    'Vai dal fornitore con un invito / go to the provider with an invitation',
    closed({ redirectTo: text }),
  ),
  open(
    'post',
    '/accesso/oidc/{issuerId}/uscita',
    'Il fornitore chiude una sessione / the provider ends a session',
    ended,
  ),
];

const problem = { $ref: '#/components/responses/Problem' };

function operationOf({
  method,
  path,
  summary,
  answer,
  body,
  open: isOpen,
}: DescribedRoute): object {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: text },
  }));
  return {
    operationId: `${method} ${path}`,
    tags: ['access'],
    summary,
    ...(isOpen && { security: [] }),
    parameters,
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref(body) } },
      },
    }),
    responses: {
      200: { description: summary, content: { 'application/json': { schema: answer } } },
      ...{ 400: problem, ...(!isOpen && { 401: problem }), 403: problem, 404: problem },
      ...{ 409: problem, 415: problem, 422: problem, 429: problem, 503: problem },
    },
  };
}

/** The addresses of sign-in, sessions and accounts. A test holds this list against the routes. */
export const accessPaths: Readonly<Record<string, Readonly<Partial<Record<Method, object>>>>> =
  Object.fromEntries(
    [...new Set(routes.map(({ path }) => path))].map((path) => [
      path,
      Object.fromEntries(
        routes.filter((each) => each.path === path).map((each) => [each.method, operationOf(each)]),
      ),
    ]),
  );
