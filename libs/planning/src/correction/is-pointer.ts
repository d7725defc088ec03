import { applyDecorators } from '@nestjs/common';
import { Length, Matches } from 'class-validator';

/** A JSON pointer (RFC 6901) to a member, of letters, digits, dots, hyphens and underscores. */
export const IsPointer = (): PropertyDecorator =>
  applyDecorators(Length(2, 200), Matches(/^(\/[A-Za-z0-9._-]+)+$/));
