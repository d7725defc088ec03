/** What a person reads: what happened, and what to do about it. */
export interface ProblemText {
  readonly title: string;
  readonly detail: string;
}

export interface ProblemDescription {
  /** Stable kebab-case name, documented in docs/errors.md. */
  readonly code: string;
  readonly status: number;
  readonly it: ProblemText;
  readonly en: ProblemText;
  /** Further members of the document (RFC 9457, section 3.2), such as the reasons or the fresh state. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Headers that belong to this answer, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to a request that could not be done. Throw it anywhere below the problem filter. */
export class Problem extends Error implements ProblemDescription {
  override readonly name = 'Problem';
  readonly code: string;
  readonly status: number;
  readonly it: ProblemText;
  readonly en: ProblemText;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  /** @param options.cause what went wrong underneath, for the log only */
  constructor(description: ProblemDescription, options?: ErrorOptions) {
    super(`${description.code}: ${description.en.title}`, options);
    this.code = description.code;
    this.status = description.status;
    this.it = description.it;
    this.en = description.en;
    this.extensions = description.extensions ?? {};
    this.headers = description.headers ?? {};
  }
}

export interface ProblemResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A problem as it goes over the wire: RFC 9457, with the words in both languages beside the chosen one.
 * @param requestId what the caller can quote and the log knows
 */
export function problemResponse(
  problem: Problem,
  requestId: string,
  acceptLanguage?: string,
): ProblemResponse {
  const language = preferredLanguage(acceptLanguage);
  const { code, status, it, en } = problem;
  return {
    status,
    headers: {
      ...problem.headers,
      'content-type': 'application/problem+json',
      'content-language': language,
      vary: 'accept-language',
    },
    body: JSON.stringify({
      ...problem.extensions,
      type: `/problems/${code}`,
      title: problem[language].title,
      status,
      detail: problem[language].detail,
      instance: `urn:uuid:${requestId}`,
      code,
      it,
      en,
    }),
  };
}

/** Italian, unless the caller prefers English (RFC 9110, section 12.5.4). */
export function preferredLanguage(acceptLanguage = ''): 'it' | 'en' {
  const weights = { it: 0, en: 0 };
  for (const range of acceptLanguage.toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    const language = tag.split('-')[0];
    if (language === 'it' || language === 'en') {
      weights[language] = Math.max(weights[language], Number(weight) || 0);
    }
  }
  return weights.en > weights.it ? 'en' : 'it';
}
