export { caseFileSchema } from './case-file/case-file.schema.js';
export { exported } from './exported.js';
export {
  exportFormatNames,
  exportFormats,
  isExportFormat,
  type ExportFormat,
  type ExportFormatName,
} from './export-formats.js';
export type { ExportRequest, ExportScope, ExportSource, LedgerLeaf } from './export-source.js';
export { factsSchema } from './facts/facts.schema.js';
