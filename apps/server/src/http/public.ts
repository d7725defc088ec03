import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const PUBLIC = 'traccia:public';

/** Opens a route, or a whole controller, to callers nobody knows. Everything else is closed. */
export function Public(): CustomDecorator {
  return SetMetadata(PUBLIC, true);
}
