import type { Frame } from '../../frame.js';
import { instantInWords } from '../history/instant.js';
import { notArrived, type ServiceDetail } from './service-detail.js';

/** How a part is: told by a word as well as by a colour. */
export type Light = 'good' | 'attention' | 'bad' | 'unknown';

/** A part of the service. */
export type ServicePart =
  'web' | 'log' | 'views' | 'ledger' | 'outside' | 'duties' | 'deliveries' | 'disk' | 'backup';

/** A part, how it is, and what is known of it, in sentences. */
export interface PartLight {
  readonly part: ServicePart;
  readonly light: Light;
  readonly sentences: readonly string[];
}

type Told = Pick<Frame, 'words' | 'language'>;

/** How each part is, in the words of a page. Pure. */
export function serviceLights(detail: ServiceDetail, told: Told): readonly PartLight[] {
  return [
    webLight(detail, told),
    logLight(detail, told),
    viewsLight(detail, told),
    ledgerLight(detail, told),
    outsideLight(detail, told),
    dutiesLight(detail, told),
    ...(detail.deliveries ? [deliveriesLight(detail, detail.deliveries, told)] : []),
    diskLight(detail, told),
    { part: 'backup', light: 'unknown', sentences: [told.words.status.backup] },
  ];
}

function webLight({ uptimeSeconds }: ServiceDetail, { words }: Told): PartLight {
  const said = words.status;
  const minutes = Math.floor(uptimeSeconds / 60);
  const uptime =
    minutes < 60
      ? said.uptime.minutes(minutes)
      : minutes < 1_440
        ? said.uptime.hours(Math.floor(minutes / 60))
        : said.uptime.days(Math.floor(minutes / 1_440));
  return { part: 'web', light: 'good', sentences: [said.web(uptime)] };
}

function logLight({ log, definitions }: ServiceDetail, told: Told): PartLight {
  const said = told.words.status;
  if (log === undefined) return { part: 'log', light: 'bad', sentences: [said.logAway] };
  const areKnown = definitions === 'known';
  return {
    part: 'log',
    light: areKnown ? 'good' : 'bad',
    sentences: [
      said.log(grouped(log.position, told)),
      log.lastAt === undefined ? said.logEmpty : said.logLast(at(Date.parse(log.lastAt), told)),
      ...(areKnown ? [] : [said.definitions(definitions)]),
    ],
  };
}

function viewsLight({ views }: ServiceDetail, told: Told): PartLight {
  const said = told.words.status;
  const behind = views.filter(({ caughtUp }) => !caughtUp);
  const failing = views.filter(({ failure }) => failure !== undefined);
  const parked = views.reduce((sum, { parkedCount }) => sum + parkedCount, 0);
  const most = Math.max(0, ...behind.map(({ logEnd, checkpoint }) => logEnd - checkpoint));
  return {
    part: 'views',
    light: failing.length > 0 ? 'bad' : behind.length > 0 || parked > 0 ? 'attention' : 'good',
    sentences: [
      behind.length === 0
        ? said.viewsFine(views.length)
        : said.viewsBehind(behind.length, grouped(most, told)),
      ...(failing.length > 0 ? [said.viewsFailing(failing.length)] : []),
      ...(parked > 0 ? [said.viewsParked(parked)] : []),
    ],
  };
}

function ledgerLight({ ledger }: ServiceDetail, told: Told): PartLight {
  const said = told.words.status;
  const { state, size, sealedSize, lastAudit, hasKey, isAnew } = ledger;
  if (state === 'broken') return { part: 'ledger', light: 'bad', sentences: [said.ledgerBroken] };
  if (state === 'opening') {
    return { part: 'ledger', light: 'attention', sentences: [said.ledgerOpening] };
  }
  return {
    part: 'ledger',
    light: isAnew || ledger.failure !== undefined ? 'attention' : 'good',
    sentences: [
      said.ledgerSealed(grouped(sealedSize, told), grouped(size, told)),
      lastAudit
        ? said.ledgerAudit(at(lastAudit.atMs, told), grouped(lastAudit.facts, told))
        : said.ledgerNotAudited,
      ...(hasKey ? [] : [said.ledgerNoKey]),
      ...(isAnew ? [said.ledgerAnew] : []),
    ],
  };
}

