import type { DocumentReference, Source } from '../source.js';

/** A critical node or a positive aspect of a health profile. */
export interface ProfileNeed {
  readonly needId: string;
  /** Null where nobody has said yet to which theme it belongs. */
  readonly themeId: string | null;
  readonly kind: 'critical' | 'positive';
  readonly text: string;
  readonly source?: Source;
}

/** A number that describes the health of the zone. */
export interface Indicator {
  readonly indicatorId: string;
  readonly themeId: string | null;
  readonly name: string;
  /** A decimal number as text; null where the source gives none, which is not zero. */
  readonly value: string | null;
  readonly unit?: string;
  /** What the number is about, as the source says it: `2023`, `2019-2021`. */
  readonly period: string;
  readonly dataSourceId: string;
}

/** Where indicators come from. */
export interface DataSource {
  readonly dataSourceId: string;
  readonly name: string;
  readonly url?: string;
  readonly document?: DocumentReference;
}

/** The act by which an organ adopted an edition. */
export interface Adoption {
  readonly organ: string;
  readonly act: string;
  readonly adoptedOn: string;
}

/** Facts of a health profile (profilo di salute). Add to this list, never edit what is in it. */
export type HealthProfileFact =
  | {
      readonly type: 'ThemeProposed';
      readonly data: { readonly themeId: string; readonly name: string; readonly source?: Source };
    }
  | {
      readonly type: 'ThemeDrafted';
      readonly data: { readonly themeId: string; readonly text: string };
    }
  | { readonly type: 'ThemeReturned'; readonly data: { readonly themeId: string } }
  | { readonly type: 'ThemeReviewed'; readonly data: { readonly themeId: string } }
  | { readonly type: 'ThemeWithdrawn'; readonly data: { readonly themeId: string } }
  | { readonly type: 'NeedRecorded'; readonly data: ProfileNeed }
  | {
      readonly type: 'NeedRevised';
      readonly data: {
        readonly needId: string;
        readonly themeId: string | null;
        readonly text: string;
      };
    }
  | { readonly type: 'NeedWithdrawn'; readonly data: { readonly needId: string } }
  | { readonly type: 'DataSourceAdded'; readonly data: DataSource }
  | { readonly type: 'IndicatorRecorded'; readonly data: Indicator }
  | { readonly type: 'IndicatorWithdrawn'; readonly data: { readonly indicatorId: string } }
  | {
      readonly type: 'ProfileDocumentAttached';
      readonly data: { readonly document: DocumentReference };
    }
  | {
      readonly type: 'EditionProposed';
      /** Of what is proposed: themes, needs, indicators, sources, documents. */
      readonly data: { readonly edition: string; readonly fingerprint: string };
    }
  | { readonly type: 'EditionReturned'; readonly data: Readonly<Record<string, never>> }
  | {
      /** Adopted, not approved: nobody votes on what is known. */
      readonly type: 'EditionAdopted';
      readonly data: Adoption & { readonly fingerprint: string };
    }
  | {
      readonly type: 'EditionFrozen';
      readonly data: {
        readonly edition: string;
        /** Of the whole edition: what was proposed, the documents of its adoption, and the adoption. */
        readonly fingerprint: string;
        readonly themes: number;
        readonly needs: number;
        readonly indicators: number;
      };
    }
  | {
      readonly type: 'EditionSuperseded';
      readonly data: { readonly byCycleId: string; readonly act: string };
    };
