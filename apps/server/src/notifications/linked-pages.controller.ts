import { Controller, Get, Header, Param } from '@nestjs/common';
import { httpProblem } from '../http/http-problems.js';
import { Public } from '../http/public.js';
import { linkedPage } from './linked-page.js';

/**
 * Where the links of mails and calendars lead while Traccia has no pages to look at: they say what it is and where
 * it is read after signing in. They are the same for everybody, and nothing of what there is stands in them.
 */
@Public()
@Controller()
export class LinkedPagesController {
  @Get('notifiche/preferenze')
  @Header('content-type', 'text/html; charset=utf-8')
  preferences(): string {
    return linkedPage({
      title: { it: 'Le tue preferenze per gli avvisi', en: 'Your preferences for notices' },
      path: '/api/v1/notice-preferences',
    });
  }

  /** Whether there is such a notice it does not say. @throws Problem not-found: no id of a notice looks like this */
  @Get('notifiche/:noticeId')
  @Header('content-type', 'text/html; charset=utf-8')
  notice(@Param('noticeId') noticeId: string): string {
    if (!/^[0-9a-f-]{36}$/.test(noticeId)) throw httpProblem('not-found');
    return linkedPage({
      title: { it: 'Un avviso di Traccia', en: 'A notice of Traccia' },
      path: `/api/v1/notices/${noticeId}`,
    });
  }
}
