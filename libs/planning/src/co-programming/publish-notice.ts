import { IsOptional } from 'class-validator';
import { daysBetween } from '#calendar';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsText, IsWebAddress } from '../command/fields.js';
import { documentOf } from '../command/document-of.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { rulesOf } from '../command/rules.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { citesRegulation } from './cites-regulation.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Publishes, on the day of the command, the notice that invites bodies to co-programming. */
export class PublishNotice extends CycleCommand {
  /** The last day to apply. */
  @IsDay()
  readonly closesOn!: string;

  @IsWebAddress()
  readonly url!: string;

  /** What a body needs in order to take part. */
  @IsText(10_000)
  readonly requirements!: string;

  /** The local regulation that allows a shorter notice, with number and year (LR Toscana 65/2020 art. 10 c. 2). */
  @IsOptional()
  @IsText(1000)
  readonly derogation?: string;

  /** What proves that it was published: the certificate of the notice board, a picture of the page. */
  @IsOptional()
  @IsDocument()
  readonly proof?: DocumentRequest;
}

export const publishNotice = verb<PublishNotice, CoProgrammingData & LifeData>({
  name: 'publish-notice',
  command: PublishNotice,
  title: { it: "Pubblica l'avviso", en: 'Publish the notice' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['NoticePublished'],
  law: 'LR Toscana 65/2020 art. 10',
  decide(
    life,
    { closesOn, url, requirements, derogation, proof: shown },
    { occurredOn: publishedOn },
  ) {
    const { startedOn = publishedOn } = life.data.coProgramming;
    if (publishedOn < startedOn) return refuse('notice-before-start', { startedOn });
    if (closesOn < publishedOn)
      return refuse('dates-reversed', { from: publishedOn, to: closesOn });
    // Calendar days: the day of publication does not count, the last day does.
    const days = daysBetween(publishedOn, closesOn);
    const needed = rulesOf(life).noticeDays;
    if (days < needed && derogation === undefined)
      return refuse('notice-too-short', { days, needed });
    if (derogation !== undefined && !citesRegulation(derogation))
      return refuse('derogation-cites-nothing');
    // No regulation makes a notice of one in which nobody could apply.
    if (days < 1) return refuse('notice-of-no-day', { publishedOn });
    const proof = shown && documentOf(shown);
    return [
      {
        type: 'NoticePublished',
        data: { publishedOn, closesOn, days, url, requirements, ...present({ derogation, proof }) },
      },
    ];
  },
});
