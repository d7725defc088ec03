import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { HasForm, IsText } from '#planning';

const timeOfDay = {
  pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
  it: 'deve essere un’ora del giorno, come 20:00',
  en: 'must be a time of the day, such as 20:00',
};

/** Whether a rule comes by a channel; what is not said stands as the rule has it. */
export class ChosenRule {
  @IsText(60)
  readonly ruleId!: string;

  @IsOptional()
  @IsBoolean()
  readonly email?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly pec?: boolean;
}

/** From when to when no mail is sent, on the wall in Rome. */
export class QuietHours {
  @HasForm(timeOfDay)
  readonly from!: string;

  @HasForm(timeOfDay)
  readonly to!: string;
}

/** How somebody wants to be told, as a whole: what was chosen before is chosen no more. */
export class ChoosePreferences {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ChosenRule)
  readonly rules!: ChosenRule[];

  /** What may be collected in one mail, at 08:10 in Rome on each working day. */
  @IsBoolean()
  readonly digest!: boolean;

  @IsOptional()
  @ValidateNested()
  @Type(() => QuietHours)
  readonly quiet?: QuietHours;

  @IsIn(['it', 'en'])
  readonly language!: 'it' | 'en';
}
