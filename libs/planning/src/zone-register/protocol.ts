import { IsInt, Max, Min } from 'class-validator';
import type { Refusal } from '#workflow';
import { IsDay, IsText } from '../command/fields.js';
import { HasForm, type Form } from '../command/forms.js';
import { refuse } from '../command/refuse.js';
import { nested } from '../command/requests.js';

/**
 * Under which number a document was protocolled elsewhere: the number has at least seven digits and begins
 * anew each calendar year (DPR 445/2000 art. 53 and 57). We keep the reference; the register is the office's.
 */
export interface Protocol {
  readonly register: string;
  readonly number: string;
  readonly year: number;
  readonly date: string;
}

const protocolNumber: Form = {
  pattern: /^\d{7,12}$/,
  it: 'deve avere da 7 a 12 cifre, zeri iniziali compresi, come 0012345',
  en: 'must have 7 to 12 digits, leading zeros included, such as 0012345',
};

/** A protocol reference inside a request. */
export class ProtocolRequest {
  /** Whose protocol register: `Comune di Livorno`. */
  @IsText(200)
  readonly register!: string;

  @HasForm(protocolNumber)
  readonly number!: string;

  @IsInt()
  @Min(1990)
  @Max(2100)
  readonly year!: number;

  @IsDay()
  readonly date!: string;
}

/** A protocol reference inside a request, itself checked. */
export const IsProtocol = (): PropertyDecorator => nested(ProtocolRequest);

/** The protocol of a request as a fact keeps it. */
export const protocolOf = ({ register, number, year, date }: ProtocolRequest): Protocol => ({
  register,
  number,
  year,
  date,
});

/**
 * A number of one year with a date of another is a slip, and so is one of a day to come.
 * @param today absent where an older record is put right: its day is compared with its year alone
 */
export function protocolFault(protocol: Protocol | undefined, today?: string): Refusal | undefined {
  if (!protocol) return undefined;
  if (today !== undefined && protocol.date > today) {
    return refuse('not-yet-happened', { date: protocol.date });
  }
  if (protocol.date.startsWith(`${protocol.year}-`)) return undefined;
  const { number, year, date } = protocol;
  return refuse('protocol-year-wrong', { number, year, date });
}