function outsideLight({ outside, lastSeal }: ServiceDetail, told: Told): PartLight {
  const said = told.words.status;
  const { witnesses, timestamps, mail } = outside;
  if (!outside.ok) return { part: 'outside', light: 'bad', sentences: [said.conflict] };
  return {
    part: 'outside',
    light: lastSeal ? 'good' : 'attention',
    sentences: [
      lastSeal
        ? said.seal(
            lastSeal.seal.kind,
            at(Date.parse(lastSeal.seal.at), told),
            grouped(lastSeal.seal.size, told),
          )
        : said.noSeal,
      said.known(witnesses, timestamps, mail),
    ],
  };
}

function dutiesLight({ duties }: ServiceDetail, { words }: Told): PartLight {
  const said = words.status;
  const { whose, holder, instance } = duties;
  if (duties.duties.length === 0) {
    return { part: 'duties', light: 'good', sentences: [said.dutiesNone] };
  }
  const isFailing = duties.duties.some(({ failure }) => failure !== undefined);
  const who = {
    ours: said.dutiesOurs(instance),
    others: said.dutiesOthers(holder ?? ''),
    unknown: said.dutiesUnknown,
  }[whose];
  const each =
    whose === 'ours'
      ? duties.duties.map(({ name, isWorking, failure, remark }) => {
          const called = Object.hasOwn(said.dutyNames, name)
            ? said.dutyNames[name as keyof typeof said.dutyNames]
            : name;
          const how = failure ?? (isWorking ? said.dutyWorking : said.dutyResting);
          return `${called}: ${how}${remark === undefined ? '' : ` (${remark})`}`;
        })
      : [];
  return {
    part: 'duties',
    light: isFailing ? 'bad' : whose === 'unknown' ? 'attention' : 'good',
    sentences: [who, ...each],
  };
}

function deliveriesLight(
  { channels }: ServiceDetail,
  { counts, oldestWaiting }: NonNullable<ServiceDetail['deliveries']>,
  told: Told,
): PartLight {
  const said = told.words.status;
  const lost = notArrived.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const names = channels.map((channel) => told.words.notices.channels[channel]).join(', ');
  return {
    part: 'deliveries',
    light: lost > 0 ? 'attention' : 'good',
    sentences: [
      said.waiting(counts.waiting ?? 0),
      ...(oldestWaiting === undefined ? [] : [said.oldest(at(Date.parse(oldestWaiting), told))]),
      ...(lost > 0 ? [said.undelivered(lost)] : []),
      names === '' ? said.noChannels : said.channels(names),
    ],
  };
}

const GIGABYTE = 1e9;
/** Below these shares of a disk somebody has to look, and to act. */
const [LITTLE, VERY_LITTLE] = [0.15, 0.05];

function diskLight({ disk }: ServiceDetail, told: Told): PartLight {
  const said = told.words.status;
  if (disk === undefined || disk.total === 0) {
    return { part: 'disk', light: 'unknown', sentences: [] };
  }
  const share = disk.free / disk.total;
  return {
    part: 'disk',
    light: share < VERY_LITTLE ? 'bad' : share < LITTLE ? 'attention' : 'good',
    sentences: [
      said.disk(
        grouped(Math.round(disk.free / GIGABYTE), told),
        grouped(Math.round(disk.total / GIGABYTE), told),
        String(Math.round(share * 100)),
      ),
    ],
  };
}

const at = (ms: number, { language }: Told): string => instantInWords(ms, language, 'short');

const grouping = {
  it: new Intl.NumberFormat('it-IT', { useGrouping: 'always' }),
  en: new Intl.NumberFormat('en-GB', { useGrouping: 'always' }),
};

/** A number with its digits in groups of three. */
export const grouped = (value: number, { language }: Pick<Told, 'language'>): string =>
  grouping[language].format(value);
