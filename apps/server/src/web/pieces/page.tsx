import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import { roleNames } from '#people';
import { cycleName } from '#planning';
import { assetAddress } from '../assets/assets.js';
import type { Frame } from '../frame.js';
import { keys } from '../keys.js';
import { entriesOf, toolsOf } from '../navigation.js';
import { doneIn, withoutDone } from '../pages/action/action-address.js';
import { otherYearsAddress } from '../pages/cycles/other-years.js';
import { Copied } from './copied.js';
import { Icon } from './icon.js';
import { Freshness, type Live } from './live.js';
import { Notice } from './notice.js';

/** A step of the way from the desk to a page. */
export interface Crumb {
  readonly label: string;
  /** Undefined where whoever reads the page may not open that step: then it is told, and leads nowhere. */
  readonly address: string | undefined;
}

interface PageProperties {
  readonly frame: Frame;
  /** The heading, and the beginning of the title. */
  readonly title: string;
  /** What the title says before it, such as that something is wrong. */
  readonly before?: string;
  readonly crumbs?: readonly Crumb[];
  /** Whether parts of it make way for newer ones while somebody writes in it: of a page that saves by itself. */
  readonly isUpdated?: boolean;
  /** By what it goes on by itself; default: it does not. What does so in it is a `LiveRegion`. */
  readonly live?: Live | undefined;
  /**
   * Whether it says when it was made. Default: to whoever is signed in. Not of what is the same whenever it is made,
   * nor of what nobody reads for what stands in it.
   */
  readonly isDated?: boolean;
  /** Whether something in it is called `actions`, in which is what one may do: a link leads there over all else. */
  readonly hasActions?: boolean;
  readonly children: ComponentChildren;
}

/** In characters: longer ones, such as those of activities, are set smaller. */
const LONG_TITLE = 70;

/** Asked for at once: one that comes late is left out, since text that changes its width moves the page. */
const fonts = ['titillium-400.woff2', 'titillium-600.woff2', 'titillium-700.woff2'] as const;

