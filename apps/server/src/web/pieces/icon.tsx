import type { JSX } from 'preact';
import { assetAddress } from '../assets/assets.js';
import type { IconName } from '../assets/icon-names.js';

/** A picture beside a word that says the same. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`${assetAddress('icons.svg')}#it-${name}`} />
    </svg>
  );
}
