import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A file of the pages, as it is sent. */
export interface Asset {
  readonly bytes: Uint8Array;
  /** The same in Brotli (RFC 7932); undefined for what is compressed already. */
  readonly brotli?: Uint8Array;
  readonly mediaType: string;
}

/** The names by which pages ask for them; the addresses hold a fingerprint as well. */
export type AssetName =
  | 'style.css'
  | 'script.js'
  | 'newer-parts.js'
  | 'verify-chain.js'
  | 'icons.svg'
  | 'favicon.svg'
  | 'favicon-trial.svg'
  | 'titillium-400.woff2'
  | 'titillium-600.woff2'
  | 'titillium-700.woff2';

/** Where the files stand once they are built, whether the program itself runs built or from its sources. */
export const assetFolder = join(
  import.meta.dirname,
  import.meta.dirname.split(sep).includes('dist')
    ? '../../../public'
    : '../../../../../dist/apps/server/public',
);

/** What `assets.json` in that folder says of each file. */
export interface BuiltAsset {
  /** `style.0a1b2c3d.css`. */
  readonly file: string;
  readonly mediaType: string;
  readonly isCompressed: boolean;
}

let built: Readonly<Record<AssetName, BuiltAsset>> | undefined;

/** @throws Error that says what to run, before the program was built */
function builtAssets(): Readonly<Record<AssetName, BuiltAsset>> {
  if (built !== undefined) return built;
  const list = join(assetFolder, 'assets.json');
  try {
    return (built = JSON.parse(readFileSync(list, 'utf8')) as Record<AssetName, BuiltAsset>);
  } catch (cause) {
    throw new Error(`The files of the pages are not there: run \`npm run build\` (${list})`, {
      cause,
    });
  }
}

/** The address of a file, which never means other bytes. */
export function assetAddress(name: AssetName): string {
  return `/static/${builtAssets()[name].file}`;
}

/** All files by the last part of their address, read once. */
export function readAssets(): ReadonlyMap<string, Asset> {
  return new Map(
    Object.values(builtAssets()).map(({ file, mediaType, isCompressed }) => {
      const bytes = readFileSync(join(assetFolder, file));
      const brotli = isCompressed ? { brotli: readFileSync(join(assetFolder, `${file}.br`)) } : {};
      return [file, { bytes, mediaType, ...brotli }];
    }),
  );
}
