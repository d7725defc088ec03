export { AttachmentRefused, type AttachmentRefusedCode } from './attachment-refused.js';
export { Attachments, USUAL_MOST_BYTES, type KeptFile, type ReceivedFile } from './attachments.js';
export type { AntivirusState, FileKey } from './attachments-file.js';
export { copyAttachments } from './copy-attachments.js';
export { Clamd, type ClamdAddress } from './clamd.js';
export { fileTypes, type FileType } from './file-type.js';
export { writtenFile } from './written-file.js';
export type { SignatureLook } from './signature-look.js';
