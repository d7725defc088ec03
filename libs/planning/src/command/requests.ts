import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsFingerprint, IsText } from './fields.js';

/** A document kept elsewhere, by title and fingerprint. */
export class DocumentRequest {
  @IsText(300)
  readonly title!: string;

  @IsFingerprint()
  readonly sha256!: string;

  @IsOptional()
  @IsText(100)
  readonly protocol?: string;
}

/** Where an imported statement comes from. */
export class SourceRequest {
  @IsText(200)
  readonly file!: string;

  /** First and last line, then first and last again: `[16, 17, 20, 21]`, counted from 1. */
  @IsArray()
  @ArrayMaxSize(200)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(1_000_000, { each: true })
  readonly lines!: number[];

  @IsOptional()
  @IsText(10_000)
  readonly raw?: string;

  @IsOptional()
  @IsIn(['day', 'month', 'year', 'none'])
  readonly precision?: 'day' | 'month' | 'year' | 'none';
}

/** A document inside a request. */
export const IsDocument = (): PropertyDecorator => nested(DocumentRequest);
/** A source inside a request. */
export const IsSource = (): PropertyDecorator => nested(SourceRequest);

/** An object of a class inside a request, itself checked. */
export function nested(request: new () => object): PropertyDecorator {
  return (target, property) => {
    // Of a missing object, or of an empty list in its place, ValidateNested says nothing.
    IsObject()(target, property);
    ValidateNested()(target, property);
    Type(() => request)(target, property);
  };
}

/** A list of objects of a class inside a request, each checked. */
export function nestedList(request: new () => object, maxSize: number): PropertyDecorator {
  return (target, property) => {
    IsArray()(target, property);
    ArrayMaxSize(maxSize)(target, property);
    IsObject({ each: true })(target, property);
    ValidateNested({ each: true })(target, property);
    Type(() => request)(target, property);
  };
}
