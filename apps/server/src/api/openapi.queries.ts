/** A query of the API as its description lists it. A test holds this list against the routes. */
export interface DescribedQuery {
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly object[];
  /** Needs no token. */
  readonly open?: true;
  readonly answer?: object;
}

const query = (name: string, schema: object): object => ({
  name,
  in: 'query',
  required: false,
  schema,
});
const integer = (minimum: number, maximum?: number): object => ({
  type: 'integer',
  minimum,
  ...(maximum !== undefined && { maximum }),
});
const text = { type: 'string' };

const after = query('after', integer(0));
const page = [query('limit', integer(1, 200)), query('cursor', text), after];
const point = [query('revision', integer(0)), query('at', { type: 'string', format: 'date-time' })];
const list = {
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: { type: 'object' } }, next: { type: 'string' } },
};

/** Every query, in the order of the documentation. */
export const queries: readonly DescribedQuery[] = [
  {
    path: '/api/v1/cycles',
    summary: 'I cicli della propria zona / the cycles of one’s zone',
    parameters: page,
    answer: list,
  },
  {
    path: '/api/v1/cycles/{cycleId}',
    summary: 'Un ciclo, ora o in un momento passato / a cycle, now or in the past',
    parameters: point,
  },
  {
    path: '/api/v1/cycles/{cycleId}/actions',
    summary: 'Che cosa si può fare ora, e perché no / what can be done now, and why not',
    parameters: [
      query('kind', { enum: ['scheda', 'meeting', 'contribution', 'deadline', 'question'] }),
      query('id', text),
    ],
    answer: list,
  },
  {
    path: '/api/v1/cycles/{cycleId}/contributions',
    summary:
      'I contributi e le risposte; chi ne ha presentati vede i propri / contributions and answers; who handed some in sees their own',
    parameters: [],
    answer: list,
  },
  {
    path: '/api/v1/cycles/{cycleId}/facts',
    summary: 'I fatti del ciclo, in ordine / the facts of the cycle, in order',
    parameters: [query('from', integer(0)), query('limit', integer(1, 500))],
    answer: list,
  },
  {
    path: '/api/v1/cycles/{cycleId}/replay',
    summary:
      'Rigioca la storia da zero e la confronta / replays the history from zero and compares',
    parameters: [],
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede',
    summary: 'Le schede, con filtri / the schede, with filters',
    parameters: [
      ...page,
      query('state', text),
      query('unitId', text),
      query('programmeId', text),
      query('text', text),
    ],
    answer: list,
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}',
    summary: 'Una scheda, ora o in un momento passato / a scheda, now or in the past',
    parameters: point,
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}/facts',
    summary: 'La storia di una scheda / the history of a scheda',
    parameters: [],
    answer: list,
  },
  {
    path: '/api/v1/cycles/{cycleId}/progress',
    summary: 'Le schede per stato e per unità / the schede by state and by unit',
    parameters: [after],
  },
  {
    path: '/api/v1/cycles/{cycleId}/coverage',
    summary: 'Matrice categorie per incontri / matrix of categories by meetings',
    parameters: [after],
  },
  {
    path: '/api/v1/cycles/{cycleId}/questions',
    summary: 'Le domande aperte e risposte / the open and answered questions',
    parameters: [...page, query('state', { enum: ['open', 'answered'] }), query('subject', text)],
    answer: list,
  },
  {
    path: '/api/v1/worklist',
    summary: 'Che cosa mi aspetta / what awaits me',
    parameters: page,
    answer: list,
  },
  {
    path: '/api/v1/refusals',
    summary: 'I no, con regola e legge / the refusals, with rule and law',
    parameters: [...page, query('code', text), query('verb', text), query('personId', text)],
    answer: list,
  },
  {
    path: '/api/v1/definitions',
    summary: 'Le definizioni installate / the installed definitions',
    parameters: [],
    answer: list,
  },
  {
    path: '/api/v1/definitions/{id}/{version}',
    summary: 'Una definizione, con i suoi diagrammi / a definition with its diagrams',
    parameters: [],
  },
  {
    path: '/api/v1/policy',
    summary: 'Chi può che cosa / who may do what',
    parameters: [],
  },
  {
    path: '/api/v1/openapi.json',
    summary: 'Questa descrizione / this description',
    parameters: [],
    open: true,
  },
  {
    path: '/health/live',
    summary: 'Il processo è vivo / the process is alive',
    parameters: [],
    open: true,
  },
  {
    path: '/health/ready',
    summary: 'Il servizio può lavorare / the service can work',
    parameters: [],
    open: true,
  },
];
