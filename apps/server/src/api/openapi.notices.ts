import { channelNames, deliveryStates } from '#notifications';
import { operations, readings } from '#planning';
import { ChoosePreferences } from '../notifications/choose-preferences.request.js';
import {
  bothLanguages,
  closed,
  day,
  flag,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  pageOf,
  ref,
  text,
  uuid,
  wholeList,
  type JsonSchema,
} from './schema.js';

/** The class of what is chosen of notices. */
export const noticeRequests: readonly (new () => object)[] = [ChoosePreferences];

const about = closed({ kind: text, id: text });
const channel = oneOf(channelNames);
const cause = closed({ eventId: uuid, type: text, position: integer(1), recordedAt: instant });
const notice = {
  ...{ noticeId: uuid, ruleId: text, title: bothLanguages, within: text, cycleId: text, about },
  ...{ threadId: uuid, isMuted: flag, cause, shownAt: instant, readAt: orNull(instant) },
  ...{ asksToAcknowledge: flag, acknowledgedAt: orNull(instant), audience: text },
  ...{ why: bothLanguages, by: orNull(day) },
  link: { ...text, description: 'Where its mail leads, a path on this host.' },
};

/** How notices and their deliveries are answered. */
export const noticeSchemas: Readonly<Record<string, JsonSchema>> = {
  Notice: closed(notice),
  NoticeInFull: closed({ ...notice, deliveries: listOf(ref('Delivery')) }),
  NoticeThread: closed({
    ...{ threadId: uuid, cycleId: text, about, name: text, isMuted: flag },
    ...{ notices: integer(1), unread: integer(0), latestAt: instant },
  }),
  Delivery: closed({
    ...{ noticeId: uuid, channel, state: oneOf([...deliveryStates, 'no-channel']) },
    attempts: integer(0),
    ...{ nextAt: orNull(instant), code: orNull(text), changedAt: instant },
    history: listOf(
      closed({
        ...{ type: text, at: instant, position: integer(1), attempt: orNull(integer(1)) },
        ...{ outcome: orNull(text), code: orNull(text), again: orNull(instant) },
      }),
    ),
  }),
  LoggedDelivery: closed({
    ...{ noticeId: uuid, recipientId: text, ruleId: text, cycleId: text, causeEventId: uuid },
    ...{ causeType: text, channel, state: oneOf([...deliveryStates, 'expired', 'no-channel']) },
    ...{ attempts: integer(0), nextAt: orNull(instant), code: orNull(text), changedAt: instant },
    isRead: flag,
  }),
  NoticePreferences: closed(
    {
      ...{ digest: flag, digestAt: text, language: oneOf(['it', 'en']) },
      rules: listOf(
        closed({
          ...{ ruleId: text, name: bothLanguages, digest: oneOf(['may', 'never', 'weekly']) },
          acknowledge: flag,
          channels: listOf(
            closed({ channel: oneOf(['inbox', 'email', 'pec']), isOn: flag, isLocked: flag }),
          ),
        }),
      ),
      refusedAddresses: listOf(closed({ channel, since: instant, code: text })),
    },
    { quiet: closed({ from: text, to: text }) },
  ),
  UnreadReturn: closed({
    ...{ noticeId: uuid, schedaId: text, scheda: text, recipientId: text, audience: text },
    returnedAt: instant,
  }),
};

const problem = { $ref: '#/components/responses/Problem' };
const query = (name: string, schema: object): object => ({
  ...{ name, in: 'query', required: false, schema },
});
const after = query('after', integer(0, Number.MAX_SAFE_INTEGER));
const page = [
  query('limit', integer(1, 200)),
  query('cursor', { type: 'string', pattern: '^[A-Za-z0-9_=-]{1,400}$' }),
  after,
];
const upTo = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength });

interface DescribedRoute {
  readonly id: string;
  readonly summary: string;
  /** Those whose role lets them; everybody, of what is their own, where nothing is said. */
  readonly may?: readonly string[];
  readonly parameters?: readonly object[];
  readonly request?: string;
  readonly answer: JsonSchema;
}

const operation = (
  path: string,
  { id, summary, may, parameters = [], request, answer }: DescribedRoute,
): object => ({
  operationId: id,
  tags: ['notices'],
  summary,
  ...(may && { description: `Ruoli / roles: ${may.join(', ')}` }),
  parameters: [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true, schema: text },
    })),
    ...parameters,
  ],
  ...(request !== undefined && {
    requestBody: { required: true, content: { 'application/json': { schema: ref(request) } } },
  }),
  responses: {
    200: { description: 'OK', content: { 'application/json': { schema: answer } } },
    ...{ 400: problem, 401: problem, 403: problem, 404: problem, 413: problem, 415: problem },
    ...{ 422: problem, 429: problem, 503: problem },
  },
});

