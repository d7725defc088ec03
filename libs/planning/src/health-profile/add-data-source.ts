import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId, IsText, IsWebAddress } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Adds a source the indicators are taken from. */
export class AddDataSource extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly dataSourceId?: string;

  @IsText(300)
  readonly name!: string;

  @IsOptional()
  @IsWebAddress()
  readonly url?: string;

  @IsOptional()
  @IsDocument()
  readonly document?: DocumentRequest;
}

export const addDataSource = verb<AddDataSource, HealthProfileData>({
  name: 'add-data-source',
  command: AddDataSource,
  title: { it: 'Aggiungi una fonte dei dati', en: 'Add a data source' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['DataSourceAdded'],
  decide({ data }, wish, { newId }) {
    const { dataSourceId = newId('data-source'), name, url, document } = wish;
    if (Object.hasOwn(data.dataSources, dataSourceId)) {
      return refuse('id-taken', { id: dataSourceId });
    }
    const more = present({ url, document: document && documentOf(document) });
    return [{ type: 'DataSourceAdded', data: { dataSourceId, name, ...more } }];
  },
});
