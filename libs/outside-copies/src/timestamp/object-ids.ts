/** The object identifiers of time stamps (RFC 3161, 5652, 5816). */
export const objectIds = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  signedData: '1.2.840.113549.1.7.2',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  rsa: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha384WithRsa: '1.2.840.113549.1.1.12',
  sha512WithRsa: '1.2.840.113549.1.1.13',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
  /** What a certificate is for that signs time stamps. */
  timestamping: '1.3.6.1.5.5.7.3.8',
} as const;

export type Digest = 'sha256' | 'sha384' | 'sha512';

/** The digest of an object identifier; undefined for one that nobody should use any more. */
export const digestOf: Readonly<Record<string, Digest>> = {
  [objectIds.sha256]: 'sha256',
  [objectIds.sha384]: 'sha384',
  [objectIds.sha512]: 'sha512',
};

/** How something is signed, and by which digest where that says it. */
export const signatureOf: Readonly<Record<string, { key: 'rsa' | 'ec'; digest?: Digest }>> = {
  [objectIds.rsa]: { key: 'rsa' },
  [objectIds.sha256WithRsa]: { key: 'rsa', digest: 'sha256' },
  [objectIds.sha384WithRsa]: { key: 'rsa', digest: 'sha384' },
  [objectIds.sha512WithRsa]: { key: 'rsa', digest: 'sha512' },
  [objectIds.ecdsaWithSha256]: { key: 'ec', digest: 'sha256' },
  [objectIds.ecdsaWithSha384]: { key: 'ec', digest: 'sha384' },
  [objectIds.ecdsaWithSha512]: { key: 'ec', digest: 'sha512' },
};
