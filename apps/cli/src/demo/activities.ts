import livorno from '../import/livorno-2024/activities.json' with { type: 'json' };

/** A period as a document gives it: days, months or years, by its precision. */
export interface PeriodData {
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: string | null;
}

/** A row of the co-design register. Names and words are those of the document. */
export interface RegisterRow {
  readonly id: string;
  readonly soggetto_titolare: string;
  readonly attivita_leggibile: string;
  readonly soggetti_coinvolti: readonly string[];
  readonly stato_testo: string;
  readonly stato_normalizzato: string;
  readonly periodo_testo: string;
  readonly periodo: PeriodData;
}

export interface FundedProject {
  readonly id: string;
  /** Null where the slide has no title. */
  readonly name: string | null;
  readonly what: string;
  readonly service: string;
  readonly period_text: string;
  readonly period: PeriodData;
  /** `€ 356.240,00` */
  readonly amount_text: string;
  readonly funder: string | null;
}

/** What the documents say of the activities, which the demonstration makes schede of. */
export interface Activities {
  readonly activities_count: number;
  readonly co_design_register: { readonly rows: readonly RegisterRow[] };
  readonly funded_projects: readonly FundedProject[];
  readonly co_programming: {
    readonly motivation_text: string;
    readonly deferred_to: string;
  };
  readonly municipalities: readonly string[];
  readonly health_authority: string;
}

/** Those of the Zona Livornese, 2024. */
export const livornoActivities: Activities = livorno;
