import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { IsDirectoryId, IsId, IsText, IsTextList } from '../command/fields.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { codes, sectors, type Sector } from '../value-sets.js';

/** An objective as a request gives it. */
export class ObjectiveRequest {
  @IsId()
  readonly objectiveId!: string;

  @IsText(300)
  readonly name!: string;

  /** As the plan numbers it. */
  @IsOptional()
  @IsText(50)
  readonly code?: string;

  @IsOptional()
  @IsText(10_000)
  readonly description?: string;

  /** The operational sheets of the PSSIR it answers to. */
  @IsOptional()
  @IsTextList(300)
  readonly pssirReferences?: string[];

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

  /** As the plan numbers it. */
  @IsOptional()
  @IsText(50)
  readonly code?: string;

  @IsOptional()
  @IsText(10_000)
  readonly description?: string;

  @IsOptional()
  @IsIn(codes(sectors))
  readonly sector?: Sector;

  /** The unit that answers for it as a whole. */
  @IsOptional()
  @IsDirectoryId()
  readonly responsibleUnitId?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}
