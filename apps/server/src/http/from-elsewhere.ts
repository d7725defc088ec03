import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const FROM_ELSEWHERE = 'traccia:from-elsewhere';

/**
 * For a public route that another server calls, without a token, to change something: what it sends proves by
 * itself who sent it, and no cookie of a browser is looked at.
 */
export function FromElsewhere(): CustomDecorator {
  return SetMetadata(FROM_ELSEWHERE, true);
}
