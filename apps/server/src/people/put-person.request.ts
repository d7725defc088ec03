import { IsOptional, MaxLength } from 'class-validator';
import { HasForm, IsText } from '#planning';

/** The longest address there is (RFC 5321, 4.5.3.1.3). */
const LONGEST_ADDRESS = 254;

const address = {
  pattern: /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\.]+(?:\.[^\s@<>"(),;:\\.]+)+$/,
  it: 'deve essere un indirizzo di posta, come ufficio@ente.example',
  en: 'must be a mail address, such as ufficio@ente.example',
};

/** The entry of a person in the directory, whole: what is not given is not known. */
export class PutPerson {
  @IsText(200)
  readonly name!: string;

  @IsOptional()
  @HasForm(address)
  @MaxLength(LONGEST_ADDRESS)
  readonly email?: string;

  /** Certified mail. */
  @IsOptional()
  @HasForm(address)
  @MaxLength(LONGEST_ADDRESS)
  readonly pec?: string;

  @IsOptional()
  @IsText(1_000)
  readonly note?: string;
}
