import { applyDecorators } from '@nestjs/common';
import { Length } from 'class-validator';
import { HasForm } from '../command/forms.js';

/** A JSON pointer (RFC 6901) to a member, of letters, digits, dots, hyphens and underscores. */
export const IsPointer = (): PropertyDecorator =>
  applyDecorators(
    Length(2, 200),
    HasForm({
      pattern: /^(\/[A-Za-z0-9._-]+)+$/,
      it: 'deve indicare un campo con un puntatore JSON, come /title o /indicators/0/name',
      en: 'must name a field by a JSON pointer, such as /title or /indicators/0/name',
    }),
  );
