import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { IsText } from '../command/fields.js';

/** The agenda of a meeting: 1 to 100 points, each of at most 500 characters, as those of a session of the organ. */
export const IsAgenda = (): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMinSize(1), ArrayMaxSize(100), IsText(500, true));
