import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsISO8601,
  IsNotIn,
  IsString,
  IsUrl,
  Length,
} from 'class-validator';
import { forms, HasForm } from './forms.js';

/** What every object has, and therefore no id may be: `data.meetings['constructor']` is not a meeting. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

/** An id of a thing of the cycle: letters, digits, dots, hyphens and underscores, at most 63. */
export const IsId = (each = false): PropertyDecorator =>
  applyDecorators(HasForm(forms.id, each), IsNotIn(inherited, { each }));

/** A day of the calendar: `2024-02-20`. ISO 8601 also has weeks of ten characters, `2024-W08-2`. */
export const IsDay = (): PropertyDecorator =>
  applyDecorators(HasForm(forms.day), IsISO8601({ strict: true }));

/** A readable text of at least one character and at most `max`; blanks alone say nothing. */
export const IsText = (max: number, each = false): PropertyDecorator =>
  applyDecorators(IsString({ each }), Length(1, max, { each }), HasForm(forms.text, each));

/** The id of a person or of a unit, in the form the directory and the tokens give them. */
export const IsDirectoryId = (): PropertyDecorator => HasForm(forms.directoryId);

/** A list of `least` to 500 texts, each of at least one character and at most `max`. */
export const IsTextList = (max: number, least = 0): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMinSize(least), ArrayMaxSize(500), IsText(max, true));

/** Euro as a decimal string with two decimals: `356240.00`. Never a float; what is absent is not zero. */
export const IsAmount = (): PropertyDecorator => HasForm(forms.amount);

/** The address of a page that people may open: never of a script, of a file, or one that ends a quoted text. */
export const IsWebAddress = (): PropertyDecorator =>
  applyDecorators(
    IsUrl({ protocols: ['https', 'http'], require_protocol: true }),
    HasForm(forms.webAddress),
  );

/** The address of a page over an encrypted line alone: what is agreed there, nobody on the way is to read. */
export const IsSecureWebAddress = (): PropertyDecorator =>
  applyDecorators(
    IsUrl({ protocols: ['https'], require_protocol: true }),
    HasForm(forms.secureWebAddress),
  );

/** A SHA-256 in hex. */
export const IsFingerprint = (): PropertyDecorator => HasForm(forms.fingerprint);

/** The id of a cycle or of a register: `livornese-poa-annuale-2024`. Whether there is one, the decision says. */
export const IsCycleId = (): PropertyDecorator => HasForm(forms.cycleId);
