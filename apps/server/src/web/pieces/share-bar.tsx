import type { JSX } from 'preact';

/** A part of a whole, as it is drawn and named. */
interface Share {
  /** The last word of its class, `share-done`. */
  readonly look: ShareLook;
  readonly name: string;
  /** In whatever unit the whole is counted. */
  readonly size: number;
  /** The size as it is said: `12`, `55,0%`. */
  readonly said: string;
}

/** Looks that are told apart in grey, too: each is lighter or darker than those beside it, or has lines across it. */
export type ShareLook = 'done' | 'active' | 'partly' | 'stopped' | 'failed' | 'none';

/** How many units of width a bar has. */
const WIDTH = 100;

/**
 * Parts of a whole as one bar, and below it the same in words. SVG, so that no style is written into the page and the
 * bar prints without backgrounds. Nothing where there is no whole.
 */
export function ShareBar({ shares }: { readonly shares: readonly Share[] }): JSX.Element | null {
  const there = shares.filter(({ size }) => size > 0);
  const total = there.reduce((sum, { size }) => sum + size, 0);
  if (total === 0) return null;
  let from = 0;
  const pieces = there.map((share) => {
    const width = Math.round((share.size / total) * WIDTH * 100) / 100;
    const piece = { ...share, from, width };
    from += width;
    return piece;
  });
  return (
    <div class="shares">
      <svg class="stage-bar" viewBox={`0 0 ${WIDTH} 6`} preserveAspectRatio="none" role="img">
        <title>{there.map(({ name, said }) => `${name}: ${said}`).join(', ')}</title>
        {pieces.map(({ name, look, from: x, width }) => (
          <rect key={name} class={`share-${look}`} x={x} y="0" width={width} height="6" />
        ))}
      </svg>
      <ul class="stage-legend">
        {there.map(({ name, look, said }) => (
          <li key={name}>
            <svg class="share-sample" viewBox="0 0 10 10" aria-hidden="true">
              <rect class={`share-${look}`} width="10" height="10" />
            </svg>{' '}
            {name}: <strong>{said}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