/** A whole page: what stands around its content is the same everywhere. */
export function Page({
  frame,
  title,
  before,
  crumbs = [],
  isUpdated = false,
  live,
  isDated = frame.self !== undefined,
  hasActions = false,
  children,
}: PageProperties): JSX.Element {
  const { language, words, self, isTrial } = frame;
  const icon = isTrial ? 'favicon-trial.svg' : 'favicon.svg';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Before the style sheet is there: no white page in the dark. */}
        <meta name="color-scheme" content="light dark" />
        <title>{`${before === undefined ? '' : `${before} `}${title} – ${words.service.name}`}</title>
        <link rel="icon" href={assetAddress(icon)} type="image/svg+xml" />
        {fonts.map((font) => (
          <link
            key={font}
            rel="preload"
            href={assetAddress(font)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        <link rel="stylesheet" href={assetAddress('style.css')} />
        <script type="module" src={assetAddress('script.js')} />
        {(isUpdated || live) && <script type="module" src={assetAddress('newer-parts.js')} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {words.page.skipToContent}
        </a>
        {hasActions && (
          <a class="skip" href="#actions">
            {words.page.skipToActions}
          </a>
        )}
        {self && (
          <a class="skip" href="#menu">
            {words.page.skipToNavigation}
          </a>
        )}
        {self && (
          <a class="skip" href="#search">
            {words.search.skip}
          </a>
        )}
        <loading-bar class="loading-bar" role="status" hidden>
          <span class="visually-hidden">{words.live.loading}</span>
        </loading-bar>
        <sending-form data-said={words.page.sending} hidden />
        {isTrial && (
          <section class="band band-trial" aria-label={words.page.trial}>
            {words.page.trial}
          </section>
        )}
        <Header frame={frame} />
        {self?.banner && (
          <div class="band band-alarm" role="status">
            {self.banner[language]}
          </div>
        )}
        <ActingFor frame={frame} />
        <SessionEnding frame={frame} />
        <main id="content" class="container" tabIndex={-1}>
          <Breadcrumb frame={frame} crumbs={crumbs} title={title} />
          <Done frame={frame} />
          <div class="page-head">
            <h1 {...(title.length > LONG_TITLE && { class: 'title-long' })}>{title}</h1>
            {isDated && <Freshness frame={frame} live={live} />}
          </div>
          <ApprovedBy frame={frame} />
          {children}
        </main>
        <Footer frame={frame} />
        {self && <key-shortcuts />}
      </body>
    </html>
  );
}

/** On every page of whoever acts for somebody else: for whom, until when, and the way back. */
function ActingFor({
  frame: { words, language, actingFor, path },
}: {
  readonly frame: Frame;
}): JSX.Element | null {
  if (actingFor === undefined) return null;
  return (
    <section class="band band-acting" aria-label={words.onBehalf.title}>
      <p>
        {words.onBehalf.band(actingFor.personId, dayInWords(actingFor.until, language, 'full'))}
      </p>
      <form method="post" action="/per-conto/fine">
        <input type="hidden" name="poi" value={withoutDone(path)} />
        <button type="submit" class="button-quiet">
          {words.onBehalf.back}
        </button>
      </form>
    </section>
  );
}

/** What was just done, for whoever comes from the form of it. */
function Done({ frame: { words, language, path } }: { readonly frame: Frame }): JSX.Element | null {
  const done = doneIn(path);
  if (done === undefined) return null;
  return (
    <div role="status">
      <Notice kind="done">
        <p>
          {words.actions.done} {done[language]}
        </p>
      </Notice>
    </div>
  );
}

/** On every page of a cycle: by which act its plan was approved. The two pages that say more of it say it themselves. */
function ApprovedBy({
  frame: { words, language, self, path, cycleId, actOf, may },
}: {
  readonly frame: Frame;
}): JSX.Element | null {
  const [page = ''] = path.split('?');
  const home = `/cicli/${cycleId ?? ''}`;
  const approval = `${home}/approvazione`;
  if (!page.startsWith(`${home}/`) || page === approval) return null;
  // What other zones have is nobody else's to know.
  if (cycleId === undefined || cycleName(cycleId)?.zone !== self?.zone) return null;
  const act = actOf(cycleId);
  if (act === undefined) return null;
  const said = words.approval.approvedBy(act.number, dayInWords(act.on, language));
  return (
    <p class="approved small">
      <Icon name="check-circle" /> {may.openApproval ? <a href={approval}>{said}</a> : said}
    </p>
  );
}

function Header({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words, self, path, language } = frame;
  const other = language === 'it' ? 'en' : 'it';
  return (
    <header class="site-header">
      <div class="site-band">
        <div class="container">
          <span>{self ? words.service.zone(self.zone) : words.service.what}</span>
          <div class="site-tools">
            {self && <Tools frame={frame} />}
            <a
              href={`/lingua/${other}?poi=${encodeURIComponent(path)}`}
              lang={other}
              hreflang={other}
            >
              {words.page.language}
            </a>
          </div>
        </div>
      </div>
      <div class="container site-name">
        <a href="/" class="site-title">
          {words.service.name}
          <span class="site-what">{words.service.what}</span>
        </a>
        {self && <SearchBox words={words} />}
        {self && <Account words={words} language={language} self={self} />}
      </div>
      {self && <Navigation frame={frame} />}
    </header>
  );
}

function SearchBox({ words }: { readonly words: Frame['words'] }): JSX.Element {
  const said = words.search;
  return (
    <form class="site-search" role="search" action="/cerca" aria-label={said.title}>
      <input
        id="search"
        name="q"
        type="search"
        maxLength={200}
        placeholder={said.box}
        aria-label={said.box}
        autoComplete="off"
      />
      <button type="submit" aria-label={said.search}>
        <Icon name="search" />
      </button>
    </form>
  );
}

function Tools({ frame }: { readonly frame: Frame }): JSX.Element {
  return (
    <nav aria-label={frame.words.page.tools}>
      <ul>
        {toolsOf(frame).map(({ address, label, current }) => (
          <li key={address}>
            <a href={address} {...(current && { 'aria-current': current })}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account({
  words,
  language,
  self,
}: {
  readonly words: Frame['words'];
  readonly language: Frame['language'];
  readonly self: NonNullable<Frame['self']>;
}): JSX.Element {
  return (
    <div class="account">
      <a
        class="account-who"
        href="/per-conto"
        title={words.onBehalf.menu}
        aria-label={`${self.personId} · ${roleNames[self.role][language]}: ${words.onBehalf.menu}`}
      >
        <Icon name="user" />
        {self.personId} · {roleNames[self.role][language]}
      </a>
      <form method="post" action="/uscita">
        <button type="submit" class="button-quiet">
          <Icon name="logout" />
          {words.account.signOut}
        </button>
      </form>
    </div>
  );
}

function Navigation({ frame }: { readonly frame: Frame }): JSX.Element {
  return (
    <nav id="menu" class="site-navigation" aria-label={frame.words.page.navigation} tabIndex={-1}>
      <ul class="container">
        {entriesOf(frame).map(({ address, label, current, key }) => (
          <li key={address}>
            <a
              href={address}
              {...(current && { 'aria-current': current })}
              {...(key !== undefined && { 'data-key': key })}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The way from the desk; on a phone only to the page above. Out of a cycle it leads to the same page of other years. */
function Breadcrumb({
  frame: { words, path, may },
  crumbs,
  title,
}: {
  readonly frame: Frame;
  readonly crumbs: readonly Crumb[];
  readonly title: string;
}): JSX.Element | null {
  if (crumbs.length === 0) return null;
  const above = crumbs.findLastIndex(({ address }) => address !== undefined);
  return (
    <nav class="breadcrumbs" aria-label={words.page.breadcrumb}>
      <ol>
        {crumbs.map(({ label, address }, index) => (
          <li key={label} {...(index === above && { class: 'breadcrumb-above' })}>
            {address === undefined ? label : <a href={address}>{label}</a>}
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
      {path.startsWith('/cicli/') && may.openCycle && (
        <a href={otherYearsAddress(path)}>{words.page.otherYears}</a>
      )}
    </nav>
  );
}

/** Says so in time when the session is about to end; without a script nothing, and what was saved stays. */
function SessionEnding({
  frame: { words, self, path },
}: {
  readonly frame: Frame;
}): JSX.Element | null {
  if (typeof self?.idleEndsInSeconds !== 'number') return null;
  const left = String(self.idleEndsInSeconds);
  return (
    <session-end data-seconds-left={left} class="band band-warning" role="status" hidden>
      <p>
        {words.sessionEnd.before} <span data-minutes>5</span> {words.sessionEnd.after}{' '}
        <a href={path}>{words.sessionEnd.stay}</a>
      </p>
    </session-end>
  );
}

/** What the law wants within reach of every page. */
function LegalLinks({ frame: { words, path } }: { readonly frame: Frame }): JSX.Element {
  const said = words.legal;
  const [page = ''] = path.split('?');
  const addresses = {
    accessibility: '/accessibilita',
    feedback: page.startsWith('/segnalazioni')
      ? '/segnalazioni'
      : `/segnalazioni?pagina=${encodeURIComponent(page)}`,
    privacy: '/privacy',
    notes: '/note-legali',
    licences: '/licenze',
  } as const;
  return (
    <nav class="legal-links" aria-label={said.footer}>
      <ul>
        {(Object.keys(addresses) as (keyof typeof addresses)[]).map((name) => (
          <li key={name}>
            <a href={addresses[name]}>{said.links[name]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** On paper also where it was printed from; a script adds the host and when. */
function Footer({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words, self, path } = frame;
  return (
    <footer class="site-footer" aria-label={words.page.footer}>
      <div class="container">
        <p>
          {words.service.name} · {words.service.what} · {words.page.timeZone}{' '}
          <a href="/stato">{words.status.title}</a>
        </p>
        <LegalLinks frame={frame} />
        {self && (
          <p>
            <a href="/aiuto/tastiera" data-key={keys.list}>
              {words.keyboard.title}
            </a>{' '}
            <Copied frame={frame} text="" label={words.page.copyLink} />
          </p>
        )}
        <print-note class="print-only" data-printed={words.page.printedAt}>
          {words.page.printedFrom} <span data-address>{withoutDone(path)}</span>
        </print-note>
      </div>
    </footer>
  );
}
