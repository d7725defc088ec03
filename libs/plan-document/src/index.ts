export type {
  Block,
  DocumentColumn,
  DocumentField,
  DocumentSection,
  DocumentTable,
  PlanDocument,
} from './document.js';
export { FrozenVersionMissing, isInPlan, type DocumentedScheda } from './frozen-plan.js';
export { planDocument, schedeDocument } from './plan-document.js';
export { registerDocument, type DocumentedRegister } from './register-document.js';
export { gatheredPlan } from './gathered-plan.js';
export type { PlanSource } from './plan-source.js';
export type { DocumentFonts } from './pdf/fonts.js';
export { planHtml } from './html/plan-html.js';
export { planPdf } from './pdf/plan-pdf.js';
export type { WritingProgress } from './writing-progress.js';
