import { it as words } from '../../words/it.js';
import type { ServiceDetail } from './service-detail.js';
import { serviceLights, type ServicePart } from './service-lights.js';

const view = {
  ...{ name: 'schede', version: 1, checkpoint: 1_500, logEnd: 1_500, caughtUp: true },
  ...{ building: undefined, failure: undefined, parkedCount: 0, parked: [] },
};
const fine: ServiceDetail = {
  ...{ atMs: 0, uptimeSeconds: 7_300, version: '0.1.0', definitions: 'known' },
  log: { position: 1_500, lastAt: '2024-01-29T10:00:00.000Z' },
  views: [view],
  ledger: {
    ...{ state: 'sealing', keys: [], hasKey: true, isSigning: true },
    ...{ size: 1_500, sealedSize: 1_500, isAnew: false },
  },
  lastSeal: undefined,
  outside: { ok: true, witnesses: 2, timestamps: 1, mail: 0 },
  duties: { instance: 'uno', whose: 'ours', duties: [{ name: 'deadlines', isWorking: true }] },
  channels: ['email'],
  deliveries: { counts: { waiting: 3 }, oldestWaiting: '2024-01-29T09:00:00.000Z', lost: [] },
  disk: { free: 80e9, total: 100e9 },
};

const seen = (part: ServicePart, otherwise: Partial<ServiceDetail> = {}) => {
  const lights = serviceLights({ ...fine, ...otherwise }, { words, language: 'it' });
  const found = lights.find((each) => each.part === part);
  return found && { light: found.light, said: found.sentences.join(' ') };
};

describe('The lights of the service', () => {
  it('are good while all is well, and say so in words', () => {
    expect(seen('web')).toEqual({ light: 'good', said: 'In funzione da 2 ore.' });
    expect(seen('log')?.said).toContain('Posizione 1.500.');
    expect(seen('views')?.light).toBe('good');
    expect(seen('ledger')?.light).toBe('good');
    expect(seen('duties')?.said).toContain('scadenze: al lavoro');
    expect(seen('deliveries')?.said).toContain('3 avvisi in attesa.');
    expect(seen('disk')).toEqual({ light: 'good', said: '80 GB liberi su 100 (80 %).' });
  });

  it('tell a log that does not answer', () => {
    expect(seen('log', { log: undefined })).toEqual({ light: 'bad', said: 'Non risponde.' });
    expect(seen('log', { definitions: 'unfit' })?.light).toBe('bad');
  });

  it('tell views that lag, that stand still and what they have parked', () => {
    const behind = { ...view, checkpoint: 200, caughtUp: false };
    expect(seen('views', { views: [behind, view] })).toEqual({
      light: 'attention',
      said: 'Una vista è indietro, al più di 1.300 fatti.',
    });
    const failing = { ...view, failure: 'disk full' };
    expect(seen('views', { views: [failing] })?.light).toBe('bad');
    expect(seen('views', { views: [{ ...view, parkedCount: 2 }] })).toEqual({
      light: 'attention',
      said: 'Una vista, alla pari con il registro. 2 fatti accantonati.',
    });
  });

  it('tell a history that is not what was signed', () => {
    const broken = { ...fine.ledger, state: 'broken' as const };
    expect(seen('ledger', { ledger: broken })?.light).toBe('bad');
    expect(seen('outside', { outside: { ...fine.outside, ok: false } })?.light).toBe('bad');
  });

  it('tell work that nobody is known to do, and work that fails', () => {
    const unknown = { ...fine.duties, whose: 'unknown' as const };
    expect(seen('duties', { duties: unknown })?.light).toBe('attention');
    const failing = [{ name: 'deadlines', isWorking: false, failure: 'no' }];
    expect(seen('duties', { duties: { ...fine.duties, duties: failing } })?.light).toBe('bad');
  });

  it('tell what did not arrive, and nothing of it to whoever may not know', () => {
    const lost = { counts: { returned: 1, refused: 1 }, oldestWaiting: undefined, lost: [] };
    expect(seen('deliveries', { deliveries: lost })?.light).toBe('attention');
    expect(seen('deliveries', { deliveries: lost })?.said).toContain('2 non sono arrivati.');
    expect(seen('deliveries', { deliveries: undefined })).toBeUndefined();
  });

  it('tell a disk that is nearly full, and one of which nothing is known', () => {
    expect(seen('disk', { disk: { free: 10e9, total: 100e9 } })?.light).toBe('attention');
    expect(seen('disk', { disk: { free: 4e9, total: 100e9 } })?.light).toBe('bad');
    expect(seen('disk', { disk: undefined })?.light).toBe('unknown');
  });
});