const noted = closed({ position: integer(1) });
const routes: readonly (readonly ['get' | 'post' | 'put' | 'delete', string, DescribedRoute])[] = [
  [
    'get',
    '/api/v1/notices',
    {
      id: 'notices',
      summary: 'I miei avvisi / my notices',
      parameters: [
        ...page,
        query('state', oneOf(['unread', 'read', 'to-acknowledge'])),
        ...[query('ruleId', upTo(60)), query('cycleId', upTo(120)), query('threadId', upTo(60))],
      ],
      answer: pageOf(ref('Notice')),
    },
  ],
  [
    'get',
    '/api/v1/notices/unread',
    {
      id: 'unread-notices',
      summary: 'Quanti non ho letto / how many I have not read',
      parameters: [after],
      answer: closed({ unread: integer(0), toAcknowledge: integer(0) }),
    },
  ],
  [
    'get',
    '/api/v1/notices/threads',
    {
      id: 'notice-threads',
      summary: 'I miei avvisi, per ciò di cui parlano / my notices, by what they are about',
      parameters: page,
      answer: pageOf(ref('NoticeThread')),
    },
  ],
  [
    'get',
    '/api/v1/notices/{noticeId}',
    {
      id: 'notice',
      summary: 'Un mio avviso, perché e come è arrivato / a notice of mine, why and how it came',
      parameters: [after],
      answer: ref('NoticeInFull'),
    },
  ],
  [
    'post',
    '/api/v1/notices/{noticeId}/read',
    { id: 'read-notice', summary: 'L’ho letto / I have read it', answer: noted },
  ],
  [
    'post',
    '/api/v1/notices/{noticeId}/acknowledge',
    { id: 'acknowledge-notice', summary: 'Ne prendo atto / I acknowledge it', answer: noted },
  ],
  [
    'post',
    '/api/v1/notices/threads/{threadId}/mute',
    {
      id: 'mute-thread',
      summary: 'Di questo niente posta / no mail about this',
      answer: noted,
    },
  ],
  [
    'delete',
    '/api/v1/notices/threads/{threadId}/mute',
    {
      id: 'unmute-thread',
      summary: 'Di questo di nuovo la posta / mail about this again',
      answer: noted,
    },
  ],
  [
    'get',
    '/api/v1/notice-preferences',
    {
      id: 'notice-preferences',
      summary: 'Di che cosa mi si avvisa, e come / what I am told of, and how',
      parameters: [after],
      answer: ref('NoticePreferences'),
    },
  ],
  [
    'put',
    '/api/v1/notice-preferences',
    {
      id: 'choose-notice-preferences',
      summary: 'Scelgo di che cosa e come / I choose what and how',
      request: ChoosePreferences.name,
      answer: noted,
    },
  ],
  [
    'get',
    '/api/v1/deliveries',
    {
      id: 'deliveries',
      summary: 'Se gli avvisi sono arrivati / whether the notices have arrived',
      may: readings.deliveries,
      parameters: [
        ...page,
        query('state', oneOf([...deliveryStates, 'expired', 'no-channel'])),
        ...[query('channel', channel), query('recipientId', upTo(80))],
      ],
      answer: pageOf(ref('LoggedDelivery')),
    },
  ],
  [
    'get',
    '/api/v1/deliveries/{noticeId}/{channel}',
    {
      id: 'delivery',
      summary: 'La storia di una spedizione / the history of a delivery',
      may: readings.deliveries,
      parameters: [after],
      answer: ref('Delivery'),
    },
  ],
  [
    'post',
    '/api/v1/deliveries/{noticeId}/{channel}/resend',
    {
      id: 'resend-notice',
      summary: 'Rispedisci / send again',
      may: operations['resend-notices'],
      answer: closed({ asked: flag }, { position: integer(1) }),
    },
  ],
  [
    'get',
    '/api/v1/cycles/{cycleId}/reports/unread-returns',
    {
      id: 'unread-returns',
      summary:
        'Le schede restituite e non lette in tre giorni lavorativi / schede returned and not read within three working days',
      may: readings.reports,
      parameters: [after],
      answer: wholeList(ref('UnreadReturn')),
    },
  ],
];

/** The routes of notices. */
export const noticePaths: Readonly<Record<string, object>> = Object.fromEntries(
  [...Map.groupBy(routes, ([, path]) => path)].map(([path, ofPath]) => [
    path,
    Object.fromEntries(ofPath.map(([method, , route]) => [method, operation(path, route)])),
  ]),
);
