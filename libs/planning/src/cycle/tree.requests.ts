import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';
import { IsId, IsText } from '../command/fields.js';
import { IsSource, type SourceRequest } from '../command/requests.js';

/** An objective as a request gives it. */
export class ObjectiveRequest {
  @IsId()
  readonly objectiveId!: string;

  @IsText(300)
  readonly name!: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

/** A programme as a request gives it; its objectives may be unknown. */
export class ProgrammeRequest {
  @IsId()
  readonly programmeId!: string;

  @IsText(300)
  readonly name!: string;

  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId(true)
  readonly objectiveIds!: string[];

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}
