import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { forms, HasForm } from '#planning';
import { roles, type Role } from '#people';

/*
 * What people send to sign in and to look after their access. Whether a password, a code or a login is right is
 * decided elsewhere; here only what could not even be looked at is refused.
 */

const LONGEST = 1_024;
const roleNames = Object.keys(roles);

/** The first step with a password. */
export class SignIn {
  @IsString()
  @MaxLength(LONGEST)
  readonly login!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly password!: string;
}

/** The second one: a code of the app, or a recovery code. */
export class SecondFactor {
  @IsString()
  @MaxLength(LONGEST)
  readonly step!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly code!: string;
}

/** What a browser answers to a challenge (Web Authentication, 5.1). */
export class PasskeyAnswer {
  @IsString()
  @MaxLength(LONGEST)
  readonly step!: string;

  @IsObject()
  readonly response!: object;
}

/** A code that came from an administrator. */
export class OpenInvitation {
  @IsString()
  @MaxLength(LONGEST)
  readonly code!: string;
}

/** The code the console showed at the first start, and who comes with it. */
export class OpenFirstInvitation extends OpenInvitation {
  @IsString()
  @Length(1, 63)
  readonly personId!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly login!: string;
}

/** An account with a password and an app. */
export class EnrolWithPassword {
  @IsString()
  @MaxLength(LONGEST)
  readonly step!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly password!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly code!: string;
}

/** The very first account. */
export class EnrolFirst extends EnrolWithPassword {
  /** The zone whose register begins with them. */
  @HasForm({
    pattern: /^[a-z0-9]{1,40}$/,
    it: 'deve avere da 1 a 40 lettere minuscole o cifre, senza trattini',
    en: 'must have 1 to 40 lower-case letters or digits, no hyphens',
  })
  readonly zone!: string;
}

/** A step that was begun before. */
export class Step {
  @IsString()
  @MaxLength(LONGEST)
  readonly step!: string;
}

/** An account with a passkey. */
export class EnrolWithPasskey extends PasskeyAnswer {
  @IsString()
  @MaxLength(LONGEST)
  readonly passkeyStep!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly name!: string;
}

/** A new password with the code of two administrators and the second factor that is left. */
export class ResetPassword extends OpenInvitation {
  @IsString()
  @MaxLength(LONGEST)
  readonly password!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly secondFactor!: string;
}

/** Two sealed codes and why. */
export class OpenEmergency {
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsString({ each: true })
  @MaxLength(LONGEST, { each: true })
  readonly codes!: [string, string];

  @IsString()
  @MaxLength(4_000)
  readonly reason!: string;

  @HasForm({
    pattern: /^[a-z0-9]{1,40}$/,
    it: 'deve avere da 1 a 40 lettere minuscole o cifre, senza trattini',
    en: 'must have 1 to 40 lower-case letters or digits, no hyphens',
  })
  readonly zone!: string;
}

/** The role to act in from now on. */
export class SwitchRole {
  @IsString()
  @MaxLength(40)
  readonly zone!: string;

  @IsIn(roleNames)
  readonly role!: Role;

  @IsOptional()
  @HasForm(forms.directoryId)
  readonly unitId?: string;
}

/** Password and code once more. */
export class ProveAgain {
  @IsString()
  @MaxLength(LONGEST)
  readonly password!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly code!: string;
}

/** Another password. */
export class ChangePassword {
  @IsString()
  @MaxLength(LONGEST)
  readonly current!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly next!: string;
}

/** What a passkey is called. */
export class NamePasskey extends PasskeyAnswer {
  @IsString()
  @MaxLength(LONGEST)
  readonly name!: string;
}

/** A person who is to get an account. */
export class Invite {
  @HasForm(forms.directoryId)
  readonly personId!: string;

  @IsString()
  @MaxLength(LONGEST)
  readonly login!: string;
}

/** Somebody who lost their way in. */
export class RequestRecovery {
  @IsIn(['password', 'everything'])
  readonly lost!: 'password' | 'everything';
}

/** The two persons who get a sealed code each. */
export class PrepareEmergency {
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @HasForm(forms.directoryId, true)
  readonly holderIds!: [string, string];
}
