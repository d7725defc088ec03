import type { RouteRule } from '../http/route-rule.js';

const reads = (rule: string): RouteRule => ({ rule, counted: 'reads' });

/** The routes that people open in a browser, with their rules. They are no part of the API. */
export const pageRules: Readonly<Record<string, RouteRule>> = {
  'GET /static/:file': reads('public'),
  'GET /lingua/:language': reads('public'),
  'GET /accesso': reads('public'),
  'POST /accesso': { rule: 'public', counted: 'sign-in' },
  'POST /accesso/codice': { rule: 'public', counted: 'sign-in' },
  'POST /uscita': { rule: 'self', counted: 'commands' },
  'GET /pubblico/:cycleId': reads('public'),
  'GET /scadenze': reads('read/worklist'),
  'GET /scadenze/abbonamento': reads('read/worklist'),
  'POST /scadenze/abbonamento': { rule: 'self', counted: 'commands' },
  'POST /scadenze/abbonamento/ritiro': { rule: 'self', counted: 'commands' },
  'GET /': reads('self'),
  'GET /novita': reads('self'),
  'POST /notifiche/lette': { rule: 'self', counted: 'commands' },
  'GET /cicli/:cycleId/azioni/:verb': reads('read/life'),
  'POST /cicli/:cycleId/azioni/:verb': { rule: 'verb', counted: 'commands' },
  'GET /cicli/:cycleId': reads('read/unit-reports'),
  'GET /cicli/:cycleId/novita': reads('read/unit-reports'),
  'GET /cicli/:cycleId/schede': reads('read/schede'),
  'GET /cicli/:cycleId/schede.xlsx': reads('read/schede'),
  'GET /cicli/:cycleId/schede.csv': reads('read/schede'),
  'GET /cicli/:cycleId/insieme': reads('read/schede'),
  'POST /cicli/:cycleId/insieme': { rule: 'verb', counted: 'commands' },
  'GET /cicli/:cycleId/schede/:schedaId': reads('read/schede'),
  'GET /cicli/:cycleId/schede/:schedaId/modifica': reads('read/schede'),
  'POST /cicli/:cycleId/schede/:schedaId/modifica': { rule: 'verb', counted: 'commands' },
  'GET /cicli/:cycleId/schede/:schedaId/invio': reads('read/schede'),
  'POST /cicli/:cycleId/schede/:schedaId/invio': { rule: 'verb', counted: 'commands' },
  'GET /cicli/:cycleId/storico': reads('read/history'),
};
