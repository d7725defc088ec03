/** The one module of class-transformer that ships without types where it lies. */
declare module 'class-transformer/cjs/storage.js' {
  export const defaultMetadataStorage: unknown;
}
