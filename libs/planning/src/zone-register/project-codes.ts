import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { IsText } from '../command/fields.js';
import { nested } from '../command/requests.js';

/** The codes by which public money and works are known, as they are written, right or wrong. */
export interface ProjectCodes {
  /** Codice unico di progetto (L. 3/2003 art. 11). */
  readonly cup: readonly string[];
  /** Codice identificativo di gara, the short ones too. */
  readonly cig: readonly string[];
  /** Codice locale di progetto; its form is left to whoever gives it. */
  readonly clp: readonly string[];
}

/** Codes inside a request. */
export class ProjectCodesRequest {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsText(60, true)
  readonly cup?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsText(60, true)
  readonly cig?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsText(60, true)
  readonly clp?: string[];
}

/** Codes inside a request, themselves checked as texts: a wrong form is a question, never a refusal. */
export const IsProjectCodes = (): PropertyDecorator => nested(ProjectCodesRequest);

/** The codes of a request as a fact keeps them. */
export function codesOf(request: ProjectCodesRequest | undefined): ProjectCodes {
  const { cup = [], cig = [], clp = [] } = request ?? {};
  return { cup, cig, clp };
}

const forms = {
  cup: { form: /^[A-Z0-9]{15}$/i, characters: 15 },
  cig: { form: /^[A-Z0-9]{10}$/i, characters: 10 },
} as const;

/** A code that has not the form it should have. */
export interface Malformed {
  readonly kind: 'CUP' | 'CIG';
  readonly code: string;
  /** How many letters and digits it should have. */
  readonly characters: number;
}

/** The codes of a wrong form. They are kept as they stand: somebody has to look. */
export function malformed({ cup, cig }: Pick<ProjectCodes, 'cup' | 'cig'>): readonly Malformed[] {
  const wrong = (kind: 'cup' | 'cig', codes: readonly string[]): readonly Malformed[] =>
    codes
      .filter((code) => !forms[kind].form.test(code))
      .map((code) => ({
        kind: kind === 'cup' ? 'CUP' : 'CIG',
        code,
        characters: forms[kind].characters,
      }));
  return [...wrong('cup', cup), ...wrong('cig', cig)];
}
