import { Controller, Get, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import {
  FOUND_FROM,
  FOUND_TO,
  LONGEST_QUERY,
  thingKinds,
  type FoundFact,
  type FoundKind,
  type FoundThing,
  type ThingKind,
} from '#planning';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { AfterQuery, Checked, toNumber } from './query.js';
import { SearchReader } from './search-reader.js';

class SearchQueryParameters extends AfterQuery {
  /** Words or a code. Without one nothing is found. */
  @MaxLength(LONGEST_QUERY)
  readonly q: string = '';

  @IsOptional()
  @IsIn(thingKinds)
  readonly kind?: ThingKind;

  /** Default: the latest yearly programme, and the registers of the zone. */
  @IsOptional()
  @IsIn(['all'])
  readonly years?: 'all';

  /** Of each kind no more than so many. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(50)
  readonly limit: number = 5;
}

/** What was found, as the API tells it. */
export interface SearchAnswer {
  readonly kinds: readonly (Omit<FoundKind, 'things'> & {
    readonly things: readonly (Omit<FoundThing, 'codes'> & { readonly codes: readonly string[] })[];
  })[];
  readonly facts: readonly FoundFact[];
  /** What may have been meant; null where something was found or nothing is alike. */
  readonly suggestion: string | null;
}

/** Looks for words and codes among what whoever asks may read. */
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly reader: SearchReader) {}

  @Get()
  async search(
    @Query(new Checked(SearchQueryParameters)) query: SearchQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<SearchAnswer> {
    const { q: text, kind, years, limit, after } = query;
    const found = await this.reader.find(person, {
      ...{ text, kind, limit, after, everyYear: years === 'all' },
    });
    const { kinds, facts, suggestion = null } = found;
    return {
      kinds: kinds.map(({ things, ...all }) => ({ ...all, things: things.map(plainThing) })),
      ...{ facts, suggestion },
    };
  }
}

/** Without the marks around what fits: programs look for themselves. */
function plainThing({ codes, title, passage, ...thing }: FoundThing) {
  const plain = (text: string): string => text.replaceAll(FOUND_FROM, '').replaceAll(FOUND_TO, '');
  return {
    ...thing,
    codes: codes === '' ? [] : codes.split(' '),
    title: plain(title),
    passage: plain(passage),
  };
}
